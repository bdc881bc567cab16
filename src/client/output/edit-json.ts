import { importText } from '#whatsapp/import/import-text.ts'
import { applyDraft } from '../apply-draft.ts'
import { markForeign } from '../foreign-media.ts'
import type { MessageForm } from '../form.ts'
import { showDraft } from '../replace-draft.ts'
import type { Keys } from '../undo/undo-keys.ts'
import { toUndoStep } from '../undo/undo-keys.ts'
import type { FieldState } from './pasted-states.ts'
import { findPasted, notePaste } from './pasted-states.ts'
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
  const caret = selectionStart + came.length
  const before = { text: value, start: selectionStart, end: selectionEnd }
  const after = { text, start: caret, end: caret }
  notePaste(before, after)
  void showDraft(form, draft, () => write(area, after))
  return true
}

/** Takes back or repeats a paste of `pasteJson`; false where the key is the browser's, whose own undo knows all else. */
export function travelPastes(event: Keys, area: HTMLTextAreaElement): boolean {
  const step = toUndoStep(event)
  const target = step && findPasted(area.value, step)
  if (target) write(area, target)
  return target !== undefined
}

function write(area: HTMLTextAreaElement, { text, start, end }: FieldState): void {
  area.setRangeText(text, 0, area.value.length)
  area.setSelectionRange(start, end)
  area.dispatchEvent(new InputEvent('input', { bubbles: true }))
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
