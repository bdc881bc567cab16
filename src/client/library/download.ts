import type { MessageDraft } from '#whatsapp/message.ts'
import { saveFile } from '../save-file.ts'
import { titleOf } from './draft-record.ts'

let downloaded = ''

/** Saves the draft as the form holds it; to open it again, drop the file on the page. */
export function downloadDraft(draft: MessageDraft, name: string): void {
  downloaded = toFile(draft)
  downloadRecord(downloaded, name || titleOf(draft))
}

/** Whether the latest file that was saved holds this draft. */
export function isDownloaded(draft: MessageDraft): boolean {
  return toFile(draft) === downloaded
}

function toFile(draft: MessageDraft): string {
  return JSON.stringify(draft, null, 2)
}

export function downloadRecord(text: string, name: string): void {
  const plain = name.replace(/[^\p{L}\p{M}\p{N} -]+/gu, '').trim()
  saveFile(text, `${plain || 'draft'}.json`, 'application/json')
}
