import type { Reader, Token } from './reader.ts'
import { scanText } from './scan-text.ts'

/** The token at the reader's place, which stays there. */
export function peekToken(reader: Reader): Token {
  reader.next ??= scanToken(reader)
  return reader.next
}

/** The token at the reader's place; the reader moves behind it. */
export function takeToken(reader: Reader): Token {
  const token = peekToken(reader)
  reader.next = undefined
  reader.at = token.end
  return token
}

export type Separator = { sign: ':' | '=' | '=>' | '+='; end: number }

/** The sign that makes the token before `at` a key (`:`, `=>`, `=`, `:=`, or `+=` and PHP's `.=`), if one follows. */
export function separatorAt(reader: Reader, at: number): Separator | undefined {
  const start = skipBlanks(reader, at)
  // Kotlin writes an entry as `"key" to value`, Scala as `"key" -> value`.
  if (/["']/.test(reader.source.charAt(at - 1)) && /^(?:to\s|->)/.test(reader.source.slice(start, start + 3)))
    return { sign: '=>', end: start + 2 }
  const two = reader.source.slice(start, start + 2)
  if (two === '=>') return { sign: '=>', end: start + 2 }
  if (two === '+=' || two === '.=') return { sign: '+=', end: start + 2 }
  if (two === ':=') return { sign: '=', end: start + 2 }
  if (/^[:：]/.test(two) && two !== '::') return { sign: ':', end: start + 1 }
  if (two.startsWith('=') && two !== '==') return { sign: '=', end: start + 1 }
  return undefined
}

// Blanks of any kind, the signs without width that are copied along from web pages and chats, and the `_` with which a line
// of Visual Basic goes on in the next one.
const BLANKS = /(?:[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=\s)_(?=[^\S\n]*\n))+/y

/** The place of the first sign from `at` on that is neither blank nor part of a comment. */
export function skipBlanks(reader: Reader, at: number): number {
  let place = at
  for (;;) {
    BLANKS.lastIndex = place
    if (BLANKS.test(reader.source)) place = BLANKS.lastIndex
    const end = skipComment(reader, place)
    if (end === place) return place
    place = end
  }
}

function skipComment(reader: Reader, at: number): number {
  const { source } = reader
  const sign = source.charAt(at)
  if (sign === '/' && source.charAt(at + 1) === '/')
    return source.charAt(at - 1) === ':' ? at : endOfLine(source, at)
  if (sign === '/' && source.charAt(at + 1) === '*' && source.charAt(at - 1) !== '*')
    return endOfComment(reader, at, '*/')
  if (sign === '<' && source.startsWith('<!--', at)) return endOfComment(reader, at, '-->')
  if (sign === '#' && /^[\s#!]?$/.test(source.charAt(at + 1)) && /^\s?$/.test(source.charAt(at - 1)))
    return endOfLine(source, at)
  return at
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf('\n', at)
  return end < 0 ? source.length : end
}

/** A comment that is never closed is none: the signs that open one also stand in the `Accept` line of many a request. */
function endOfComment(reader: Reader, at: number, close: string): number {
  if (at <= (reader.hopeless.get(close) ?? -1)) return at
  const end = reader.source.indexOf(close, at + 2)
  if (end >= 0) return end + close.length
  reader.hopeless.set(close, reader.source.length)
  return at
}

const PLACEHOLDER = /<[A-Za-z][\w -]{0,80}>|\{\{[\s\w.$-]{1,80}\}\}/y
const NUMBER = /[+-]?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?n?(?![\p{L}\p{N}_$])/iuy
const WORD = /[\p{L}_$][\p{L}\p{M}\p{N}_$]*(?:(?:\?\.|\.|-|::|->)[\p{L}_$][\p{L}\p{M}\p{N}_$]*)*/uy
// What leads on from a word to a place in an object, as in `data["body"]["text"]`; PHP adds to a list at `$list[]`.
const PATH =
  /(?:\[\s?(?:"[^"\\\n[\].]{1,80}"|'[^'\\\n[\].]{1,80}'|:\w{1,80}|\d{1,4})\s?\]|(?:\.|->)[\p{L}_$][\p{L}\p{M}\p{N}_$]*)*(?:\[\](?=\s*=[^=>]))?/uy
const MIXED = /[+-]?\p{N}[\p{L}\p{M}\p{N}_$]*/uy
const SIGN = /```|=>|[\s\S]/uy
// What stands between a type's angle brackets says nothing about the value behind them.
const TYPE = /<[\w\s,.<>?]{1,80}>(?=\s{0,20}[[{(])/y
// Nor does the type that PowerShell writes before a value, as in `[ordered]@{…}`.
const CAST = /\[[A-Za-z][\w.]{0,80}(?:\[[\w.,]{0,80}\])?\](?=["'$\d]|\s?@[{(])/y
// C# and Lua write an entry as `["key"] = value`.
const KEY = /\[\s?(?:"([^"\\\n]{1,80})"|'([^'\\\n]{1,80})')\s?\](?=\s*=[^=>])/y

function scanToken(reader: Reader): Token {
  const { source } = reader
  const at = skipBlanks(reader, reader.at)
  if (at >= source.length) return { kind: 'end', text: '', at, end: at }
  const code = source.charCodeAt(at)
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122
  // Letters of a prefix like f"…" aside, a letter begins a word; most signs begin nothing but themselves.
  const text = isLetter && !/["'#]/.test(source.slice(at + 1, at + 3)) ? undefined : scanText(reader, at)
  if (text) return text
  if (source.startsWith('{{', at)) {
    const placeholder = match(source, at, 'placeholder', PLACEHOLDER)
    if (placeholder) return placeholder
  }
  const bracket = code === 91 ? (matchKey(source, at) ?? match(source, at, 'sign', CAST)) : undefined
  if (bracket) return bracket
  // A keyboard for Chinese or Japanese writes commas of its own.
  if (source.charAt(at) === '，') return { kind: 'sign', text: ',', at, end: at + 1 }
  if (PLAIN_SIGNS.includes(source.charAt(at)))
    return { kind: 'sign', text: source.charAt(at), at, end: at + 1 }
  return (
    (code === 60
      ? (match(source, at, 'sign', TYPE) ?? match(source, at, 'placeholder', PLACEHOLDER))
      : undefined) ??
    matchWord(source, at) ??
    match(source, at, 'number', NUMBER) ??
    match(source, at, 'word', MIXED) ??
    match(source, at, 'sign', SIGN) ?? { kind: 'sign', text: source.charAt(at), at, end: at + 1 }
  )
}

/** A word, with the indexes behind it written as dots: both say the same place. */
function matchWord(source: string, at: number): Token | undefined {
  const word = match(source, at, 'word', WORD)
  if (word?.kind !== 'word' || source.charAt(word.end) !== '[') return word
  PATH.lastIndex = word.end
  const [path = ''] = PATH.exec(source) ?? []
  const dotted = path.replace(
    /\[([^[\]]*)\]/g,
    (_, key: string) => `.${key.trim().replace(/^["':]|["']$/g, '')}`,
  )
  const text = word.text + dotted
  return { ...word, text, end: word.end + path.length }
}

function matchKey(source: string, at: number): Token | undefined {
  KEY.lastIndex = at
  const [all, double, single] = KEY.exec(source) ?? []
  const text = double ?? single
  return all && text ? { kind: 'word', text, at, end: at + all.length } : undefined
}

const PLAIN_SIGNS = '{}[](),:;\\&%!?*^|'

function match(
  source: string,
  at: number,
  kind: 'word' | 'number' | 'placeholder' | 'sign',
  pattern: RegExp,
): Token | undefined {
  pattern.lastIndex = at
  const text = pattern.exec(source)?.[0]
  return text === undefined ? undefined : { kind, text, at, end: at + text.length }
}
