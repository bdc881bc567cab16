import { useEffectEvent, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Path, RegisterOptions, UseFormReturn } from 'react-hook-form'
import { useFormContext } from 'react-hook-form'
import type { Message, MessageDraft } from '#whatsapp/message.ts'

export type MessageForm = UseFormReturn<MessageDraft, unknown, Message>

/** The one form of the page. Read values with `useWatch` and errors with `useFormState`, so that only the reader renders. */
export function useMessageForm(): MessageForm {
  return useFormContext<MessageDraft, unknown, Message>()
}

type LivePart = 'header' | 'body' | 'footer' | 'buttons'

// What the preview shows for the moment until the form has it, see `showDraft`.
let ahead: MessageDraft | undefined
const previews = new Set<() => void>()

/** Shows a draft in the preview alone, or again what the form holds. */
export function previewAhead(draft?: MessageDraft): void {
  ahead = draft
  flushSync(() => {
    for (const tell of previews) tell()
  })
}

/** What stands in a part of the draft, for what shows it at once. */
export function useLive<Part extends LivePart>(part: Part): MessageDraft[Part] {
  const { getValues, subscribe } = useMessageForm()
  // The form changes its values in place, so what is shown is a copy. A text needs none, and to make one takes as long as to
  // render it.
  const read = () => {
    const value: MessageDraft[Part] = ahead ? ahead[part] : getValues(part)
    return typeof value === 'object' ? structuredClone(value) : value
  }
  const [shown, setShown] = useState(read)
  const update = useEffectEvent(() => {
    const next = read()
    setShown((current) => (isSame(current, next) ? current : next))
  })
  // Not `useSyncExternalStore`: it ends each update with an effect in a task of its own, ahead of the frame.
  useLayoutEffect(() => {
    update()
    previews.add(update)
    const unsubscribe = subscribe({ name: part, formState: { values: true }, callback: update })
    return () => {
      previews.delete(update)
      unsubscribe()
    }
  }, [part, subscribe])
  return shown
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
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
