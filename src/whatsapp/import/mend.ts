import { emptyDraft } from '../draft.ts'
import type { MessageDraft } from '../message.ts'
import type { Found } from './find-messages.ts'
import { NAMES } from './find-messages.ts'
import type { Literal } from './literal.ts'
import { findKey, isEmpty, lookUp } from './literal.ts'
import { mendAddress } from './mend-address.ts'
import { mendButtons } from './mend-buttons.ts'
import { mendHeader } from './mend-header.ts'
import type { Mending, Source } from './mending.ts'
import { createSource, noteChosen, noteLeftovers, readCopy, skip, take } from './mending.ts'
import type { Notes } from './notes.ts'
import { addNote, quote } from './notes.ts'
import { wordOf } from './other-kinds.ts'

/** The draft that a found message means, with every departure from its letter noted. Texts are kept whole, however long. */
export function mend(found: Found, notes: Notes): MessageDraft {
  const mending: Mending = { scope: found.parsed.scope, notes }
  if (found.foreign) addNote(notes.mended, FOREIGN)
  const inner = createSource(found.inner, '/interactive')
  const outer = found.outer ? createSource(found.outer, '') : { ...inner, pointer: '' }
  const address = mendAddress(mending, outer, found.parents)
  skip(outer, ['interactive', 'messaging_product'])
  mendProduct(mending, outer)
  mendRecipientType(mending, outer)
  mendTypes(mending, inner, outer)
  const draft: MessageDraft = {
    ...emptyDraft(),
    ...address,
    header: mendHeader(mending, takePart(mending, inner, outer, NAMES.header)),
    body: readBody(mending, takePart(mending, inner, outer, NAMES.body), 'body') ?? '',
    footer: readBody(mending, takePart(mending, inner, outer, NAMES.footer), 'footer') ?? '',
    buttons: mendButtons(mending, takeButtons(mending, inner, outer)),
  }
  // The variables of a program are no parts of a message.
  if (found.rank === 'code') return draft
  noteLeftovers(mending, inner)
  if (outer.group !== inner.group) noteLeftovers(mending, outer)
  return draft
}

const FOREIGN = 'The message was written for another service. Its parts are put where WhatsApp has them.'

/** A part from where it belongs, or from the level outside, where people put it by mistake. */
function takePart(
  mending: Mending,
  inner: Source,
  outer: Source,
  names: readonly string[],
): Literal | undefined {
  const own = take(mending, inner, names)
  if (own || outer.group === inner.group) return own
  const misplaced = take(mending, outer, names)
  if (misplaced)
    addNote(
      mending.notes.mended,
      `“${names[0]}” stood outside “interactive”. It belongs inside.`,
      `/interactive/${names[0]}`,
    )
  return misplaced
}

function takeButtons(mending: Mending, inner: Source, outer: Source): Literal | undefined {
  const action = takePart(mending, inner, outer, NAMES.action)
  if (action?.kind !== 'group' || action.entries.size === 0)
    return action ?? takePart(mending, inner, outer, NAMES.buttons)
  const source = createSource(action, '/interactive/action')
  const buttons = take(mending, source, [...NAMES.buttons, 'button'])
  noteLeftovers(mending, source)
  return buttons ?? takePart(mending, inner, outer, NAMES.buttons)
}

function readBody(
  mending: Mending,
  literal: Literal | undefined,
  part: 'body' | 'footer',
): string | undefined {
  const what = part === 'body' ? 'The body' : 'The footer'
  const pointer = `/interactive/${part}/text`
  if (literal?.kind === 'group' && literal.name === '' && isEmpty(literal)) return undefined
  if (literal?.kind !== 'group' || literal.entries.size === 0)
    return readCopy(mending, literal, what, pointer)
  noteChosen(mending, literal, what, `/interactive/${part}`)
  const source = createSource(literal, `/interactive/${part}`)
  const inside = take(mending, source, ['text', 'body'])
  noteLeftovers(mending, source)
  return readCopy(mending, inside, what, pointer)
}

function mendProduct(mending: Mending, outer: Source): void {
  const word = wordOf(lookUp(outer.group, ['messaging_product'], mending.scope))
  if (word !== '' && word !== 'whatsapp')
    addNote(
      mending.notes.mended,
      `The message was made for ${quote(word)}. Trio writes one for WhatsApp.`,
      '/messaging_product',
    )
}

function mendRecipientType({ notes, scope }: Mending, outer: Source): void {
  const word = wordOf(take({ notes, scope }, outer, ['recipient_type']))
  if (word === 'group')
    addNote(
      notes.leftOut,
      'This message was meant for a group. WhatsApp groups take no messages with buttons.',
      '/recipient_type',
    )
  else if (word !== '' && word !== 'individual')
    addNote(
      notes.mended,
      `The kind of recipient was ${quote(word)}. It is always “individual”.`,
      '/recipient_type',
    )
}

/** The two words that say what kind of message this is; the parts of a message have none of their own. */
function mendTypes(mending: Mending, inner: Source, outer: Source): void {
  const { mended } = mending.notes
  const whole = outer.group !== inner.group && findKey(outer.group, 'messaging_product') !== undefined
  const type = wordOf(take(mending, inner, ['type']))
  if (type === '' && whole)
    addNote(mended, 'The interactive part did not say its type. It is “button”.', '/interactive/type')
  else if (type !== '' && type !== 'button' && !(outer.group === inner.group && type === 'interactive'))
    addNote(mended, `The type was ${quote(type)}. For reply buttons it is “button”.`, '/interactive/type')
  if (outer.group === inner.group) return
  const kind = wordOf(take(mending, outer, ['type']))
  if (kind === 'interactive' || (kind === '' && !whole)) return
  const said = kind === '' ? 'The message did not say its type' : `The message was of the type ${quote(kind)}`
  addNote(mended, `${said}. With buttons it is “interactive”.`, '/type')
}
