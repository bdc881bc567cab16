import type { Group, Literal, Scope } from './literal.ts'
import { createGroup, findKey, lookUp, membersOf, putEntry, resolve, toGroup, toText } from './literal.ts'
import { wordOf } from './other-kinds.ts'

// Where other services have the parts: Twilio (Content API), Gupshup, Infobip, Sinch (Conversation API), WATI, Z-API, Evolution API,
// Chatwoot, and RCS, Telegram and the Bot Framework, from whose bots people take their messages along.
const BUTTONS = ['buttons', 'quickReplies', 'actions', 'options', 'choices', 'suggestions', 'replies']
const BUTTON_HOLDERS = ['buttonList', 'suggestedActions', 'replyMarkup', 'contentAttributes']
const BODY = ['body', 'textMessage', 'description', 'text', 'content', 'message', 'title']
const HEADER = ['header', 'headerText', 'title', 'media', 'mediaUrl']
const FOOTER = ['footer', 'footerText', 'caption', 'subtitle']
const TO = ['to', 'phone', 'number', 'phoneNumber', 'destination']
const TITLE = ['title', 'text', 'label', 'displayText', 'buttonText', 'textMessage']
const ID = ['id', 'postbackText', 'postbackData', 'payload', 'callbackData', 'value', 'buttonId']
const OPENS = ['url', 'link', 'phoneNumber', 'openUrlAction', 'dialAction']

// What these services call a button that answers.
const ANSWERS = new Set(['', 'reply', 'quickreply', 'text', 'postback', 'imback'])

/**
 * A message with buttons in the form of another service, put under the names that it has here; `undefined` for anything else.
 * What it holds besides stays in it, to be listed.
 */
export function fromOtherService(group: Group, scope: Scope): Group | undefined {
  const used = new Set<string>()
  const buttons = pickButtons(group, scope, used)
  const body = buttons && pick(group, BODY, scope, used)
  // The texts may stand together in one part, beside the buttons.
  const texts = body?.kind === 'group' ? body : group
  const text = texts === group ? body : lookUp(texts, ['text', 'body'], scope)
  if (!buttons || text?.kind !== 'text') return undefined
  const inner = createGroup('{', '', group.at)
  inner.end = group.end
  const put = (name: string, value: Literal | undefined) => value && putEntry(inner, name, value)
  put('to', pick(group, TO, scope, used))
  const medium = texts === group ? undefined : (lookUp(texts, HEADER, scope) ?? texts)
  put('header', toHeader(pick(group, HEADER, scope, used) ?? medium, scope))
  put('body', text)
  put('footer', pick(group, FOOTER, scope, used) ?? lookUp(texts, FOOTER, scope))
  put('buttons', buttons)
  for (const [key, value] of group.entries)
    if (!used.has(key) && !inner.entries.has(key) && !/type$/i.test(key)) put(key, value)
  return inner
}

/** The value of the first of these names that nothing was made of yet. */
function pick(group: Group, names: readonly string[], scope: Scope, used: Set<string>): Literal | undefined {
  for (const name of names) {
    const key = findKey(group, name)
    const value = key === undefined ? undefined : group.entries.get(key)
    if (key === undefined || !value || used.has(key)) continue
    used.add(key)
    return resolve(value, scope)
  }
  return undefined
}

function pickButtons(group: Group, scope: Scope, used: Set<string>): Group | undefined {
  const holder = pick(group, BUTTON_HOLDERS, scope, used)
  const list =
    holder?.kind === 'group'
      ? lookUp(holder, [...BUTTONS, 'inlineKeyboard', 'keyboard', 'items'], scope)
      : pick(group, BUTTONS, scope, used)
  // A keyboard has rows of buttons.
  const members = membersOf(list)
    ?.slice(0, 100)
    .flatMap((row) => membersOf(row) ?? [row])
  const buttons = members?.map((member) => toButton(resolve(member, scope), scope)) ?? []
  if (!list || buttons.length === 0) return undefined
  const items = buttons.flatMap((button) => button ?? [])
  return items.length === buttons.length ? { ...createGroup('[', '', list.at), items } : undefined
}

/** A button under the names that it has here; `undefined` for what is none. */
function toButton(literal: Literal, scope: Scope): Literal | undefined {
  if (literal.kind !== 'group') return literal.kind === 'text' ? literal : undefined
  const [only] = literal.entries.size === 1 ? literal.entries.values() : []
  const group = only?.kind === 'group' && only.entries.size > 1 ? only : literal
  const title = lookUp(group, TITLE, scope)
  if (!title || lookUp(group, ['description', 'rows'], scope)) return undefined
  const type = lookUp(group, ['type'], scope)
  const id = lookUp(group, ID, scope)
  if (lookUp(group, OPENS, scope)) return toGroup(group, { type: toText('url', group), title })
  if (type && !ANSWERS.has(wordOf(type))) return toGroup(group, { type, title, id })
  return toGroup(group, { type: toText('reply', group), reply: toGroup(group, { title, id }) })
}

/** A header from a text, a link, or the part that says its kind and its link. */
function toHeader(literal: Literal | undefined, scope: Scope): Literal | undefined {
  const value = membersOf(literal)?.[0] ?? literal
  if (value?.kind === 'text')
    return /^https?:\/\//.test(value.text)
      ? toGroup(value, { link: value })
      : toGroup(value, { type: toText('text', value), text: value })
  if (value?.kind !== 'group') return undefined
  const media = lookUp(value, ['media'], scope)
  const source = media?.kind === 'group' ? media : value
  const link = lookUp(source, ['url', 'link', 'mediaUrl'], scope)
  const type = lookUp(value, ['type'], scope)
  const text = link ? undefined : lookUp(value, ['text'], scope)
  const isFile = ['document', 'file'].includes(wordOf(type))
  return (
    type &&
    toGroup(value, { type, text, link, filename: isFile ? lookUp(source, ['filename'], scope) : undefined })
  )
}
