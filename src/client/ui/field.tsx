import type { ReactNode } from 'react'
import { useId } from 'react'
import type { FieldError, FieldErrors } from 'react-hook-form'
import { useFormState } from 'react-hook-form'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { FieldName } from '../form.ts'
import { useMessageForm } from '../form.ts'

export type ControlProps = {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

type FieldProps = {
  name: FieldName
  label: string
  hint?: ReactNode
  /** Remarks and counters that belong to the field and are read after its error. */
  note?: ReactNode
  labelHidden?: boolean
  className?: string
  /** Of what stands below the control. */
  footClassName?: string
  children: (control: ControlProps) => ReactNode
}

/** Ties label, control, error, hint and note of one field of the form together, for eyes and for screen readers alike. */
export function Field({
  name,
  label,
  hint,
  note,
  labelHidden = false,
  className,
  footClassName = '',
  children,
}: FieldProps) {
  const id = useId()
  const { control } = useMessageForm()
  const { errors } = useFormState({ control, name, exact: true })
  const error = errorAt(errors, name)
  const described = [error && `${id}-error`, hint && `${id}-hint`, note && `${id}-note`]
    .filter(Boolean)
    .join(' ')
  return (
    <div className={className}>
      <label
        htmlFor={id}
        className={labelHidden ? 'sr-only' : 'mb-1 block text-[13px] font-medium text-soft'}
      >
        {label}
      </label>
      {children({ id, 'aria-invalid': error !== undefined, 'aria-describedby': described || undefined })}
      {described && (
        <div className={`grid grid-cols-[minmax(0,1fr)_fit-content(60%)] ${footClassName}`}>
          {error?.message && (
            <p id={`${id}-error`} className="mt-1 text-[13px] text-balance text-red">
              {error.message}
            </p>
          )}
          {hint && (
            <p id={`${id}-hint`} className="mt-1 text-[13px] text-faint">
              {hint}
            </p>
          )}
          {note && (
            <div id={`${id}-note`} className="contents">
              {note}
            </div>
          )}
        </div>
      )}
    </div>
  )
}

export function errorAt(errors: FieldErrors<MessageDraft>, name: string): FieldError | undefined {
  let node: unknown = errors
  for (const key of name.split('.')) node = (node as Record<string, unknown> | undefined)?.[key]
  return (node as FieldError | undefined)?.message ? (node as FieldError) : undefined
}
