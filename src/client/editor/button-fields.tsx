import type { ReactNode } from 'react'
import { useRef } from 'react'
import { useFormState } from 'react-hook-form'
import { isMadeFrom, toButtonId } from '#whatsapp/button-ids.ts'
import { findDoubles } from '#whatsapp/doubles.ts'
import { BUTTON_TITLE_MAX } from '#whatsapp/limits.ts'
import type { MessageForm } from '../form.ts'
import { registerText, useMessageForm } from '../form.ts'
import { errorAt, Field } from '../ui/field.tsx'
import { Counter } from './counter.tsx'
import { LineEmoji } from './emoji-button.tsx'
import { pasteAsOneLine } from './paste.ts'
import { TextRemark } from './remark.tsx'

type ButtonFieldsProps = { index: number; children: ReactNode }

/** One reply button: its text, and the ID that follows the text until somebody writes another. */
export function ButtonFields({ index, children }: ButtonFieldsProps) {
  const form = useMessageForm()
  const title = `buttons.${index}.title` as const
  const id = `buttons.${index}.id` as const
  const lastTitle = useRef('')
  lastTitle.current = form.getValues(title)

  function followTitle(): void {
    const text = form.getValues(title)
    if (isMadeFrom(form.getValues(id), lastTitle.current)) writeId(text)
    lastTitle.current = text
    recheckButtons(form)
  }

  function writeId(text: string): void {
    const taken = form.getValues('buttons').flatMap((button, other) => (other === index ? [] : [button.id]))
    form.setValue(id, text.trim() === '' ? '' : toButtonId(text, taken), { shouldDirty: true })
  }

  const { errors } = useFormState({ control: form.control, name: [title, id], exact: true })
  const isInvalid = errorAt(errors, title) !== undefined || errorAt(errors, id) !== undefined

  return (
    <fieldset
      data-invalid={isInvalid}
      aria-label={`Button ${index + 1}`}
      data-button={index}
      data-field={`button-${index + 1}`}
      className="control grid min-w-0 grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-2 px-2 py-1 sm:grid-cols-[auto_minmax(0,5fr)_minmax(0,3fr)_auto] sm:gap-x-1"
    >
      <span
        aria-hidden="true"
        className="grid h-9 w-5 place-items-center text-[13px] text-faint tabular-nums"
      >
        {index + 1}
      </span>
      <div className="grid items-start sm:contents">
        <Field
          name={title}
          label="Button text"
          labelHidden
          className="contents"
          footClassName="px-1.5 sm:col-span-3 sm:col-start-2 sm:row-start-2 [&_p]:mb-1"
          note={
            <>
              <Counter name={title} max={BUTTON_TITLE_MAX} />
              <TextRemark name={title} max={BUTTON_TITLE_MAX} />
            </>
          }
        >
          {(control) => (
            <div className="line min-w-0">
              <input
                {...control}
                {...registerText(form, title, { onChange: followTitle })}
                type="text"
                dir="auto"
                autoComplete="off"
                placeholder="Button text"
                className="h-9 w-full rounded-sm bg-transparent px-1.5 font-medium text-ellipsis outline-none"
                onPaste={pasteAsOneLine}
              />
              <LineEmoji label="Emoji in button text" controls={control.id} />
            </div>
          )}
        </Field>
        <Field
          name={id}
          label="Button ID"
          labelHidden
          className="contents"
          footClassName="px-1.5 sm:col-span-3 sm:col-start-2 sm:row-start-3 [&_p]:mb-1"
        >
          {(control) => (
            <input
              {...control}
              {...registerText(form, id, {
                onChange: () => recheckButtons(form),
                onBlur: () => form.getValues(id).trim() === '' && writeId(form.getValues(title)),
              })}
              type="text"
              dir="auto"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="button-id"
              title="The ID that your webhook receives when somebody taps"
              className="h-9 w-full rounded-sm bg-transparent px-1.5 font-mono text-[13px] text-soft text-ellipsis outline-none"
              onPaste={pasteAsOneLine}
            />
          )}
        </Field>
      </div>
      <div className="flex sm:col-start-4 sm:row-start-1">{children}</div>
    </fieldset>
  )
}

/** Texts and IDs are judged together: a double shows at once, and goes from both when one of them changes. */
export function recheckButtons(form: MessageForm): void {
  const buttons = form.getValues('buttons')
  const names = buttons.flatMap((_, index) =>
    (['title', 'id'] as const).flatMap((key) => {
      const name = `buttons.${index}.${key}` as const
      const double = findDoubles(buttons).some(({ path }) => path[0] === index && path[1] === key)
      return double || form.getFieldState(name).error ? [name] : []
    }),
  )
  if (names.length > 0) void form.trigger(names)
}
