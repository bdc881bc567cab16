/** Text, list or map: all that a payload is made of. */
export type Value = string | readonly Value[] | { readonly [key: string]: Value | undefined }

/** How one language writes a value down. `text` and `key` give a whole literal, quotes included. */
export type Style = {
  indent: string
  text: (text: string) => string
  key: (key: string) => string
  map: { open: string; close: string; arrow: string; padding: string }
}

/** The value as source code, broken into lines where one would be longer than 100 characters; `depth` is that of its first line. */
export function toLiteral(value: Value, style: Style, depth = 0): string {
  const line = toLine(value, style)
  if (typeof value === 'string' || line.length + style.indent.length * depth <= LINE_MAX) return line
  const [open, close] = bracketsOf(value, style)
  const inner = style.indent.repeat(depth + 1)
  const items = toItems(value, style, (item) => toLiteral(item, style, depth + 1))
  return [open, ...items.map((item) => `${inner}${item},`), `${style.indent.repeat(depth)}${close}`].join(
    '\n',
  )
}

/**
 * Matches one by one the signs that do not belong into source code as they are: controls, line separators, marks that turn
 * the direction of a line, blanks without width, and halves of surrogate pairs. Zero-width joiners stay: emoji need them.
 */
export const UNSEEN =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** The code of an unseen sign in small hexadecimal digits, at least `width` of them. */
export function toHex(sign: string, width = 1): string {
  return sign.charCodeAt(0).toString(16).padStart(width, '0')
}

/** The same where a language has no escape for half of a surrogate pair: U+FFFD, the sign for what cannot be written. */
export function toScalarHex(sign: string): string {
  return /\p{Cs}/u.test(sign) ? 'fffd' : toHex(sign)
}

/** The short escapes that all four languages know. */
export const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

const LINE_MAX = 100

function toLine(value: Value, style: Style): string {
  if (typeof value === 'string') return style.text(value)
  const [open, close] = bracketsOf(value, style)
  const padding = Array.isArray(value) ? '' : style.map.padding
  return open + padding + toItems(value, style, (item) => toLine(item, style)).join(', ') + padding + close
}

function bracketsOf(value: Exclude<Value, string>, { map }: Style): [string, string] {
  return Array.isArray(value) ? ['[', ']'] : [map.open, map.close]
}

function toItems(value: Exclude<Value, string>, style: Style, write: (item: Value) => string): string[] {
  if (isList(value)) return value.map(write)
  return Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [`${style.key(key)}${style.map.arrow}${write(item)}`],
  )
}

function isList(value: Exclude<Value, string>): value is readonly Value[] {
  return Array.isArray(value)
}
