import type { MediaKind } from '#whatsapp/media.ts'
import { MEDIA_TYPES } from '#whatsapp/media.ts'

export type FileInputProps = {
  kind: MediaKind
  label: string
  isInvalid: boolean
  describedBy: string
  onFiles: (files: File[]) => void
}

/** The browser's own file input, laid invisibly over what stands for it: click, keyboard and screen reader work as ever. */
export function FileInput({ kind, label, isInvalid, describedBy, onFiles }: FileInputProps) {
  return (
    <input
      type="file"
      // The name that the list of what is to fix finds it by.
      name={`header.${kind}.id`}
      aria-label={label}
      aria-invalid={isInvalid}
      aria-describedby={describedBy}
      accept={ACCEPT[kind]}
      title=""
      className="absolute inset-0 size-full cursor-pointer opacity-0 file:cursor-pointer"
      onChange={({ currentTarget }) => {
        const files = Array.from(currentTarget.files ?? [])
        // Otherwise the same file could not be chosen a second time.
        currentTarget.value = ''
        onFiles(files)
      }}
    />
  )
}

// Wider than what WhatsApp takes: what can be made a JPEG must not be greyed out.
const ACCEPT: Record<MediaKind, string> = {
  image: 'image/*',
  video: 'video/*',
  document: MEDIA_TYPES.filter(({ kind }) => kind === 'document')
    .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
    .concat('.csv')
    .join(),
}
