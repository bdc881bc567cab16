import { readDump } from './dump.ts'
import { readOutline } from './outline.ts'
import { parseCommands } from './shell.ts'

/** A piece of what was pasted, as it can be read; `offset` is where it stands in the pasted text, if it stands there so. */
export type Piece = { text: string; offset: number | undefined }

/** One way of taking the pasted text; `note` says what was done to it, if that is worth a word. */
export type Reading = { pieces: Piece[]; note?: string }

/** The file that a pasted command would read its data from, when it holds none itself. */
export function findDataFile(text: string): string | undefined {
  const commands = parseCommands(text)
  return commands.some(({ data }) => data.length > 0) ? undefined : commands.find(({ file }) => file)?.file
}

/** The ways in which a pasted text can be meant, the likeliest first. Each is made only when those before it gave nothing whole. */
export function* listReadings(text: string): Generator<Reading> {
  const commands = parseCommands(text).flatMap(({ data }) => (data.length > 0 ? [toPiece(data)] : []))
  if (commands.length > 0) {
    yield { pieces: commands }
    yield* inShell(text)
  }
  const blocks = findBlocks(text)
  const unnumbered = withoutLineNumbers(text) ?? withoutPrefix(text) ?? withoutMailMarks(text)
  // Read as code, which has its brackets or commas elsewhere, these would give a bit of everything and nothing whole.
  const written = blocks.length > 0 ? blocks.map((block) => block.text) : [unnumbered ?? text]
  const outlined = written.flatMap((part) => readDump(part) ?? readOutline(part))
  if (outlined.length > 0) yield { pieces: outlined.map((json) => ({ text: json, offset: undefined })) }
  if (blocks.length > 0) yield { pieces: blocks }
  if (unnumbered !== undefined) yield { pieces: [{ text: unnumbered, offset: undefined }] }
  yield { pieces: [{ text, offset: 0 }] }
  if (/'\\''|'"'"'|@"\s+\{\s*`"/.test(text)) yield* inShell(text)
  if (text.includes('\\"')) yield unescaped(text)
  if (/&(?:quot|#34|#x22);/.test(text))
    yield { pieces: [{ text: decodeEntities(text), offset: undefined }], note: ENTITIES }
  const decoded = decodePercent(text)
  if (decoded !== undefined) yield { pieces: [{ text: decoded, offset: undefined }] }
}

/** The data in a script as it stands there: an apostrophe in it, which ends a text in a shell, is part of what somebody wrote. */
function* inShell(text: string): Generator<Reading> {
  const plain = text.replace(/'(?:\\'|"'")'/g, "'").replaceAll('`"', '"')
  const pieces = findData(plain)
  if (pieces.length === 0) return
  const isBroken = plain === text && pieces.some((piece) => piece.text.includes("'"))
  yield { pieces, ...(isBroken && { note: APOSTROPHE }) }
}

const APOSTROPHE = 'An apostrophe in a text would have ended it in a shell. It is kept as part of the text.'

const DATA_MAX = 20

/** What stands between braces in a text, by braces and double quotes alone. */
function findData(text: string): Piece[] {
  const pieces: Piece[] = []
  for (let start = text.indexOf('{'); start >= 0 && pieces.length < DATA_MAX; ) {
    const end = findEnd(text, start)
    if (end === undefined) break
    pieces.push({ text: text.slice(start, end), offset: undefined })
    start = text.indexOf('{', end)
  }
  return pieces
}

function findEnd(text: string, start: number): number | undefined {
  let depth = 0
  let isQuoted = false
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '\\') at += 1
    else if (sign === '"') isQuoted = !isQuoted
    else if (!isQuoted && sign === '{') depth += 1
    else if (!isQuoted && sign === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return undefined
}

const ENTITIES =
  'The text came with signs that are written for web pages, like &quot;. They are read as what they mean.'

function unescaped(text: string): Reading {
  return { pieces: [{ text: text.replace(/\\(\\|"|\/)/g, '$1'), offset: undefined }] }
}

/** The data of a command: JSON as it is, or a form, whose fields become the entries of an object. */
function toPiece(data: readonly string[]): Piece {
  const [first = ''] = data
  if (!/^\s*[\w.[\]-]+=/.test(first)) return { text: data.join('\n'), offset: undefined }
  const fields = data.flatMap((part) =>
    part.includes('={') || part.includes('=[') ? [part] : part.split('&'),
  )
  const entries = fields.map((field) => {
    const equals = field.indexOf('=')
    const value = field.slice(equals + 1)
    const plain = /%[0-9a-f]{2}/i.test(value) ? (decodePart(value) ?? value) : value
    return `${JSON.stringify(field.slice(0, equals))}: ${/^\s*[[{]/.test(plain) ? plain : JSON.stringify(plain)}`
  })
  return { text: `{${entries.join(',\n')}}`, offset: undefined }
}

/** The fenced blocks of a chat or a page. */
function findBlocks(text: string): Piece[] {
  const blocks: Piece[] = []
  let start = -1
  for (let at = text.indexOf('```'); at >= 0; at = text.indexOf('```', at + 3)) {
    if (start < 0 && !isOpening(text, at)) continue
    if (start >= 0) blocks.push({ text: text.slice(start, at), offset: start })
    start = start >= 0 ? -1 : afterWord(text, at + 3)
  }
  if (start >= 0 && start < text.length) blocks.push({ text: text.slice(start), offset: start })
  return blocks
}

/** A fence opens where its line begins, or ahead of what looks like data. Others are part of a text, which may be a message's. */
function isOpening(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 20), at)
  const after = text.slice(at + 3, at + 60)
  return (
    /^[\s>*+-]*$/.test(before.slice(before.lastIndexOf('\n') + 1)) ||
    /^[\w+#-]{0,20}(?:\s{0,5}(?:[[{]|curl\s)|[^\S\n]{0,5}\n)/.test(after)
  )
}

/** Behind the name of the language, which stands alone on the line of the opening fence. */
function afterWord(text: string, at: number): number {
  const word = /^[\w+#-]{0,20}[^\S\n]*\n/.exec(text.slice(at, at + 40))
  return at + (word?.[0].length ?? 0)
}

/** Code that was copied with the numbers of its lines, from the first or from the middle of a file. */
function withoutLineNumbers(text: string): string | undefined {
  const first = /^\s*(\d{1,6})\b/.exec(text)?.[1]
  const lines = first === undefined ? [] : text.trim().split('\n')
  if (lines.length < 2) return undefined
  const numbered = lines.every((line, index) => Number.parseInt(line, 10) === Number(first) + index)
  return numbered ? lines.map((line) => line.replace(/^\s*\d+(?:\s?[:|.])?/, '')).join('\n') : undefined
}

/** The lines of a log or of a terminal without what each of them begins with, like a time and the name of a program. */
function withoutPrefix(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const [first = '', ...others] = lines
  let length = Math.min(first.length, 120)
  for (const line of others) while (length > 0 && !isAlike(first, line, length)) length -= 1
  const start = first.lastIndexOf(' ', length - 1) + 1
  const prefix = first.slice(0, start)
  if (others.length < 2 || !/^\s*\[?\d|[\w\]][\])]?\s*[|:>]\s*$/.test(prefix)) return undefined
  return lines.map((line) => line.slice(start)).join('\n')
}

/** What a mail quotes of another, where it is data; a mail program may have wrapped a line of it. */
function withoutMailMarks(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => /^\s*>/.test(line))
  const quoted = lines.map((line) => line.replace(/^\s*(?:>[^\S\n]?)+/, ''))
  return lines.length > 2 && quoted.some((line) => /^\s*[[{]/.test(line)) ? quoted.join('\n') : undefined
}

/** True where two lines begin alike, whatever their digits. */
function isAlike(first: string, line: string, length: number): boolean {
  return first.slice(0, length).replace(/\d/g, '0') === line.slice(0, length).replace(/\d/g, '0')
}

// HTML's names of the signs from U+00A0 on, in their order, and of a few others. Source: HTML 4.01, section 24.
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot ' +
  'cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml ' +
  'Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ' +
  'ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const OTHERS = (
  'quot " apos \' lt < gt > amp & euro € hellip … ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo › ' +
  'bull • trade ™'
).split(' ')
const ENTITY = new Map(LATIN.split(' ').map((name, index) => [name, String.fromCodePoint(0xa0 + index)]))
for (let index = 0; index < OTHERS.length; index += 2)
  ENTITY.set(OTHERS[index] ?? '', OTHERS[index + 1] ?? '')

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi, (all, hex, decimal, name) => {
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10)
    const sign = name ? ENTITY.get(name) : toSign(code)
    // Between words it is a blank like another.
    return sign === '\u{a0}' ? ' ' : (sign ?? all)
  })
}

function toSign(code: number): string | undefined {
  const isSign = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  return isSign ? String.fromCodePoint(code) : undefined
}

function decodePercent(text: string): string | undefined {
  if (!/%7B/i.test(text) || !/%22/.test(text) || text.includes('{')) return undefined
  return decodePart(text)
}

function decodePart(text: string): string | undefined {
  try {
    // Where blanks are written as %20, a plus is a plus.
    return decodeURIComponent(text.includes('%20') ? text : text.replace(/\+/g, ' '))
  } catch {
    return undefined
  }
}
