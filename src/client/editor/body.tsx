import { useRef } from 'react'
import { useWatch } from 'react-hook-form'
import { BODY_MAX } from '#whatsapp/limits.ts'
import { registerText, useMessageForm } from '../form.ts'
import { Field } from '../ui/field.tsx'
import { Counter } from './counter.tsx'
import { FormattingBar, formatByKey, prefetchFormatting } from './formatting-bar.tsx'
import { TextRemark } from './remark.tsx'
import { Section } from './section.tsx'

/** The text of the message with the marks that WhatsApp knows. A plain text area: caret, undo and input methods stay native. */
export function BodySection() {
  const form = useMessageForm()
  const { ref, ...field } = registerText(form, 'body')
  const area = useRef<HTMLTextAreaElement>(null)
  const { control } = form
  const isEmpty = useWatch({ control, name: 'body', compute: (body) => body === '' })
  const note = (
    <>
      <Counter name="body" max={BODY_MAX} />
      <TextRemark name="body" max={BODY_MAX} kind="body" />
    </>
  )
  return (
    <Section title="Body" part="body">
      <Field name="body" label="Body" labelHidden note={note}>
        {(control) => (
          <div className="control p-0 contain-content" data-invalid={control['aria-invalid']}>
            <FormattingBar area={area} controls={control.id} />
            <textarea
              {...control}
              {...field}
              ref={(element) => {
                ref(element)
                area.current = element
              }}
              dir="auto"
              rows={4}
              // Browsers style a hidden placeholder anew with each keystroke.
              placeholder={isEmpty ? 'Write the message' : undefined}
              className="block max-h-96 min-h-28 w-full resize-y rounded-b-md bg-transparent px-3.5 py-2.5 outline-none field-sizing-content"
              onFocus={prefetchFormatting}
              onKeyDown={formatByKey}
            />
          </div>
        )}
      </Field>
    </Section>
  )
}
