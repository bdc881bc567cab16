import { useLayoutEffect, useState } from 'react'
import type { Path, RegisterOptions, UseFormReturn } from 'react-hook-form'
import { useFormContext } from 'react-hook-form'
import type { Message, MessageDraft } from '#whatsapp/message.ts'

export type MessageForm = UseFormReturn<MessageDraft, unknown, Message>

/** The one form of the page. Read values with `useWatch` and errors with `useFormState`, so that only the reader renders. */
export function useMessageForm(): MessageForm {
  return useFormContext<MessageDraft, unknown, Message>()
}

/** What stands in a text field, for what shows it with each keystroke: `useWatch` runs an effect after each of its renders. */
export function useText(name: 'body' | 'footer'): string {
  const { getValues, subscribe } = useMessageForm()
  const [text, setText] = useState(() => getValues(name))
  useLayoutEffect(() => {
    const update = () => setText(getValues(name))
    update()
    return subscribe({ name, formState: { values: true }, callback: update })
  }, [name, getValues, subscribe])
  return text
}

/** Names of the form's fields, as react-hook-form writes them. */
export type FieldName = Path<MessageDraft>

/**
 * `register` for a text field, with its value in the markup too: the prerendered page shows the message before the script
 * that fills the fields has come.
 */
export function registerText<N extends FieldName>(
  form: MessageForm,
  name: N,
  options?: RegisterOptions<MessageDraft, N>,
) {
  const value: unknown = form.getValues(name)
  return { ...form.register(name, options), defaultValue: typeof value === 'string' ? value : '' }
}
