import type { Link } from './join-terms.ts'
import { holdsData } from './join-terms.ts'
import type { Literal } from './literal.ts'
import type { Reader, Token } from './reader.ts'
import { isOnNewLine } from './reader.ts'
import { takeToken } from './scan.ts'

/**
 * One of several values, which a program chooses: `x ? a : b`, `a if x else b`, `a ?? b`. `taken` is the first that says
 * something, `spare` what stands for it where none does; `open` counts the question marks whose colon is still to come, and
 * `asks` is true behind an `if` whose `else` is.
 */
export type Branches = {
  open: number
  asks: boolean
  compares: boolean
  chooses: boolean
  taken: Literal | undefined
  spare: Literal | undefined
}

/** A value in which no sign of a choice was met yet. */
export function createBranches(): Branches {
  return { open: 0, asks: false, compares: false, chooses: false, taken: undefined, spare: undefined }
}

/** Takes the sign or the word of a choice behind a value: `?`, `:`, `??`, `||`, `&&`, `if`, `else`, `or`. */
export function endsBranch(
  reader: Reader,
  branches: Branches,
  value: Literal,
  token: Token,
  link: Link,
): boolean {
  if (token.kind === 'text') {
    // Kotlin writes a choice as `if (x) "a" else "b"`.
    const asks = value.kind === 'group' && value.name === 'if' && link === 'none'
    if (asks) endValue(branches, true, value)
    return asks
  }
  if (token.kind === 'word' ? link !== 'none' || isOnNewLine(reader, value, token) : token.kind !== 'sign')
    return false
  const two = reader.source.slice(token.at, token.at + 2)
  const sign = TWO_SIGNS.has(two) ? two : token.text
  if (sign === '?' ? two === '?.' : !CHOICE_SIGNS.has(sign)) return false
  if (sign === ':' && branches.open === 0) return false
  if (sign === 'else' && !branches.taken && !branches.spare) return false
  endValue(branches, sign === '?' || sign === '&&' || (sign === 'else' && branches.asks), value)
  if (sign === '?') branches.open += 1
  else branches.chooses = true
  if (sign === ':') branches.open -= 1
  branches.asks = sign === 'if'
  takeToken(reader)
  if (TWO_SIGNS.has(sign)) takeToken(reader)
  return true
}

const TWO_SIGNS = new Set(['??', '?:', '||', '&&'])
const CHOICE_SIGNS = new Set([...TWO_SIGNS, ':', 'if', 'else', 'or'])

/** A single `=` gives a value, and what stood before it was a type, like `String?`; others compare. */
export function compare({ source }: Reader, branches: Branches, { at, end }: Token): void {
  if (/[=!<>]=|==/.test(source.slice(at - 1, end + 1))) branches.compares = true
  else Object.assign(branches, createBranches())
}

/** Ends a value of a branches. What is asked, and what is compared, is nothing that the customer reads. */
function endValue(branches: Branches, asked: boolean, value: Literal | undefined): void {
  const isAsked = asked || branches.compares
  if (!isAsked || (value && holdsData(value))) branches.taken = prefer(branches.taken, value)
  if (!isAsked || !branches.spare) branches.spare = value
  branches.compares = false
}

/** The value that is taken, where `last` is what stood at the end. */
export function settle({ chooses, taken, spare }: Branches, last: Literal | undefined): Literal | undefined {
  const value = prefer(taken, last) ?? (last?.kind === 'nothing' ? spare : last) ?? spare ?? last
  if (value && chooses) value.chosen = true
  return value
}

/** Data says more than a text, and a text more than what only the program knows. */
function prefer(taken: Literal | undefined, value: Literal | undefined): Literal | undefined {
  const isText = value?.kind === 'text' && value.text.trim() !== ''
  const isKnown = isText || value?.kind === 'number' || (value && isData(value))
  if (!isKnown) return taken
  return !taken || (holdsData(value) && !holdsData(taken)) ? value : taken
}

function isData(value: Literal): boolean {
  return value.kind === 'group' && (value.bracket !== '(' || holdsData(value))
}
