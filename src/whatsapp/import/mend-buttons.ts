import { toButtonId } from '../button-ids.ts'
import { BUTTONS_MAX } from '../limits.ts'
import type { MessageDraft } from '../message.ts'
import { isBlank } from '../text.ts'
import type { Literal } from './literal.ts'
import { makesList, membersOf, resolve } from './literal.ts'
import type { Mending, Source } from './mending.ts'
import {
  createSource,
  noteChosen,
  noteIdGaps,
  noteLeftovers,
  readCopy,
  readText,
  silently,
  take,
} from './mending.ts'
import { addNote, quote } from './notes.ts'
import { wordOf } from './other-kinds.ts'
import { isWordPlaceholder } from './placeholders.ts'

type Buttons = MessageDraft['buttons']

// `id` is missing when the source has none, which is not the same as an empty one.
type Button = { title: string; id: string | undefined }

const PLACE = '/interactive/action/buttons'

const TITLE = ['title', 'text', 'label', 'displayText', 'name']
const ID = [
  'id',
  'payload',
  'callbackData',
  'buttonId',
  'postbackText',
  'postbackData',
  'value',
  'key',
  'tag',
  'to',
]

/** Reads the reply buttons: the first three that are some, the others listed with their texts. */
export function mendButtons(mending: Mending, literal: Literal | undefined): Buttons {
  const members = listButtons(mending, literal)
  const buttons: Button[] = []
  for (const [index, member] of members.entries()) {
    const full = buttons.length >= BUTTONS_MAX
    if (full && index > 100) break
    const button = mendButton(
      full ? silently(mending) : mending,
      resolve(member, mending.scope),
      buttons.length,
      index,
    )
    if (!button) continue
    if (!full) buttons.push(button)
    else noteSurplus(mending, button, index)
  }
  if (buttons.length === 0) return [{ title: '', id: '' }]
  return withIds(mending, buttons)
}

function listButtons(mending: Mending, literal: Literal | undefined): Literal[] {
  const { notes } = mending
  if (!literal || literal.kind === 'nothing') return []
  const members = membersOf(literal)
  if (members) {
    noteChosen(mending, literal, 'The list of buttons', PLACE)
    if (members.length === 0)
      addNote(notes.leftOut, 'The list of buttons was empty. Write them in the form.', PLACE)
    if (literal.kind === 'group' && literal.entries.size > 0)
      addNote(notes.mended, 'The buttons were numbered. They are read as a list.', PLACE)
    return members
  }
  if (literal.kind === 'group' && literal.entries.size > 0 && !makesList(literal.name)) {
    addNote(notes.mended, 'A single button stood where a list belongs. It is read as a list of one.', PLACE)
    return [literal]
  }
  const name = literal.kind === 'name' ? literal.text : literal.kind === 'group' ? `${literal.name}(…)` : ''
  addNote(
    notes.leftOut,
    name
      ? `The buttons are filled in by a program (${quote(name)}). Write them in the form.`
      : 'The buttons could not be read.',
    PLACE,
  )
  return []
}

function noteSurplus({ notes }: Mending, { title, id }: Button, index: number): void {
  const named = id === undefined ? '' : ` with the ID ${quote(id)}`
  addNote(
    notes.leftOut,
    `Button ${index + 1}, ${quote(title)}${named}, is left out: WhatsApp takes ${BUTTONS_MAX} buttons at most.`,
    `${PLACE}/${index}`,
  )
}

const LINKS = new Set([
  'url',
  'ctaurl',
  'phonenumber',
  'call',
  'ctacall',
  'copycode',
  'ctacopy',
  'otp',
  'flow',
  'catalog',
  'mpm',
  'voicecall',
])

