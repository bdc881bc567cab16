import type { FieldName } from '../form.ts'
import { registerText, useMessageForm } from '../form.ts'
import { Field } from '../ui/field.tsx'
import { Counter } from './counter.tsx'
import { LineEmoji } from './emoji-button.tsx'
import { pasteAsOneLine } from './paste.ts'
import { TextRemark } from './remark.tsx'

type LineFieldProps = { name: FieldName; label: string; max: number; placeholder?: string }

/** A single-line text of the message with its counter and remarks. */
export function LineField({ name, label, max, placeholder }: LineFieldProps) {
  const form = useMessageForm()
  const note = (
    <>
      <Counter name={name} max={max} />
      <TextRemark name={name} max={max} />
    </>
  )
  return (
    <Field name={name} label={label} labelHidden note={note}>
      {(control) => (
        <div className="line">
          <input
            {...control}
            {...registerText(form, name)}
            type="text"
            dir="auto"
            autoComplete="off"
            className="control text-ellipsis"
            placeholder={placeholder}
            onPaste={pasteAsOneLine}
          />
          <LineEmoji label={`Emoji in ${label.toLowerCase()}`} controls={control.id} />
        </div>
      )}
    </Field>
  )
}
