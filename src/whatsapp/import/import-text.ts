import { toDraft } from '../draft.ts'
import type { MessageDraft } from '../message.ts'
import { fromPayload } from '../payload.ts'
import type { Choice } from './choose.ts'
import { chooseMessage, isBetter } from './choose.ts'
import { mend } from './mend.ts'
import { noteGaps, noteIdGaps } from './mending.ts'
import type { Note, Notes } from './notes.ts'
import { addNote, quote } from './notes.ts'
import { parseOwnDraft } from './own-draft.ts'
import { parseLiterals } from './parse-literals.ts'
import type { Reading } from './readings.ts'
import { findDataFile, listReadings } from './readings.ts'
import { toPlain } from './to-plain.ts'

export type { Note } from './notes.ts'

/** The place of a fault in the pasted text, both counted from 1. */
export type Position = { line: number; column: number }

export type ImportResult =
  | { kind: 'message'; draft: MessageDraft; mended: Note[]; leftOut: Note[] }
  | { kind: 'other'; what: string; message: string }
  | { kind: 'unreadable'; message: string; at?: Position }

/** The most that is read, in bytes of UTF-8. */
export const IMPORT_MAX_BYTES = 256 * 1024

/**
 * Reads whatever somebody pastes (payloads, parts of them, code, cURL, chats) as a draft, and tells what was mended and what was
 * left out. Nothing of it is run, nothing is fetched, and it never throws.
 */
export function importText(text: string): ImportResult {
  if (text.trim() === '') return unreadable('There is nothing to read yet. Paste a message.')
  if (exceedsBytes(text, IMPORT_MAX_BYTES))
    return unreadable('This is more than 256 KB. Paste the message alone.')
  const whole = readWhole(text)
  if (whole) return whole
  let best: { choice: Choice; reading: Reading } | undefined
  let other: string | undefined
  let tooDeep = false
  for (const reading of listReadings(text)) {
    const { choice, ...rest } = chooseMessage(reading)
    if (choice && isBetter(choice, best?.choice)) best = { choice, reading }
    // A part alone may be a word of the program around the message.
    if (choice?.faults.length === 0 && choice.found.rank !== 'part') break
    other ??= rest.other
    tooDeep ||= rest.tooDeep
  }
  if (best) return toResult(best.choice, best.reading, text)
  if (other)
    return {
      kind: 'other',
      what: other,
      message: `This is ${other}. Trio composes messages with reply buttons.`,
    }
  if (tooDeep) return unreadable('Too many brackets stand inside each other here. Paste the message alone.')
  return explainNothing(text)
}

/** A text that is one payload and nothing else can mean nothing else either, so no other reading is tried. */
function readWhole(text: string): ImportResult | undefined {
  const notes: Notes = { mended: [], leftOut: [] }
  const draft = fromJson(text, notes)
  if (!draft) return undefined
  noteToken(text, notes)
  return { kind: 'message', draft, ...notes }
}

function fromJson(text: string, notes: Notes): MessageDraft | undefined {
  try {
    return fromPlainPayload(JSON.parse(text), notes)
  } catch {
    return undefined
  }
}

function toResult(choice: Choice, reading: Reading, text: string): ImportResult {
  const notes: Notes = { mended: [], leftOut: [] }
  const draft = fromWhole(choice, notes) ?? mend(choice.found, notes)
  if (reading.note) addNote(notes.mended, reading.note)
  noteFaults(choice, text, notes)
  if (choice.others > 0)
    addNote(notes.leftOut, `The text holds ${choice.others + 1} messages. This is the first one.`)
  for (const kind of choice.besides) addNote(notes.leftOut, `The text also holds ${kind}. It is left out.`)
  noteToken(text, notes)
  return { kind: 'message', draft, ...notes }
}

function noteToken(text: string, { leftOut }: Notes): void {
  if (/\bBearer\s+EA[A-Za-z0-9]{20}/.test(text))
    addNote(leftOut, 'The text holds an access token. It is not kept. Treat it like a password.')
}

