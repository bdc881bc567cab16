import { addToList, putMember } from './assign.ts'
import type { Branches } from './branches.ts'
import { compare, createBranches, endsBranch, settle } from './branches.ts'
import type { Link } from './join-terms.ts'
import { callMethod, joinTerms, toCall } from './join-terms.ts'
import type { Bracket, Group, Literal, Scope } from './literal.ts'
import { createGroup, isEmpty, isList, putEntry } from './literal.ts'
import { addKnown, fromPairs, fromPuts, isSpread, spreadInto } from './members.ts'
import type { Fault, QuoteRule, Reader, Token } from './reader.ts'
import { addFault, createReader, isOnNewLine } from './reader.ts'
import type { Separator } from './scan.ts'
import { peekToken, separatorAt, skipBlanks, takeToken } from './scan.ts'

/** What a source holds: all its values in one tree, what the code gives to names, and what did not belong. */
export type Parsed = {
  source: string
  root: Group
  scope: Scope
  faults: Fault[]
  tooDeepAt: number | undefined
}

// How deep brackets may stand in each other.
const DEPTH_MAX = 32

/**
 * Reads JSON, or code of any of the usual languages, as a tree of values. It never fails and never runs anything: what it
 * does not understand is stepped over, and its time grows with the length of the source alone.
 */
export function parseLiterals(source: string, quotes: QuoteRule, isFilled = false): Parsed {
  const reader = createReader(source, quotes, isFilled)
  const root = createGroup('code', '', 0)
  readMembers(reader, root)
  return { source, root, scope: reader.scope, faults: reader.faults, tooDeepAt: reader.tooDeepAt }
}

const CLOSERS: Record<Exclude<Bracket, 'code'>, string> = { '{': '}', '[': ']', '(': ')' }

function isOpener(text: string): text is keyof typeof CLOSERS {
  return text === '{' || text === '[' || text === '('
}

function isCloser(token: Token): boolean {
  return token.kind === 'sign' && (token.text === '}' || token.text === ']' || token.text === ')')
}

/** Reads the group whose opening bracket was just taken. */
function readGroup(reader: Reader, bracket: keyof typeof CLOSERS, name: string, at: number): Group {
  const group = createGroup(bracket, name, at)
  if (reader.depth >= DEPTH_MAX) {
    reader.tooDeepAt ??= at
    reader.at = reader.source.length
    return group
  }
  const closer = CLOSERS[bracket]
  const open = reader.open.get(closer) ?? 0
  const { inside } = reader
  reader.depth += 1
  reader.inside = closer
  reader.open.set(closer, open + 1)
  readMembers(reader, group, inside)
  if (bracket === '{') addKnown(reader, group)
  reader.open.set(closer, open)
  reader.inside = inside
  reader.depth -= 1
  group.end = reader.at
  fromPairs(reader, group)
  if (bracket === '{') fromPuts(group)
  return group
}

function readMembers(reader: Reader, group: Group, inside?: string): void {
  const closer = group.bracket === 'code' ? undefined : CLOSERS[group.bracket]
  for (;;) {
    const token = peekToken(reader)
    if (token.kind === 'end') {
      if (closer) addFault(reader, 'bracket', group.at)
      return
    }
    if (isCloser(token)) {
      const own = token.text === closer
      if (!own && (reader.open.get(token.text) ?? 0) > 0) {
        addFault(reader, 'bracket', group.at)
        return
      }
      takeToken(reader)
      if (own) return
      if (closer) addFault(reader, 'stray', token.at)
    } else if (token.kind === 'sign' && !isOpener(token.text)) takeToken(reader)
    else if (lacksCloser(group, inside, token)) {
      addFault(reader, 'bracket', group.at)
      return
    } else readMember(reader, group)
  }
}

/** In a list of objects, an object inside an object has no key: the one before it was never closed. */
function lacksCloser(group: Group, inside: string | undefined, token: Token): boolean {
  return isData(group) && inside === ']' && token.text === '{' && token.kind === 'sign'
}

