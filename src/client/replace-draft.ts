import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from './form.ts'

/** Puts another draft into the form as one step, with nothing touched and no error shown yet. */
export function replaceDraft(form: MessageForm, draft: MessageDraft): void {
  form.reset(structuredClone(draft), { keepDefaultValues: true })
}
