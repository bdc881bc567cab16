import { importText } from '#whatsapp/import/import-text.ts'
import { applyDraft } from '../apply-draft.ts'
import { markForeign } from '../foreign-media.ts'
import type { MessageForm } from '../form.ts'
import type { JsonReading } from './read-json.ts'
import { readJson } from './read-json.ts'

/**
 * Brings the form to what stands in the JSON field, as far as it can be read. `pasted` is what was pasted into the field since it
 * was taken in hand; when that is a message in another shape, it is one for the import and the answer is `'arrival'`.
 */
export async function applyJson(
  form: MessageForm,
  text: string,
  pasted: string,
): Promise<JsonReading | 'arrival'> {
  const current = structuredClone(form.getValues())
  const reading = readJson(text, current)
  if (!reading.draft) return isWholeMessage(pasted) ? 'arrival' : reading
  if (pasted !== '' && !isLink(pasted)) markForeign(reading.draft, current)
  await applyDraft(form, reading.draft)
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