/** Reads one entry or item; takes at least one token. */
function readMember(reader: Reader, group: Group): void {
  const token = peekToken(reader)
  const separator = separatorOf(reader, token)
  if (separator) {
    takeToken(reader)
    reader.at = separator.end
    putMember(reader, group, token, readValue(reader), separator)
    return
  }
  const alone = token.kind === 'word' && /[,，}]/.test(reader.source.charAt(skipBlanks(reader, token.end)))
  const value = readValue(reader)
  if (!value || (isSpread(reader, token) && spreadInto(group, value, reader.scope))) return
  group.items.push(value)
  addToList(reader, value)
  if (group.bracket !== '{') return
  if (alone && value.kind === 'name') putEntry(group, value.text, value)
  else if (value.kind === 'text' || value.kind === 'number' || (isData(group) && value.kind === 'group'))
    addFault(reader, 'stray', value.at)
}

/** An object of JSON or of a program's data, as against a block of its code. */
function isData(group: Group): boolean {
  return group.bracket === '{' && group.entries.size > 0 && !group.assigned
}

function separatorOf(reader: Reader, token: Token): Separator | undefined {
  if (token.kind === 'sign' || token.kind === 'end') return undefined
  const separator = separatorAt(reader, token.end)
  // A key in brackets belongs to data, whatever its sign.
  if (separator && reader.source.charAt(token.at) === '[') return { ...separator, sign: '=>' }
  return token.kind === 'number' && separator?.sign === '=' ? undefined : separator
}

function readValue(reader: Reader): Literal | undefined {
  const branches = createBranches()
  return settle(branches, readTerms(reader, branches))
}

function readTerms(reader: Reader, branches: Branches): Literal | undefined {
  let value: Literal | undefined
  let link: Link = 'none'
  for (;;) {
    const token = peekToken(reader)
    if (token.kind === 'end' || isCloser(token)) return value
    if (token.kind === 'sign' && (token.text === ',' || token.text === ';')) return value
    if (value && (branches.open === 0 || link === 'none') && startsEntry(reader, token)) return value
    if (value && endsBranch(reader, branches, value, token, link)) {
      value = undefined
      link = 'none'
      continue
    }
    if (value && link === 'none' && takeType(reader, value, token)) continue
    if (token.kind === 'sign' && !isOpener(token.text)) {
      // PowerShell writes the items of a list without commas, each with an `@` or a type before it.
      if (value?.kind === 'group' && link === 'none' && /^[@[]/.test(token.text)) return value
      takeToken(reader)
      if (token.text === ':' && value && link === 'none') addFault(reader, 'stray', token.at)
      // In `key: Type = value` what stood there so far was the type.
      if (token.text === '=' && link === 'none') value = undefined
      if (token.text === '=') compare(reader, branches, token)
      link = linkOf(token.text)
      continue
    }
    if (value && link === 'none' && !continues(reader, value, token)) {
      if (isFollowedBy(reader, value, token)) addFault(reader, 'comma', token.at)
      return value
    }
    if (value && reader.depth === 0 && startsData(value, link, token)) return value
    value = joinTerms(value, link, readOperand(reader))
    link = 'none'
  }
}

/** Reads a term with the methods that are called on it: `"…".format(…)`, `[…].join("\n")`. */
function readOperand(reader: Reader): Literal {
  let term = readTerm(reader)
  while ((term.kind === 'text' || isList(term)) && takeDot(reader)) {
    if (separatorOf(reader, peekToken(reader))) return term
    const call = readTerm(reader)
    term = callMethod(term, call) ?? joinTerms(term, 'join', call)
  }
  return term
}

/** Takes the dot ahead of the name of a method. */
function takeDot(reader: Reader): boolean {
  const { text, end } = peekToken(reader)
  const isDot = text === '.' && /[\p{L}_]/u.test(reader.source.charAt(end))
  if (isDot) takeToken(reader)
  return isDot
}

/** Takes the type that TypeScript names behind a value, as in `{…} as Button[]`. */
function takeType(reader: Reader, value: Literal, token: Token): boolean {
  if (reader.depth === 0 || token.kind !== 'word' || isOnNewLine(reader, value, token)) return false
  if (token.text !== 'as' && token.text !== 'satisfies') return false
  takeToken(reader)
  if (peekToken(reader).kind === 'word') takeToken(reader)
  if (peekToken(reader).kind === 'placeholder') takeToken(reader)
  while (/^\[\s*\]/.test(reader.source.slice(peekToken(reader).at, peekToken(reader).at + 3))) {
    takeToken(reader)
    takeToken(reader)
  }
  return true
}

/** In prose, and between the statements of a program, a sign like a full stop or a dash does not bind data to what stood before it. */
function startsData(value: Literal, link: Link, token: Token): boolean {
  if (link === 'none') return false
  if (token.kind === 'text') return link === 'other' && /^\s*[[{]/.test(token.raw)
  const isGroup = token.kind === 'sign' && (token.text === '{' || token.text === '[')
  return isGroup && (link === 'join' || (value.kind !== 'name' && value.kind !== 'nothing'))
}

/** True where a key stands although the entry before it has not ended with a comma. */
function startsEntry(reader: Reader, token: Token): boolean {
  const separator = separatorOf(reader, token)
  if (!separator) return false
  if (token.kind === 'text' && separator.sign === ':') addFault(reader, 'comma', token.at)
  return true
}

function linkOf(sign: string): Link {
  return sign === '+' || sign === '.' || sign === '&' ? 'join' : 'other'
}

/** True where the next value goes on with this one without a sign between: `'a' 'b'`, `new Map {…}`, `new Map() {…}`, `[]Button{…}`. */
function continues({ source }: Reader, value: Literal, token: Token): boolean {
  if (value.kind === 'text') return token.kind === 'text'
  if (value.kind === 'group')
    return isEmpty(value) && (value.end === token.at || (value.bracket === '(' && token.text === '{'))
  if (value.kind !== 'name') return false
  return token.kind === 'sign' || !source.slice(value.end, token.at).includes('\n')
}

/** True where one object follows another of its kind that is closed, without a comma. */
function isFollowedBy({ source }: Reader, value: Literal, token: Token): boolean {
  return value.kind === 'group' && token.text === value.bracket && /[\])}]/.test(source.charAt(value.end - 1))
}

