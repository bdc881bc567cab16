import { TRACKING_DATA_MAX } from '../limits.ts'
import type { Extras, MessageDraft } from '../message.ts'
import { parseTo } from '../recipient.ts'
import { countCodePoints } from '../text.ts'
import type { Group, Literal } from './literal.ts'
import { lookUp, membersOf } from './literal.ts'
import type { Mending, Source } from './mending.ts'
import { createSource, noteLeftovers, readText, take } from './mending.ts'
import { addNote, quote } from './notes.ts'
import { isNumberPlaceholder, isWordPlaceholder } from './placeholders.ts'

const TO = ['to', 'phoneNumber', 'phone', 'recipientId', 'recipientNumber', 'recipientPhoneNumber']

const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/

/** Reads whom the message goes to and what the composer keeps without a field, from the payload or what stands around it. */
export function mendAddress(
  mending: Mending,
  outer: Source,
  parents: readonly Group[],
): Pick<MessageDraft, 'to' | 'extras'> {
  const literal = take(mending, outer, TO) ?? toOfParents(mending, parents)
  const kept = take(mending, outer, ['extras'])
  const extras = mendExtras(mending, kept?.kind === 'group' ? createSource(kept, '') : outer)
  const to = mendTo(mending, literal, extras)
  return Object.keys(extras).length > 0 ? { to, extras } : { to }
}

// Where other services write whom a message goes to, which may be a few levels deep.
const TO_OF_PARENTS = [
  ...TO,
  'destination',
  'destinations',
  'recipient',
  'identifiedBy',
  'channelIdentities',
  'identity',
]

function toOfParents({ scope }: Mending, parents: readonly Group[]): Literal | undefined {
  for (const parent of parents.toReversed()) {
    let to = lookUp(parent, TO_OF_PARENTS, scope)
    for (let level = 0; level < 5 && to?.kind === 'group'; level += 1)
      to = membersOf(to)?.[0] ?? lookUp(to, TO_OF_PARENTS, scope)
    if (to?.kind === 'text' || to?.kind === 'number') return to
  }
  return undefined
}

function mendTo(mending: Mending, literal: Literal | undefined, extras: Extras): string {
  const { mended, leftOut } = mending.notes
  const [first = literal, ...others] = membersOf(literal) ?? []
  for (const other of others)
    if (other.kind === 'text' || other.kind === 'number')
      addNote(leftOut, `A message goes to one person. The number ${quote(other.text)} is left out.`, '/to')
  const written = first?.kind === 'number' ? first.text : readText(mending, first, 'The recipient', '/to')
  if (written === undefined) return ''
  const text =
    /^(?:whatsapp:)?(\+?[\d\s().-]*\d)(?:@(?:c\.us|s\.whatsapp\.net))?$/.exec(written.trim())?.[1] ?? written
  if (text.trim() !== written.trim())
    addNote(mended, `Only the number is kept of the recipient ${quote(written)}.`, '/to')
  if (isNumberPlaceholder(text) && !USER_ID.test(text)) {
    if (text.trim() !== '')
      addNote(
        leftOut,
        `The recipient was the placeholder ${quote(text)}. Write the customer’s number in the form.`,
        '/to',
      )
    return ''
  }
  if (USER_ID.test(text) && extras.recipient === undefined) {
    extras.recipient = text
    addNote(mended, 'A user ID stood in place of the phone number. It is kept as “recipient”.', '/recipient')
    return ''
  }
  const parsed = parseTo(text)
  if (!parsed.ok || !parsed.withoutPlus) return text
  addNote(mended, `This number has no +. Trio reads it as ${parsed.e164}: check the country code.`, '/to')
  return parsed.e164
}

function mendExtras(mending: Mending, outer: Source): Extras {
  const extras: Extras = {}
  const recipient = readExtra(mending, outer, 'recipient', 'The user ID')
  if (recipient !== undefined) {
    if (USER_ID.test(recipient)) extras.recipient = recipient
    else
      addNote(
        mending.notes.leftOut,
        `${quote(recipient)} is no user ID of WhatsApp and is left out.`,
        '/recipient',
      )
  }
  const messageId = mendContext(mending, outer)
  if (messageId !== undefined) extras.context = { message_id: messageId }
  const tracking = readExtra(mending, outer, 'biz_opaque_callback_data', 'The tracking text')
  if (tracking !== undefined) {
    if (countCodePoints(tracking) <= TRACKING_DATA_MAX) extras.biz_opaque_callback_data = tracking
    else
      addNote(
        mending.notes.leftOut,
        `The tracking text is left out: WhatsApp takes ${TRACKING_DATA_MAX} characters at most.`,
        '/biz_opaque_callback_data',
      )
  }
  const hash = readExtra(mending, outer, 'recipient_identity_key_hash', 'The identity hash')
  if (hash !== undefined) extras.recipient_identity_key_hash = hash
  return extras
}

function readExtra(mending: Mending, source: Source, name: string, what: string): string | undefined {
  const pointer = `${source.pointer}/${name}`
  const text = readText(mending, take(mending, source, [name]), what, pointer)
  if (text === undefined || !isWordPlaceholder(text)) return text
  addNote(mending.notes.leftOut, `${what} was the placeholder ${quote(text)}.`, pointer)
  return undefined
}

function mendContext(mending: Mending, outer: Source): string | undefined {
  const context = take(mending, outer, ['context'])
  if (context?.kind !== 'group' || context.name !== '' || context.entries.size === 0) {
    const text = readText(mending, context, 'The message that is answered', '/context')
    if (text === undefined || isWordPlaceholder(text) || text.trim() === '') return undefined
    addNote(
      mending.notes.mended,
      '“context” was a text. It is read as the message that is answered.',
      '/context',
    )
    return text
  }
  const source = createSource(context, '/context')
  const text = readExtra(mending, source, 'message_id', 'The message that is answered')
  noteLeftovers(mending, source)
  return text?.trim() === '' ? undefined : text
}
