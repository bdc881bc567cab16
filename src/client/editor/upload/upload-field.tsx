import './upload.css'
import { useEffect, useId, useRef } from 'react'
import { useFormState, useWatch } from 'react-hook-form'
import { mediaIdOf } from '#whatsapp/draft.ts'
import type { MediaKind } from '#whatsapp/media.ts'
import { useMessageForm } from '../../form.ts'
import { errorAt } from '../../ui/field.tsx'
import { DropZone } from './drop-zone.tsx'
import { Refusal } from './refusal.tsx'
import { Sending } from './sending.tsx'
import { Uploaded } from './uploaded.tsx'
import { cancel, followDrafts, takeFiles, useUpload } from './uploads.ts'
import { useFilesFromAnywhere } from './use-files-from-anywhere.ts'
import { useKeptFocus } from './use-kept-focus.ts'

/** A file of this computer for the header: chosen, dropped or pasted, checked here, uploaded, and shown in the preview. */
export function UploadField({ kind }: { kind: MediaKind }) {
  const form = useMessageForm()
  const { control } = form
  const upload = useUpload(kind)
  const id = mediaIdOf(useWatch({ control, name: `header.${kind}` })).trim()
  const { errors } = useFormState({ control, name: `header.${kind}.id`, exact: true })
  const area = useRef<HTMLDivElement>(null)
  const focusHandlers = useKeptFocus(area, `${upload.phase} ${id}`)
  const base = useId()
  const take = (files: File[]) => void takeFiles(form, kind, files)
  const isOver = useFilesFromAnywhere(take)
  useEffect(() => followDrafts(form), [form])

  const isRefused = upload.phase === 'refused' || upload.phase === 'failed'
  const error = isRefused ? upload.message : errorAt(errors, `header.${kind}.id`)?.message
  const hintId = `${base}-hint`
  const errorId = `${base}-error`
  const input = {
    kind,
    hintId,
    isInvalid: error !== undefined,
    describedBy: error ? `${errorId} ${hintId}` : hintId,
    onFiles: take,
  }
  return (
    <div ref={area} className="upload" data-over={isOver} {...focusHandlers}>
      {upload.phase === 'sending' || upload.phase === 'checking' || upload.phase === 'converting' ? (
        <Sending kind={kind} upload={upload} onCancel={() => cancel(form, kind)} />
      ) : id === '' ? (
        <DropZone {...input} />
      ) : (
        <Uploaded id={id} {...input} />
      )}
      {isRefused ? (
        <Refusal kind={kind} upload={upload} errorId={errorId} />
      ) : (
        error && (
          <p id={errorId} className="mt-1 text-[13px] text-red">
            {error}
          </p>
        )
      )}
    </div>
  )
}
