import type { Group, Literal, Scope } from './literal.ts'
import { foldKey, lookUp } from './literal.ts'

/** Another kind of thing than a message with reply buttons: what it is, in words that follow “This is”. */
export type OtherKind = string

// Values of `interactive.type`, folded. Sources: Cloud API pages on interactive messages, September 2026.
const INTERACTIVE_KINDS = new Map<string, OtherKind>([
  ['list', 'a list message'],
  ['ctaurl', 'a message with a link button'],
  ['product', 'a product message'],
  ['productlist', 'a product list'],
  ['catalogmessage', 'a catalogue message'],
  ['flow', 'a flow message'],
  ['locationrequestmessage', 'a location request'],
  ['callpermissionrequest', 'a request to call'],
  ['voicecall', 'a message with a call button'],
  ['addressmessage', 'an address request'],
  ['orderdetails', 'an order message'],
  ['orderstatus', 'an order message'],
  ['carousel', 'a carousel message'],
  ['buttonreply', 'a customer’s answer, as WhatsApp reports it'],
  ['listreply', 'a customer’s answer, as WhatsApp reports it'],
  ['nfmreply', 'a customer’s answer, as WhatsApp reports it'],
])

// Values of the outer `type`. Source: Cloud API page "send messages", September 2026.
const MESSAGE_KINDS = new Map<string, OtherKind>([
  ['template', 'a template message'],
  ['text', 'a plain text message'],
  ['image', 'a picture message'],
  ['audio', 'an audio message'],
  ['video', 'a video message'],
  ['document', 'a document message'],
  ['sticker', 'a sticker'],
  ['location', 'a location message'],
  ['contacts', 'a message with contacts'],
  ['reaction', 'a reaction'],
])

/** False for what WhatsApp itself says. */
export function isMessage(kind: OtherKind): boolean {
  return !/WhatsApp/.test(kind)
}

// Methods of the Dart package and of its relatives in other languages.
const CALLS: readonly [RegExp, OtherKind][] = [
  [/\.send\w*Lists?$/i, 'a list message'],
  [/\.send(CallToAction|Cta)\w*$/i, 'a message with a link button'],
  [/\.send\w*Template\w*$/i, 'a template message'],
  [/\.send\w*Flow\w*$/i, 'a flow message'],
  [/\.sendText\w*$/i, 'a plain text message'],
]

/** What kind of message, report or answer a group is, if it is one that people know and not one with reply buttons. */
export function recogniseOther(group: Group, scope: Scope): OtherKind | undefined {
  const get = (...names: string[]) => lookUp(group, names, scope)
  if (has(get('entry')) || get('statuses')) return 'a report from WhatsApp'
  if (get('from') && get('timestamp')) return 'a customer’s answer, as WhatsApp reports it'
  if (get('messaging_product') && get('contacts') && get('messages'))
    return 'WhatsApp’s answer to a message that was sent'
  if (get('error') && isGroup(get('error')) && lookUp(get('error') as Group, ['code', 'message'], scope))
    return 'an error that WhatsApp answered'
  const interactive = get('interactive')
  if (isGroup(interactive)) return recogniseInteractive(interactive, scope)
  if (isGroup(get('template')) || (get('components') && get('name'))) return 'a template message'
  const addressed = get('messaging_product') ?? get('to') ?? get('recipient')
  const kind = addressed && MESSAGE_KINDS.get(wordOf(get('type')))
  if (kind) return kind
  // The end of a name tells; a name without end would take these patterns minutes.
  const called = group.bracket === '(' ? group.name.slice(-80) : ''
  const call = CALLS.find(([name]) => name.test(called))
  return call?.[1] ?? recogniseInteractive(group, scope)
}

/** What kind of interactive message a group is, when it is not one with reply buttons. */
export function recogniseInteractive(group: Group, scope: Scope): OtherKind | undefined {
  const action = lookUp(group, ['action'], scope)
  const known = INTERACTIVE_KINDS.get(wordOf(lookUp(group, ['type'], scope)))
  if (known && (isGroup(action) || lookUp(group, ['body'], scope) || /answer/.test(known))) return known
  if (!isGroup(action)) return undefined
  if (lookUp(action, ['sections'], scope)) return 'a list message'
  if (lookUp(action, ['catalog_id', 'product_retailer_id'], scope)) return 'a product message'
  return INTERACTIVE_KINDS.get(wordOf(lookUp(action, ['name'], scope)))
}

/** A word like `IMAGE`, `"image"` or `HeaderType.image`, folded; empty for anything else. */
export function wordOf(literal: Literal | undefined): string {
  if (literal?.kind !== 'text' && literal?.kind !== 'name') return ''
  if (literal.text.length > 80) return ''
  return foldKey(literal.text.slice(literal.kind === 'name' ? literal.text.lastIndexOf('.') + 1 : 0))
}

function isGroup(literal: Literal | undefined): literal is Group {
  return literal?.kind === 'group'
}

function has(entry: Literal | undefined): boolean {
  return isGroup(entry) && entry.items.some((item) => isGroup(item) && item.entries.has('changes'))
}
