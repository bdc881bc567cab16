import type { MessageDraft } from '#whatsapp/message.ts'
import { saveFile } from '../save-file.ts'
import { titleOf } from './draft-record.ts'

/** Saves the draft as the form holds it; to open it again, drop the file on the page. */
export function downloadDraft(draft: MessageDraft, name: string): void {
  downloadRecord(JSON.stringify(draft, null, 2), name || titleOf(draft))
}

export function downloadRecord(text: string, name: string): void {
  const plain = name.replace(/[^\p{L}\p{N} -]+/gu, '').trim()
  saveFile(text, `${plain || 'draft'}.json`, 'application/json')
}
