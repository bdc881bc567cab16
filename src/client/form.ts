import { useFormContext } from 'react-hook-form'
import type { Path, UseFormReturn } from 'react-hook-form'
import type { Message, MessageDraft } from '#whatsapp/message.ts'

export type MessageForm = UseFormReturn<MessageDraft, unknown, Message>

/** The one form of the page. Read values with `useWatch` and errors with `useFormState`, so that only the reader renders. */
export function useMessageForm(): MessageForm {
  return useFormContext<MessageDraft, unknown, Message>()
}

/** Names of the form's fields, as react-hook-form writes them. */
export type FieldName = Path<MessageDraft>