/** A payload that needs no mending is taken as the API would take it, and a draft of our own as it is. */
function fromWhole({ found, faults, quotes }: Choice, notes: Notes): MessageDraft | undefined {
  if (faults.length > 0 || quotes !== 'plain') return undefined
  const { scope } = found.parsed
  if (!found.outer) return parseOwnDraft(toPlain(found.inner, scope))
  return fromPlainPayload(toPlain(found.outer, scope), notes)
}

function fromPlainPayload(json: unknown, notes: Notes): MessageDraft | undefined {
  const result = fromPayload(json)
  if (!result.ok) return undefined
  for (const { code, pointer, message } of result.remarks)
    if (code === 'to.plus') addNote(notes.mended, message, pointer)
  const draft = toDraft(result.message)
  noteGapsOf(draft, notes)
  return draft
}

/** WhatsApp would deliver the marks of a template as they are. Nothing of a whole payload is taken away for that. */
function noteGapsOf({ header, body, footer, buttons }: MessageDraft, notes: Notes): void {
  if (header.type === 'text') noteGaps(notes, header.text, 'The header', '/interactive/header/text')
  noteGaps(notes, body, 'The body', '/interactive/body/text')
  noteGaps(notes, footer, 'The footer', '/interactive/footer/text')
  for (const [index, { title, id }] of buttons.entries()) {
    const pointer = `/interactive/action/buttons/${index}/reply`
    noteGaps(notes, title, `The text of button ${index + 1}`, `${pointer}/title`)
    noteIdGaps(notes, id, `button ${index + 1}`, `${pointer}/id`)
  }
}

function noteFaults(
  { found, piece, faults, quotes }: Choice,
  text: string,
  { mended, leftOut }: Notes,
): void {
  const exact = piece.offset !== undefined && found.parsed.source === piece.text
  const said = new Set<string>()
  const say = (list: Note[], message: string) => {
    if (!said.has(message)) addNote(list, message)
    said.add(message)
  }
  for (const { what, at } of faults) {
    const line = exact ? positionOf(text, at + (piece.offset ?? 0)).line : undefined
    const where = line === undefined ? 'Somewhere' : `In line ${line}`
    if (what === 'comma') say(mended, `${where} a comma was missing.`)
    if (what === 'quote') say(mended, `${where} the closing quotation mark of a text was missing.`)
    if (what === 'bracket') say(mended, BRACKETS)
    if (what === 'stray') say(leftOut, `${where} something could not be read and is left out.`)
    if (said.size > 20) break
  }
  if (quotes === 'inner') say(mended, 'Quotation marks inside a text are kept as part of it.')
}

const BRACKETS =
  'Closing brackets were missing. The text may have been cut off: check the end of the message.'

function explainNothing(text: string): ImportResult {
  const file = findDataFile(text)
  if (file)
    return unreadable(
      `The message is in the file ${quote(file)}, which Trio cannot see. Paste what is in that file.`,
    )
  const { root, faults } = parseLiterals(text, 'plain')
  const holdsData = [...root.entries.values(), ...root.items].some((value) => value.kind === 'group')
  if (!holdsData)
    return unreadable(
      'There is no message in this text. Paste its JSON, a cURL command or the piece of code that sends it.',
    )
  const fault = faults.find(({ what }) => what === 'bracket' || what === 'quote')
  if (!fault)
    return unreadable('There is data here, but no message with reply buttons: it has no body and no buttons.')
  const sign = fault.what === 'quote' ? 'quotation mark' : 'bracket'
  const at = positionOf(text, fault.at)
  return {
    ...unreadable(
      `No message can be read here. In line ${at.line}, column ${at.column}, a ${sign} is never closed.`,
    ),
    at,
  }
}

function unreadable(message: string): { kind: 'unreadable'; message: string } {
  return { kind: 'unreadable', message }
}

function positionOf(text: string, at: number): Position {
  const before = text.slice(0, at)
  const start = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: at - start + 1 }
}

function exceedsBytes(text: string, max: number): boolean {
  if (text.length * 3 <= max) return false
  if (text.length > max) return true
  let bytes = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    // A pair of surrogates makes four bytes: two for each half.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3
  }
  return bytes > max
}
