import type { Group, Literal, Scope, Text } from './literal.ts'
import { createGroup, lookUp, membersOf, putEntry, toGroup, toText } from './literal.ts'
import type { OtherKind } from './other-kinds.ts'
import { isMessage, recogniseInteractive, recogniseOther, wordOf } from './other-kinds.ts'
import { fromOtherService } from './other-services.ts'
import type { Parsed } from './parse-literals.ts'
import { parseLiterals } from './parse-literals.ts'

/**
 * A message with reply buttons, or what there is of one: `outer` is the payload and `inner` its `interactive`, which may be
 * the same group. Of several, the higher rank is meant.
 */
export type Found = {
  rank: 'payload' | 'interactive' | 'code' | 'part'
  outer: Group | undefined
  inner: Group
  parents: readonly Group[]
  parsed: Parsed
  // True for one in the form of another service.
  foreign?: boolean
}

export type Part = 'header' | 'body' | 'footer' | 'buttons'

export type Findings = {
  messages: Found[]
  parts: Map<Part, { value: Literal; parsed: Parsed }>
  other: OtherKind | undefined
  /** Whole messages of other kinds. */
  besides: { kind: OtherKind; group: Group; parsed: Parsed }[]
  tooDeep: boolean
}

/** Names under which the parts of a message are known, Meta's first, then those of the Dart package and of other libraries. */
export const NAMES = {
  header: ['header', 'headerInteractive', 'headerText'],
  body: ['body', 'bodyText', 'text', 'message'],
  footer: ['footer', 'footerText'],
  action: ['action'],
  buttons: ['buttons', 'interactiveReplyButtons', 'replyButtons', 'quickReplies'],
} as const

const EMBEDDED_LEVELS = 3

// A program may put objects into each other without end.
const PARENTS_MAX = 200

/** Finds the messages in a tree of values, however many wrappers, calls and quoted texts they stand in. */
export function findMessages(parsed: Parsed): Findings {
  const findings: Findings = {
    messages: [],
    parts: new Map(),
    other: undefined,
    besides: [],
    tooDeep: parsed.tooDeepAt !== undefined,
  }
  visit(parsed.root, { parsed, parents: [], level: 0, findings })
  return findings
}

type Visit = { parsed: Parsed; parents: readonly Group[]; level: number; findings: Findings }

function visit(literal: Literal, where: Visit): void {
  if (literal.kind === 'text') visitText(literal, where)
  if (literal.kind !== 'group' || where.parents.length > PARENTS_MAX) return
  const { findings, parents } = where
  const keyed = literal.entries.size > 0 || literal.bracket === '('
  const found = keyed ? classify(literal, where) : undefined
  if (found) findings.messages.push(found)
  if (found?.rank === 'payload') return
  if (!found && keyed) noteOther(literal, where)
  if (!found) notePart(literal, where)
  const below = { ...where, parents: [...parents, literal] }
  const children = [...literal.entries.values(), ...literal.items]
  if (literal.entries.size > 0 && literal.items.length > 0) children.sort((a, b) => a.at - b.at)
  for (const child of children) visit(child, below)
}

function noteOther(group: Group, { parsed, findings }: Visit): void {
  const kind = recogniseOther(group, parsed.scope)
  if (!kind) return
  findings.other ??= kind
  if (isMessage(kind) && lookUp(group, ['to', 'recipient'], parsed.scope))
    findings.besides.push({ kind, group, parsed })
}

