import type { Group, Literal, Scope } from './literal.ts'
import { findKey, resolve } from './literal.ts'
import type { Notes } from './notes.ts'
import { addNote, quote } from './notes.ts'
import { findGaps, isTextPlaceholder } from './placeholders.ts'

/** What the steps of mending share: the names that the code explains, and the notes. */
export type Mending = { scope: Scope; notes: Notes }

/** A group of the source with its place in the payload; `used` are the keys that were understood. */
export type Source = { group: Group; pointer: string; used: Set<string> }

/** A source of which nothing is read yet. */
export function createSource(group: Group, pointer: string): Source {
  return { group, pointer, used: new Set() }
}

// The Dart package's own names are right in their place: they are read without a remark.
const QUIET = new Set([
  'headerInteractive',
  'bodyText',
  'footerText',
  'interactiveReplyButtons',
  'phoneNumber',
])

/** The same steps without notes, for what nobody needs to hear of. */
export function silently({ scope }: Mending): Mending {
  return { scope, notes: { mended: [], leftOut: [] } }
}

/** Takes the value of the first name that the source holds; another name than the first is noted as mended. */
export function take(
  { scope, notes }: Mending,
  source: Source,
  names: readonly string[],
): Literal | undefined {
  for (const name of names) {
    const key = findKey(source.group, name)
    const value = key === undefined ? undefined : source.group.entries.get(key)
    if (key === undefined || !value || source.used.has(key)) continue
    source.used.add(key)
    if (key !== names[0] && !QUIET.has(key) && value.kind !== 'nothing')
      addNote(notes.mended, `${quote(key)} is read as “${names[0]}”.`, `${source.pointer}/${names[0]}`)
    if (source.group.repeated?.has(key))
      addNote(
        notes.leftOut,
        `${quote(key)} stood there more than once. The last one is kept.`,
        `${source.pointer}/${key}`,
      )
    return resolve(value, scope)
  }
  return undefined
}

/** Marks keys as understood that say nothing which a message would not say anyway. */
export function skip(source: Source, names: readonly string[]): void {
  for (const name of names) {
    const key = findKey(source.group, name)
    if (key !== undefined) source.used.add(key)
  }
}

const STRANGERS = new Map([
  ['caption', 'A header has no caption, so “caption” is left out. The body is its text.'],
  ['sub_text', 'Reply buttons have no second line in the header, so “sub_text” is left out.'],
  ['provider', '“provider” belonged to an interface that WhatsApp has ended. It is left out.'],
])

/** Lists what was not understood in a source. */
export function noteLeftovers({ notes }: Mending, { group, pointer, used }: Source): void {
  for (const key of group.entries.keys()) {
    if (used.has(key)) continue
    const other = key.startsWith('...')
      ? `What ${quote(key.slice(3))} adds is known only to a program and is left out.`
      : `${quote(key)} is no part of this kind of message and is left out.`
    const message = STRANGERS.get(key) ?? other
    addNote(notes.leftOut, message, `${pointer}/${key.slice(0, 60).replace(/~/g, '~0').replace(/\//g, '~1')}`)
  }
}

/** The text that a value holds, for a part of the message named `what`; what holds none is listed. */
export function readText(
  mending: Mending,
  literal: Literal | undefined,
  what: string,
  pointer: string,
): string | undefined {
  const { mended, leftOut } = mending.notes
  if (!literal || literal.kind === 'nothing') return undefined
  noteChosen(mending, literal, what, pointer)
  if (literal.kind === 'text') return literal.text
  if (literal.kind === 'number') {
    addNote(mended, `${what} was a number. It is kept as text.`, pointer)
    return literal.text
  }
  if (literal.kind === 'name' || (literal.kind === 'group' && literal.name !== '')) {
    const name = literal.kind === 'name' ? literal.text : `${literal.name}(…)`
    const message = /^<.*>$|^\{\{/.test(name)
      ? `${what} was the placeholder ${quote(name)}.`
      : `${what} is filled in by a program (${quote(name)}).`
    addNote(leftOut, `${message} Write it in the form.`, pointer)
    return undefined
  }
  const only =
    literal.kind === 'group' && literal.entries.size === 0 && literal.items.length === 1
      ? literal.items[0]
      : undefined
  if (only?.kind === 'text') {
    addNote(mended, `${what} stood in brackets. They are taken away.`, pointer)
    return only.text
  }
  addNote(leftOut, `${what} held no text and is left out.`, pointer)
  return undefined
}

/** Lists a value that is one of several, between which a program would choose. */
export function noteChosen({ notes }: Mending, literal: Literal, what: string, pointer: string): void {
  if (!literal.chosen || literal.kind === 'name' || literal.kind === 'nothing') return
  const first = literal.kind === 'group' ? 'one' : 'text'
  addNote(notes.mended, `${what} is chosen by a program. The first ${first} is taken.`, pointer)
}

/** Like `readText`, for what the customer reads: placeholders are listed, and the gaps that a program would fill in. */
export function readCopy(
  mending: Mending,
  literal: Literal | undefined,
  what: string,
  pointer: string,
): string | undefined {
  const text = readText(mending, literal, what, pointer)
  if (text === undefined) return undefined
  if (isTextPlaceholder(text)) {
    const said = `${what} was the placeholder ${quote(text)}. Write it in the form.`
    addNote(mending.notes.leftOut, said, pointer)
    return undefined
  }
  noteGaps(mending.notes, text, what, pointer, literal?.kind === 'text' && literal.gaps)
  return text
}

/** Lists the gaps of a text that a program would fill in; `format` for one that is known to have some. */
export function noteGaps(
  { mended }: Notes,
  text: string,
  what: string,
  pointer: string,
  format = false,
  then = 'Write there what the customer is to read.',
): void {
  const gaps = findGaps(text, format).map(quote).join(', ')
  if (gaps === '') return
  const said = `${what} has a gap that a program fills in: ${gaps}. ${then}`
  addNote(mended, said, pointer)
}

/** Lists the gaps of the ID of a button. */
export function noteIdGaps(notes: Notes, id: string, what: string, pointer: string, format = false): void {
  noteGaps(notes, id, `The ID of ${what}`, pointer, format, 'Write there what your program is to get.')
}
