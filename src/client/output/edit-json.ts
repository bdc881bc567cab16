import { importText } from '#whatsapp/import/import-text.ts'
import { applyDraft } from '../apply-draft.ts'
import { insertText } from '../editor/paste.ts'
import { markForeign } from '../foreign-media.ts'
import type { MessageForm } from '../form.ts'
import { showDraft } from '../show-draft.ts'
import type { JsonReading } from './read-json.ts'
import { readJson } from './read-json.ts'

/**
 * Brings the form to what stands in the JSON field, as far as it can be read. `pasted` is what was pasted into it and could not
 * be read yet; when that is a message in another shape, it is one for the import and the answer is `'arrival'`.
 */
export function applyJson(form: MessageForm, text: string, pasted: string): JsonReading | 'arrival' {
  const reading = readText(form, text, pasted)
  if (!reading.draft) return isWholeMessage(pasted) ? 'arrival' : reading
  applyDraft(form, reading.draft)
  return reading
}

/**
 * Pastes lines that make a message of the text in the field, where the preview stands beside it: that is painted first, as
 * browsers take longer to put lines into a field than all else takes together. Anything else is left to them, and the answer false.
 */
export function pasteJson(form: MessageForm, area: HTMLTextAreaElement, pasted: string): boolean {
  const isBeside = document.querySelector('.app-preview')?.checkVisibility()
  if (!isBeside || !/[\r\n]/.test(pasted)) return false
  const { value, selectionStart, selectionEnd } = area
  // A field holds line feeds alone.
  const came = pasted.replace(/\r\n?/g, '\n')
  const text = value.slice(0, selectionStart) + came + value.slice(selectionEnd)
  const { draft } = readText(form, text, pasted)
  if (!draft) return false
  void showDraft(form, draft, () => insertText(area, came))
  return true
}

function readText(form: MessageForm, text: string, pasted: string): JsonReading {
  const current = structuredClone(form.getValues())
  const reading = readJson(text, current)
  if (reading.draft && pasted !== '' && !isLink(pasted)) markForeign(reading.draft, current)
  return reading
}

/** A link alone is pasted by somebody who knows what it is. */
function isLink(pasted: string): boolean {
  return /^\s*https?:\/\/\S+\s*$/.test(pasted)
}

/** A part of a message is pasted to go on with it where it stands. */
function isWholeMessage(pasted: string): boolean {
  if (pasted.length < 40) return false
  const result = importText(pasted)
  return result.kind === 'message' && result.draft.body !== '' && result.draft.buttons[0]?.title !== ''
}
