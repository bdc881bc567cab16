import { startTransition } from 'react'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from './form.ts'

/** Puts another draft into the form as one step, with nothing touched and no error shown yet. */
export function replaceDraft(form: MessageForm, draft: MessageDraft): void {
  form.reset(structuredClone(draft), { keepDefaultValues: true })
}

/** The same for a draft that came from elsewhere: the preview shows it at once, fields and all else follow in the next frames. */
export function showDraft(form: MessageForm, draft: MessageDraft): void {
  startTransition(() => replaceDraft(form, draft))
}