const NOTHING = new Set(['null', 'nil', 'none', 'undefined'])

function readTerm(reader: Reader): Literal {
  const token = takeToken(reader)
  const { at, end } = token
  switch (token.kind) {
    case 'text':
      return token
    case 'number':
      return isReckonedWith(reader)
        ? createGroup('(', `${token.text} ${peekToken(reader).text} `, at)
        : { kind: 'number', text: token.text, at, end }
    case 'word':
      return readWord(reader, token)
    case 'sign':
      return isOpener(token.text)
        ? unwrap(reader, readGroup(reader, token.text, '', at))
        : { kind: 'name', text: token.text, at, end }
    default:
      return { kind: 'name', text: token.text, at, end }
  }
}

/** A number that a program multiplies or divides is not what the customer reads. */
function isReckonedWith(reader: Reader): boolean {
  const { kind, text } = peekToken(reader)
  return kind === 'sign' && (text === '*' || text === '/')
}

function readWord(reader: Reader, { text, at, end }: Token): Literal {
  const folded = text.length > 9 ? '' : text.toLowerCase()
  if (folded === 'true' || folded === 'false') return { kind: 'flag', value: folded === 'true', at, end }
  if (NOTHING.has(folded)) return { kind: 'nothing', at, end }
  const name: Literal = { kind: 'name', text: reader.source.slice(at, end), at, end }
  const next = peekToken(reader)
  if (next.kind !== 'sign') return name
  if (next.text === '(') {
    takeToken(reader)
    const call = toCall(readGroup(reader, '(', text, at))
    if (!/^putJson(?:Object|Array)$/.test(text) || peekToken(reader).text !== '{') return call
    call.items.push(readGroup(reader, '{', '', takeToken(reader).at))
    call.end = reader.at
    return call
  }
  // Rust calls its macros so: `format!("Hi {}", name)`.
  if (next.text === '!' && next.at === end && reader.source.charAt(next.end) === '(') {
    takeToken(reader)
    takeToken(reader)
    return unwrap(reader, readGroup(reader, '(', `${text}!`, at))
  }
  if (next.text !== '[' || next.at !== end) return name
  takeToken(reader)
  const index = readGroup(reader, '[', text, at)
  const isIndex = index.entries.size === 0 && index.items.every((item) => item.kind !== 'group')
  if (!isIndex) return index
  return { kind: 'name', text: reader.source.slice(at, Math.min(index.end, at + 120)), at, end: index.end }
}

/** Brackets around a single value, as in `("a" "b")`, mean that value; behind the `@` of PowerShell they are a list, and braces data. */
function unwrap({ source }: Reader, group: Group): Literal {
  if (source.charAt(group.at - 1) === '@') {
    if (group.bracket === '(') group.bracket = '['
    group.assigned = false
  }
  const [only] = group.items
  const wraps = group.bracket === '(' && group.entries.size === 0 && group.items.length === 1
  return wraps && only ? only : group
}
