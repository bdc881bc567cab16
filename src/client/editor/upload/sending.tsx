import type { MediaKind } from '#whatsapp/media.ts'
import { KindIcon } from './kind-icon.tsx'
import type { Upload } from './uploads.ts'

type Busy = Extract<Upload, { phase: 'checking' | 'converting' | 'sending' }>

/** A file on its way, with real numbers, and the way to stop it. */
export function Sending({ kind, upload, onCancel }: { kind: MediaKind; upload: Busy; onCancel: () => void }) {
  const { file } = upload
  const isMeasured = upload.phase === 'sending' && upload.sent < file.size
  return (
    <div className="upload-card">
      <KindIcon kind={kind} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate font-medium">
          {file.name}
        </p>
        <progress
          aria-label={`Uploading ${file.name}`}
          max={file.size}
          {...(isMeasured && { value: upload.sent })}
        />
        <p className="text-[13px] text-soft tabular-nums">{describePhase(upload)}</p>
      </div>
      <button type="button" data-main className="quiet" onClick={onCancel}>
        Cancel
      </button>
    </div>
  )
}

function describePhase(upload: Busy): string {
  if (upload.phase === 'checking') return 'Looking at the file …'
  if (upload.phase === 'converting') return 'Making a JPEG …'
  const { sent, file } = upload
  if (sent >= file.size) return 'All sent. Waiting for the answer …'
  const [done, all] = [sent, file.size].map((bytes) => (bytes / 1_000_000).toFixed(1))
  return `${done} of ${all} MB, ${Math.floor((sent / file.size) * 100)}%`
}
