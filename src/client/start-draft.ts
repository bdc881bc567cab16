import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from './form.ts'

/** Begins a draft with a finished message. The one in the editor stays under Drafts, unless nothing was written in it. */
export async function startDraft(form: MessageForm, draft: MessageDraft, name: string): Promise<void> {
  const library = await import('./library/switch-draft.ts')
  library.startDraft(form, draft, name)
}