/** `index` is where the button comes to stand, `place` where it stood. */
function mendButton(mending: Mending, literal: Literal, index: number, place: number): Button | undefined {
  const { mended, leftOut } = mending.notes
  const what = `Button ${index + 1}`
  const pointer = `${PLACE}/${index}`
  if (literal.kind === 'nothing') {
    addNote(leftOut, `Button ${place + 1} held nothing and is left out.`, `${PLACE}/${place}`)
    return undefined
  }
  if (literal.kind !== 'group' || literal.entries.size === 0) {
    const title = readCopy(mending, literal, `Button ${place + 1}`, `${PLACE}/${place}`)
    if (title === undefined) return undefined
    addNote(mended, `${what} was only a text. It is read as what the button says.`, `${pointer}/reply/title`)
    return { title: title.trim(), id: undefined }
  }
  noteChosen(mending, literal, what, pointer)
  const source = createSource(literal, pointer)
  const typeLiteral = take(mending, source, ['type'])
  const type = wordOf(typeLiteral)
  const reply = take(mending, source, ['reply', 'replay'])
  const opens = LINKS.has(type) || literal.entries.has('url') || literal.entries.has('phone_number')
  if (!reply && opens) {
    const quiet = silently(mending)
    const title = readText(quiet, take(quiet, source, TITLE), what, pointer)
    const named = title?.trim() ? `The button ${quote(title)}` : `Button ${place + 1}`
    const reason = 'it opens a link, a call or something else, and reply buttons only answer.'
    addNote(leftOut, `${named} is left out: ${reason}`, `${PLACE}/${place}`)
    return undefined
  }
  const said = typeLiteral?.kind === 'text' ? typeLiteral.text : type
  if (type !== '' && type !== 'reply')
    addNote(
      mended,
      `${what} was of the type ${quote(said)}. It is read as a reply button.`,
      `${pointer}/type`,
    )
  else if (type === '')
    addNote(mended, `${what} was not marked as a reply button. It is read as one.`, `${pointer}/type`)
  else if (!reply)
    addNote(
      mended,
      `The text and the ID of ${what.toLowerCase()} did not stand under “reply”. They do now.`,
      `${pointer}/reply`,
    )
  return readReply(mending, source, reply, what.toLowerCase())
}

function readReply(mending: Mending, source: Source, reply: Literal | undefined, what: string): Button {
  const pointer = `${source.pointer}/reply`
  const within = reply?.kind === 'group' && reply.entries.size > 0
  const inner = within ? createSource(reply, pointer) : { ...source, pointer }
  const reading = within ? mending : silently(mending)
  const text =
    take(reading, inner, TITLE) ??
    take(reading, inner, ['buttonText', 'body']) ??
    (within ? undefined : reply)
  const title = readCopy(mending, textWithin(text, mending), `The text of ${what}`, `${pointer}/title`)
  const id = readId(mending, take(reading, inner, ID), what, `${pointer}/id`)
  noteLeftovers(mending, inner)
  if (within) noteLeftovers(mending, source)
  return { title: (title ?? '').trim(), id }
}

function textWithin(literal: Literal | undefined, { scope }: Mending): Literal | undefined {
  if (literal?.kind !== 'group' || literal.entries.size !== 1) return literal
  const [only] = literal.entries.values()
  return only && resolve(only, scope).kind === 'text' ? resolve(only, scope) : literal
}

function readId(
  mending: Mending,
  literal: Literal | undefined,
  what: string,
  pointer: string,
): string | undefined {
  const { mended, leftOut } = mending.notes
  const id = readText(mending, literal, `The ID of ${what}`, pointer)
  if (id === undefined) return undefined
  if (isWordPlaceholder(id)) {
    addNote(leftOut, `The ID of ${what} was the placeholder ${quote(id)}.`, pointer)
    return undefined
  }
  noteIdGaps(mending.notes, id, what, pointer, literal?.kind === 'text' && literal.gaps)
  if (id !== id.trim())
    addNote(mended, `The ID of ${what} had blanks at its ends. They are taken away.`, pointer)
  return id.trim()
}

/** Buttons without an ID get one made from their text, as they do when they are written in the form. */
function withIds({ notes }: Mending, buttons: readonly Button[]): Buttons {
  const taken = buttons.flatMap(({ id }) => (id === undefined ? [] : [id]))
  return buttons.map(({ title, id }, index) => {
    if (id !== undefined) return { title, id }
    if (isBlank(title)) return { title, id: '' }
    const made = toButtonId(title, taken)
    taken.push(made)
    addNote(
      notes.mended,
      `Button ${index + 1} had no ID of its own. It got one made from its text: ${quote(made)}.`,
      `${PLACE}/${index}/reply/id`,
    )
    return { title, id: made }
  })
}