function visitText(text: Text, where: Visit): void {
  if (
    where.level >= EMBEDDED_LEVELS ||
    !/[{[]/.test(text.text) ||
    !/button|interactive|reply|body/i.test(text.text)
  )
    return
  const parsed = parseEmbedded(text)
  if (parsed.tooDeepAt !== undefined) where.findings.tooDeep = true
  visit(parsed.root, { ...where, parsed, level: where.level + 1 })
}

/** JSON inside a text; which signs its language has taken out already is seen from which reading has fewer faults. */
function parseEmbedded({ text, raw, gaps }: Text): Parsed {
  const plain = parseLiterals(text, 'plain', gaps)
  if (plain.faults.length === 0 || raw === text) return plain
  const untouched = parseLiterals(raw, 'plain', gaps)
  return untouched.faults.length < plain.faults.length ? untouched : plain
}

function classify(group: Group, { parsed, parents }: Visit): Found | undefined {
  const { scope } = parsed
  const interactive = asGroup(lookUp(group, ['interactive'], scope))
  if (interactive) {
    const known = ['header', 'body', 'footer', 'action', 'buttons'].some((name) =>
      lookUp(interactive, [name], scope),
    )
    if (!known || recogniseInteractive(interactive, scope)) return undefined
    const rank = group.bracket === 'code' || group.assigned ? 'code' : 'payload'
    return { rank, outer: group, inner: interactive, parents, parsed }
  }
  const rank = group.bracket === 'code' || group.assigned ? 'code' : 'interactive'
  const own = fromPositions(group) ?? fromClasses(group) ?? (isInteractive(group, scope) ? group : undefined)
  if (own) return { rank, outer: undefined, inner: own, parents, parsed }
  const inner = recogniseInteractive(group, scope) ? undefined : fromOtherService(group, scope)
  return inner && { rank, outer: undefined, inner, parents, parsed, foreign: true }
}

function asGroup(literal: Literal | undefined): Group | undefined {
  if (literal?.kind === 'group') return literal
  if (literal?.kind !== 'text' || !literal.text.includes('{')) return undefined
  return parseEmbedded(literal).root.items.find((item) => item.kind === 'group')
}

function isInteractive(group: Group, scope: Scope): boolean {
  if (recogniseInteractive(group, scope)) return false
  const get = (...names: string[]) => lookUp(group, names, scope)
  if (get('headerInteractive') || get('interactiveReplyButtons')) return true
  if (get('sections') || get('actionUrl') || get('buttonText') || get('components')) return false
  const action = get('action')
  if (action?.kind === 'group' && lookUp(action, ['buttons'], scope)) return true
  const buttons = membersOf(get(...NAMES.buttons)) ?? membersOf(action) ?? []
  const hasButtons = buttons.slice(0, 10).some((button) => isButton(button, scope) || button.kind === 'text')
  const hasBody = get('body', 'bodyText') !== undefined
  if (hasButtons) return hasBody || get('header', 'text', 'message') !== undefined
  return hasBody && (wordOf(get('type')) === 'button' || get('footerText') !== undefined)
}

function isButton(literal: Literal, scope: Scope): boolean {
  if (literal.kind !== 'group' || lookUp(literal, ['rows', 'description', 'sections'], scope)) return false
  if (lookUp(literal, ['reply', 'replay'], scope)) return true
  const text = lookUp(literal, ['title', 'text', 'label', 'buttonText'], scope)
  return (
    text !== undefined &&
    lookUp(literal, ['id', 'buttonId', 'payload', 'callback_data', 'type'], scope) !== undefined
  )
}

/** The service method of the Dart package takes its five values in order, without names. */
function fromPositions(group: Group): Group | undefined {
  if (!/sendInteractiveRepl(a)?yButtons?$/.test(group.name) || group.items.length < 5) return undefined
  const inner = createGroup('(', group.name, group.at)
  inner.end = group.end
  const names = [
    'to',
    ...Object.values([NAMES.header, NAMES.body, NAMES.footer, NAMES.buttons]).map(([name]) => name),
  ]
  for (const [index, name] of names.entries()) {
    const value = group.items[index]
    if (value) putEntry(inner, name, value)
  }
  return inner
}

/** The Node library whatsapp-api-js takes the parts as objects of their classes, whatever their order, and a button as ID and text. */
function fromClasses(group: Group): Group | undefined {
  if (!/(?:^|\.)Interactive$/.test(group.name.slice(-80)) || group.entries.size > 0) return undefined
  const inner = createGroup('{', '', group.at)
  inner.end = group.end
  for (const part of group.items) {
    if (part.kind !== 'group') continue
    const name = part.name.slice(part.name.lastIndexOf('.') + 1)
    if (name !== 'ActionButtons') putEntry(inner, name.toLowerCase(), part)
    else putEntry(inner, 'buttons', { ...createGroup('[', '', part.at), items: part.items.map(toReply) })
  }
  return inner.entries.size > 0 ? inner : undefined
}

function toReply(button: Literal): Literal {
  const [id, title] = button.kind === 'group' ? button.items : []
  if (!id || !title) return button
  return toGroup(button, { type: toText('reply', button), reply: toGroup(button, { id, title }) })
}

/** Notes a header, body, footer or list of buttons that stands alone; the first of each kind is the one meant. */
function notePart(group: Group, { parsed, findings }: Visit): void {
  const note = (part: Part, value: Literal | undefined) => {
    if (value && !findings.parts.has(part)) findings.parts.set(part, { value, parsed })
  }
  const { scope } = parsed
  for (const name of ['header', 'body', 'footer'] as const) {
    const value = lookUp(group, [name], scope)
    if (value?.kind === 'group' && lookUp(value, ['text', 'type'], scope)) note(name, value)
  }
  const buttons = lookUp(group, NAMES.buttons, scope)
  const members = membersOf(buttons)?.slice(0, 10)
  if (members?.some((member) => isButton(member, scope))) note('buttons', buttons)
  if (lookUp(group, ['reply', 'replay'], scope)?.kind === 'group') note('buttons', group)
  if (group.entries.size === 0 && group.items.slice(0, 10).some((item) => isButton(item, scope)))
    note('buttons', group)
  if (isHeader(group, scope)) note('header', group)
}

function isHeader(group: Group, scope: Scope): boolean {
  const type = wordOf(lookUp(group, ['type'], scope))
  if (type === 'text') return lookUp(group, ['text'], scope)?.kind === 'text'
  return (
    ['image', 'video', 'document'].includes(type) && lookUp(group, [type, 'link', 'id'], scope) !== undefined
  )
}
