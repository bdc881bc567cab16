import type { Reader, Token } from './reader.ts'
import { addFault } from './reader.ts'

type TextToken = Extract<Token, { kind: 'text' }>

type Family = 'double' | 'single' | 'back'

const FAMILIES = new Map<string, Family>([
  ...[...'"“”„‟«»＂'].map((sign) => [sign, 'double'] as const),
  ...[..."'‘’‚‛"].map((sign) => [sign, 'single'] as const),
  ['`', 'back'],
])

/** Reads the quoted text that begins at `at`, or gives `undefined` where the sign there is no opening quote. */
export function scanText(reader: Reader, at: number): TextToken | undefined {
  const { source } = reader
  const whole = scanRaw(reader, at)
  if (whole) return whole
  const prefix = readPrefix(source, at)
  const open = at + prefix.length
  const quote = source.charAt(open)
  const family = FAMILIES.get(quote)
  if (!family || (prefix === '' && isWithinWord(reader, at, family))) return undefined
  const triple = quote.repeat(3)
  if (family === 'back' && (reader.isPowerShell || source.startsWith(triple, open))) return undefined
  const width = source.startsWith(triple, open) && isStraight(quote) ? 3 : 1
  // Where a program fills braces in, those of the text itself are doubled. In a shell `$'…'` fills in nothing.
  const isFilled = /f/i.test(prefix) || (prefix.replace('@', '') === '$' && quote === '"')
  if (quote === '"') {
    const doubled = scanDoubled(reader, at, open, prefix.includes('@') ? VERBATIM : DOUBLED, isFilled)
    if (doubled) return doubled
  }
  const start = open + width
  const close =
    width === 3 ? findTriple(reader, start, triple) : findClose(reader, start, quote, family, isFilled)
  if (close === undefined) return undefined
  const missing = FAMILIES.get(source.charAt(close)) !== family
  if (missing) addFault(reader, 'quote', open)
  const between = source.slice(start, close)
  const written = width === 1 && mayDouble(reader, quote) ? between.replaceAll(quote + quote, quote) : between
  const plain = usesBackticks(reader, quote)
    ? written.replace(BACKTICKS, (_, sign) => ESCAPED.get(sign) ?? sign)
    : written
  const raw = isFilled ? halveBraces(plain) : plain
  return {
    kind: 'text',
    text: /^r/i.test(prefix) ? raw : unescapeText(raw),
    raw,
    gaps:
      (family === 'back' && raw.includes('${')) ||
      (prefix.startsWith('$$') && raw.includes('{{')) ||
      ((isFilled || reader.isFilled) && FILLED.test(written)) ||
      SWIFT_GAP.test(raw),
    at,
    end: missing ? close : close + width,
  }
}

