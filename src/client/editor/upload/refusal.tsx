import { describeSize } from '#whatsapp/file-words.ts'
import type { MediaKind } from '#whatsapp/media.ts'
import { useMessageForm } from '../../form.ts'
import type { Upload } from './uploads.ts'
import { cancel, mendFile, retry } from './uploads.ts'

type Refused = Extract<Upload, { phase: 'refused' | 'failed' }>

/** Why a file was not uploaded, and what can be done about it at once. */
export function Refusal({ kind, upload, errorId }: { kind: MediaKind; upload: Refused; errorId: string }) {
  const form = useMessageForm()
  const offer = toOffer(upload)
  return (
    <div className="mt-2">
      <p className="text-[13px] text-soft">
        <span dir="auto" className="font-medium break-all text-ink">
          {upload.file.name}
        </span>
        , {describeSize(upload.file.size)}
      </p>
      <p id={errorId} className="text-[13px] text-red">
        {upload.message}
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        {offer && (
          <button
            type="button"
            data-main
            className="upload-offer"
            onClick={() => {
              // The fields of this kind of header go, and a keyboard in them goes on at the kind that comes.
              if (upload.phase === 'refused' && upload.mending?.by === 'header')
                focusHeader(upload.mending.kind)
              void (upload.phase === 'failed' ? retry : mendFile)(form, kind)
            }}
          >
            {offer}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => cancel(form, kind)}>
          {offer ? 'Cancel' : 'Dismiss'}
        </button>
      </p>
    </div>
  )
}

function focusHeader(kind: MediaKind): void {
  document.querySelector<HTMLElement>(`[data-field-group="header.type"] [value="${kind}"]`)?.focus()
}

function toOffer(upload: Refused): string | undefined {
  if (upload.phase === 'failed') return 'Try again'
  const { mending } = upload
  switch (mending?.by) {
    case 'convert':
      return 'Convert to JPEG'
    case 'rename':
      return `Upload as ${mending.name}`
    case 'header':
      return `Use ${mending.kind === 'image' ? 'an image' : `a ${mending.kind}`} header`
    default:
      return undefined
  }
}
