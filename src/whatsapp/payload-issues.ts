import type * as z from 'zod/mini'

export type PayloadError = { pointer: string; message: string; unknownKey?: true }

/** The errors behind one zod issue of the payload schema, as JSON pointers with a sentence; values are never repeated. */
export function explainIssue(issue: z.core.$ZodIssue, json: unknown): PayloadError[] {
  const path = issue.path.map(String)
  const pointer = toPointer(path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        pointer: toPointer([...path, key]),
        message: explainKey(key),
        unknownKey: true,
      }))
    case 'invalid_type':
      return [{ pointer, message: isMissing(path, json) ? missing(path) : explainType(issue.expected) }]
    case 'invalid_value':
    case 'invalid_union':
      return [{ pointer, message: isMissing(path, json) ? missing(path) : explainValue(path, json) }]
    default:
      return [{ pointer, message: issue.message }]
  }
}

const POINTER_MAX = 200

/** JSON Pointer of RFC 6901; one that is absurdly long is cut, because an answer repeats it, but never within a sign. */
function toPointer(path: readonly string[]): string {
  const pointer = path.map((part) => `/${part.replace(/~/g, '~0').replace(/\//g, '~1')}`).join('')
  return pointer.length <= POINTER_MAX
    ? pointer
    : pointer.slice(0, POINTER_MAX).replace(/[\ud800-\udbff~]$/, '')
}

const EXPECTED: Record<string, string> = {
  string: 'This has to be a text in quotes.',
  object: 'This has to be an object in braces.',
  array: 'This has to be a list in square brackets.',
}

function explainType(expected: string): string {
  return EXPECTED[expected] ?? 'This is not the kind of value that belongs here.'
}

function missing(path: readonly string[]): string {
  return path.length === 0 ? 'There is no message here.' : `${path.at(-1)} is missing.`
}

// Values of the payload, by the path of the key that holds them; list indices are written as *.
const ALLOWED: Record<string, string> = {
  messaging_product: 'messaging_product is always "whatsapp".',
  type: 'The outer type of this message is "interactive".',
  'interactive.type': 'Reply buttons have the interactive type "button".',
  'interactive.header.type': 'A header is "text", "image", "video" or "document", in small letters.',
  'interactive.action.buttons.*.type': 'Each button has the type "reply".',
}

const OTHER_KINDS: Record<string, string> = {
  list: 'a list message',
  cta_url: 'a message with a link button',
  product: 'a product message',
  product_list: 'a product list',
  catalog_message: 'a catalogue message',
  flow: 'a flow message',
  location_request_message: 'a location request',
  call_permission_request: 'a request to call',
  template: 'a template message',
  text: 'a plain text message',
}

function explainValue(path: readonly string[], json: unknown): string {
  const place = path.map((part) => (/^\d+$/.test(part) ? '*' : part)).join('.')
  const value = valueAt(path, json)
  if (place === 'recipient_type')
    return value === 'group'
      ? 'WhatsApp groups take no messages with buttons.'
      : 'recipient_type is always "individual".'
  const kind = place === 'type' || place === 'interactive.type' ? own(OTHER_KINDS, value) : undefined
  if (kind) return `This is ${kind}. Trio composes messages with reply buttons.`
  return ALLOWED[place] ?? 'This value is not one of those that WhatsApp knows.'
}

const KNOWN_STRANGERS: Record<string, string> = {
  caption: 'A header medium has no caption. The body is its text.',
  sub_text: 'Reply buttons have no second line in the header.',
  provider: 'This belonged to an interface that WhatsApp has ended.',
  preview_url: 'This belongs to plain text messages.',
}

function explainKey(key: string): string {
  return own(KNOWN_STRANGERS, key) ?? 'WhatsApp knows no such key at this place. Remove it or mend its name.'
}

function own(table: Record<string, string>, key: unknown): string | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined
}

function isMissing(path: readonly string[], json: unknown): boolean {
  return valueAt(path, json) === undefined
}

function valueAt(path: readonly string[], json: unknown): unknown {
  let value = json
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = (value as Record<string, unknown>)[part]
  }
  return value
}
