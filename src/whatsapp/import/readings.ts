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
  if (commands.length > 0) yield { pieces: commands }
  const blocks = findBlocks(text)
  if (blocks.length > 0) yield { pieces: blocks }
  const unnumbered = withoutLineNumbers(text)
  if (unnumbered !== undefined) yield { pieces: [{ text: unnumbered, offset: undefined }] }
  yield { pieces: [{ text, offset: 0 }] }
  if (text.includes('\\"')) yield unescaped(text)
  if (/&(?:quot|#34|#x22);/.test(text))
    yield { pieces: [{ text: decodeEntities(text), offset: undefined }], note: ENTITIES }
  const decoded = decodePercent(text)
  if (decoded !== undefined) yield { pieces: [{ text: decoded, offset: undefined }] }
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

/** Code that was copied with the numbers of its lines. */
function withoutLineNumbers(text: string): string | undefined {
  if (!/^\s*1\b/.test(text)) return undefined
  const lines = text.trim().split('\n')
  const numbered = lines.every((line, index) => Number.parseInt(line, 10) === index + 1)
  return numbered ? lines.map((line) => line.replace(/^\s*\d+(?:\s?[:|.])?/, '')).join('\n') : undefined
}

const ENTITY = new Map([
  ['quot', '"'],
  ['#34', '"'],
  ['#x22', '"'],
  ['apos', "'"],
  ['#39', "'"],
  ['#x27', "'"],
  ['lt', '<'],
  ['gt', '>'],
  ['nbsp', ' '],
  ['amp', '&'],
])

function decodeEntities(text: string): string {
  return text.replace(/&(#?\w{2,4});/g, (all, name: string) => ENTITY.get(name) ?? all)
}

function decodePercent(text: string): string | undefined {
  if (!/%7B/i.test(text) || !/%22/.test(text) || text.includes('{')) return undefined
  return decodePart(text)
}

function decodePart(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return undefined
  }
}
