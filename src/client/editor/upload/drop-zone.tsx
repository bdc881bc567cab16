import { Upload } from 'lucide-react'
import { describeSize } from '#whatsapp/file-words.ts'
import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'
import type { MediaKind } from '#whatsapp/media.ts'
import { describeMediaTypes } from '#whatsapp/media.ts'
import type { FileInputProps } from './file-input.tsx'
import { FileInput } from './file-input.tsx'

export const NOUN: Record<MediaKind, string> = { image: 'picture', video: 'video', document: 'document' }

type DropZoneProps = Omit<FileInputProps, 'label'> & { hintId: string }

/** Where nothing has been chosen yet. */
export function DropZone({ hintId, ...input }: DropZoneProps) {
  const { kind } = input
  return (
    <div className="upload-card upload-zone">
      <span className="upload-thumb" aria-hidden="true">
        <Upload size={20} />
      </span>
      <div className="min-w-0">
        <p>
          <span className="font-medium text-accent">Choose a {NOUN[kind]}</span>
          <span className="text-soft max-sm:hidden">, drop it here or paste it</span>
        </p>
        <p id={hintId} className="text-[13px] text-faint">
          {capitalize(describeMediaTypes(kind))}, {describeSize(MEDIA_MAX_BYTES[kind])} at most
        </p>
      </div>
      <FileInput label={`Choose a ${NOUN[kind]}`} {...input} />
    </div>
  )
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
