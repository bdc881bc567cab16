import type { ClipboardEvent } from 'react'
import { toOneLine } from '#whatsapp/text.ts'

/** Pastes text with line breaks into a single-line field with blanks in their place; browsers would join the words. */
export function pasteAsOneLine(event: ClipboardEvent<HTMLInputElement>): void {
  const text = event.clipboardData.getData('text/plain')
  if (!/[\r\n]/.test(text)) return
  event.preventDefault()
  insertText(event.currentTarget, toOneLine(text.trim()))
}

/** Types text in place of the selection, so that the browser's own undo takes it back. */
export function insertText(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus()
  // The only way to edit with undo kept; it has no successor, so browsers keep it.
  if (document.execCommand(text === '' ? 'delete' : 'insertText', false, text)) return
  field.setRangeText(text, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