const FILLED = /(?<!\{)\{[^{}]/
// `\(name)`; where the closing bracket has a backslash too, as in Markdown, both are signs of the text.
const SWIFT_GAP = /(?<!\\)\\\((?![^()]{0,120}\\\))/

function halveBraces(text: string): string {
  return text.replace(/\{\{|\}\}/g, (pair) => pair.charAt(0))
}

const BACKTICKS = /`([\s\S])/g

function usesBackticks({ isPowerShell }: Reader, quote: string): boolean {
  return isPowerShell && quote === '"'
}

// Two quotes more at the beginning are one of the text where the next ones are doubled as well: `"""a"": 1"`.
const DOUBLED = /\s*[[{]\s*""|""[^"\n]{1,200}""(?!")/y
// C# writes any text like this; what Objective-C writes alike has no doubled quotes.
const VERBATIM = /[^"\\]*""/y

/** Data between quotes whose own quotes are doubled, as spreadsheets, C# and Windows write it: `"{""a"": 1}"`. */
function scanDoubled(
  reader: Reader,
  at: number,
  open: number,
  begins: RegExp,
  isFilled: boolean,
): TextToken | undefined {
  const { source } = reader
  begins.lastIndex = open + 1
  if (!begins.test(source) || open <= (reader.hopeless.get('doubled') ?? -1)) return undefined
  let close = source.indexOf('"', open + 1)
  while (close >= 0 && source.charAt(close + 1) === '"') close = source.indexOf('"', close + 2)
  if (close < 0) {
    reader.hopeless.set('doubled', source.length)
    return undefined
  }
  const written = source
    .slice(open + 1, close)
    .replaceAll('""', '"')
    .replaceAll('\r\n', '\n')
  const text = isFilled ? halveBraces(written) : written
  return { kind: 'text', text, raw: text, gaps: isFilled && FILLED.test(written), at, end: close + 1 }
}

// `r#"…"#` in Rust, `#"…"#` in Swift and `R"name(…)name"` in C++.
const RAW = /b?r?(#{1,9})"|R"(\w{0,16})\(/y

/** A text between signs that do not stand in it, in which nothing has another meaning. */
function scanRaw(reader: Reader, at: number): TextToken | undefined {
  const { source, hopeless } = reader
  if (!/[#bRr]/.test(source.charAt(at)) || at <= (hopeless.get('raw') ?? -1)) return undefined
  RAW.lastIndex = at
  const [open, hashes, name] = RAW.exec(source) ?? []
  if (open === undefined) return undefined
  const closer = hashes === undefined ? `)${name}"` : `"${hashes}`
  const start = at + open.length
  const close = source.indexOf(closer, start)
  if (close < 0) {
    hopeless.set('raw', source.length)
    return undefined
  }
  const text = source.slice(start, close).replaceAll('\r\n', '\n')
  return { kind: 'text', text, raw: text, gaps: false, at, end: close + closer.length }
}

const ESCAPES =
  /\\(?!\((?![^()]{0,120}\\\)))(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(\r\n|[\s\S]))/g

const ESCAPED = new Map(
  Object.entries({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', e: '\x1b', 0: '\0' }),
)

/** Text with its backslash signs replaced, in the manners of JSON, JavaScript, Python, Dart and the shell's `$'…'`; a gap of Swift stays. */
export function unescapeText(raw: string): string {
  const lines = raw.includes('\r') ? raw.replace(/\r\n/g, '\n') : raw
  if (!lines.includes('\\')) return lines
  return lines.replace(ESCAPES, (all, braced, four, two, eight, sign: string | undefined) => {
    const code = braced ?? four ?? two ?? eight
    if (code !== undefined) return toSign(code) ?? all
    if (sign === '\n' || sign === '\r\n') return ''
    return ESCAPED.get(sign ?? '') ?? sign ?? all
  })
}

function toSign(code: string): string | undefined {
  const point = Number.parseInt(code, 16)
  return point <= 0x10ffff ? String.fromCodePoint(point) : undefined
}

const PREFIX = /[rbuf]{1,2}(?=["'])|[$@]{1,2}(?=")|\$(?=')/iy

function readPrefix(source: string, at: number): string {
  PREFIX.lastIndex = at
  return PREFIX.exec(source)?.[0] ?? ''
}

/** The apostrophe of “don't” and the inch mark of 5" open nothing. */
function isWithinWord(reader: Reader, at: number, family: Family): boolean {
  if (family === 'back' || (family === 'double' && reader.depth > 0)) return false
  return isLetter(reader.source, at - 1)
}

function isLetter(source: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(source.charAt(at))
}

function isStraight(quote: string): boolean {
  return quote === '"' || quote === "'"
}

function findTriple(reader: Reader, from: number, triple: string): number | undefined {
  if (from <= (reader.hopeless.get(triple) ?? -1)) return undefined
  const close = reader.source.indexOf(triple, from)
  if (close >= 0) return close
  reader.hopeless.set(triple, reader.source.length)
  return undefined
}

function findClose(
  reader: Reader,
  from: number,
  quote: string,
  family: Family,
  isFilled: boolean,
): number | undefined {
  const { source } = reader
  const breaks = mayBreak(reader, from, family)
  const key = `${quote}${breaks}`
  if (from <= (reader.hopeless.get(key) ?? -1)) return endOfLine(reader, from, family)
  // A gap that is never closed is none, and no others are looked for behind it, so that reading stays linear.
  let mayHaveGap = true
  const hasBackticks = usesBackticks(reader, quote)
  let at = from
  for (; at < source.length; at += 1) {
    const sign = source.charAt(at)
    if (mayHaveGap && opensGap(source, at, isFilled)) {
      const end = endOfGap(source, at, quote, breaks)
      if (end === undefined) mayHaveGap = false
      else at = end
    } else if (sign === '`' && hasBackticks) at += 1
    else if (sign === '\\') at += (hasBackticks ? /[(`]/ : /\(/).test(source.charAt(at + 1)) ? 0 : 1
    else if (sign === '\n' && !breaks) break
    else if (FAMILIES.get(sign) === family && closes(reader, at, quote, family)) {
      if (at === from || !isDoubled(reader, at, quote)) return at
      at += 1
    }
  }
  reader.hopeless.set(key, at)
  return endOfLine(reader, from, family)
}

/** True where `${`, `#{`, PHP's `{$` or Swift's `\(` opens a gap, or the brace of a text whose own braces are doubled. */
function opensGap(source: string, at: number, isFilled: boolean): boolean {
  const sign = source.charAt(at)
  if (sign === '(') return source.charAt(at - 1) === '\\' && source.charAt(at - 2) !== '\\'
  if (sign !== '{') return false
  const before = source.charAt(at - 1)
  const after = source.charAt(at + 1)
  return before === '$' || before === '#' || after === '$' || (isFilled && before !== '{' && after !== '{')
}

const GAP_MAX = 160

/**
 * The end of a gap like `${user['name']}`, the quotes in which end nothing: code in which texts stand, and in those gaps again.
 * It is no gap where its first quote stands as one does that ends the text, as in `"${", "}"`.
 */
function endOfGap(source: string, open: number, quote: string, breaks: boolean): number | undefined {
  const closers: string[] = [source.charAt(open) === '(' ? ')' : '}']
  const last = Math.min(source.length, open + GAP_MAX)
  let isFirst = true
  for (let at = open + 1; at < last; at += 1) {
    const sign = source.charAt(at)
    const closer = closers.at(-1)
    if (sign === quote) {
      if (isFirst && isBeforeSign(source, at + 1)) return undefined
      isFirst = false
    }
    if (sign === '\n' && !breaks) return undefined
    if (sign === '\\') at += source.charAt(at + 1) === '(' ? 0 : 1
    else if (sign === closer) {
      closers.pop()
      if (closers.length === 0) return at
    } else if (closer === '}' || closer === ')') {
      if (sign === '{' || sign === '(') closers.push(sign === '{' ? '}' : ')')
      else if (sign === '"' || sign === "'" || sign === '`') closers.push(sign)
    } else if (opensGap(source, at, false)) closers.push(sign === '{' ? '}' : ')')
  }
  return undefined
}

const OPENS_DATA = /\s*[[{]/y

/** Between brackets a text may run over several lines; in the prose or code around them only one that holds data. */
function mayBreak(reader: Reader, from: number, family: Family): boolean {
  if (family === 'back') return true
  if (reader.depth > 0) return reader.quotes !== 'line'
  OPENS_DATA.lastIndex = from
  return OPENS_DATA.test(reader.source)
}

function closes(reader: Reader, at: number, quote: string, family: Family): boolean {
  const { source } = reader
  if (reader.quotes === 'inner' && family !== 'back') return isBeforeSign(source, at + 1)
  const sign = source.charAt(at)
  if (isStraight(quote) || family === 'back') return sign === quote
  if (isStraight(sign)) return false
  return family === 'double' || !(isLetter(source, at - 1) && isLetter(source, at + 1))
}

function mayDouble(reader: Reader, quote: string): boolean {
  return reader.quotes !== 'inner' && isStraight(quote)
}

const BEFORE_KEY = /(["'])\1[^"'\n]{0,80}\1\s{0,9}[:：=]/y

/** SQL, PowerShell, VB and YAML write a quote in a text twice: `'It''s'`. Where a key follows, two texts lack a comma between them. */
function isDoubled(reader: Reader, at: number, quote: string): boolean {
  if (!mayDouble(reader, quote) || reader.source.charAt(at + 1) !== quote) return false
  BEFORE_KEY.lastIndex = at
  return !BEFORE_KEY.test(reader.source)
}

const BEFORE_SIGN = /[^\S\n]*(?:$|[,:}\]);+]|=>|\/\/|#|\n\s*(?:$|[,:}\]);+"'“”]|=>|\/\/|#))/y

function isBeforeSign(source: string, at: number): boolean {
  BEFORE_SIGN.lastIndex = at
  return BEFORE_SIGN.test(source)
}

/** Where a text ends whose closing quote is missing: before the comma and the brackets at the end of its line. */
function endOfLine({ source, depth }: Reader, from: number, family: Family): number | undefined {
  if (depth === 0 || family === 'back') return undefined
  const line = source.indexOf('\n', from)
  let end = line < 0 ? source.length : line
  while (end > from && /[\s,}\])]/.test(source.charAt(end - 1))) end -= 1
  return end
}
