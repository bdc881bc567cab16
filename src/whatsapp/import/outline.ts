import { unescapeText } from './scan-text.ts'

type Level = { column: number; list: boolean }

/** The state of one reading, line by line; `pending` says that a key or a dash waits for its value. */
type Outline = {
  readonly lines: readonly string[]
  next: number
  readonly documents: string[]
  json: string[]
  readonly levels: Level[]
  pending: boolean
  nested: boolean
  // Signs that open something and are never closed: what a search met in vain is not searched again, so that reading stays linear.
  readonly hopeless: Set<string>
}

const KEY = /(?:"([^"]{1,160})"|'([^']{1,160})'|([\w$/][\w$./{}-]{0,160})) {0,9}:(?=\s|$)/uy

/**
 * The documents of a text that is structured by its indentation, as YAML is, each in the words of JSON; none where nothing is.
 * More forgiving than YAML, since it stands amid prose, and with colons and stars in its texts. Anchors are names that nobody
 * follows, so that a few lines cannot grow into a million.
 */
export function readOutline(text: string): string[] {
  const outline: Outline = {
    lines: toLines(text),
    next: 0,
    documents: [],
    json: [],
    levels: [],
    pending: false,
    nested: false,
    hopeless: new Set(),
  }
  while (outline.next < outline.lines.length) readLine(outline)
  finish(outline)
  return outline.documents
}

/** Lines without the signs of quoting in a mail; YAML itself knows no tabs. */
function toLines(text: string): string[] {
  const lines = text.replaceAll('\r', '').replaceAll('\t', '  ').split('\n')
  return lines.map((line) => line.replace(/^(?:> ?){1,9}/, ''))
}

function readLine(outline: Outline): void {
  const line = outline.lines[outline.next] ?? ''
  outline.next += 1
  if (/^\s*(?:#|$)/.test(line)) return
  let column = columnOf(line)
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) {
    finish(outline)
    return
  }
  let parent = column - 1
  for (; /^-(?:\s|$)/.test(line.slice(column, column + 2)); column += columnOf(line.slice(column + 1)) + 1) {
    enter(outline, { column, list: true })
    parent = column
    outline.pending = true
  }
  KEY.lastIndex = column
  const key = KEY.exec(line)
  if (key) {
    enter(outline, { column, list: false })
    outline.json.push(`${JSON.stringify(key[1] ?? key[2] ?? key[3])}:`)
    outline.pending = true
    readValue(outline, line.slice(KEY.lastIndex), column)
    return
  }
  // What is neither a key nor the value of one is prose around the data, or lost within it.
  if (column >= line.length) return
  if (outline.pending || column > (outline.levels[0]?.column ?? column))
    readValue(outline, line.slice(column), parent)
  else finish(outline)
}

/** Opens what begins at a column, and closes what ended before it. */
function enter(outline: Outline, level: Level): void {
  const { levels } = outline
  let top = levels.at(-1)
  if (top && (top.column > level.column || (top.column === level.column && (top.list || !level.list))))
    settle(outline)
  while (top && (top.column > level.column || (top.column === level.column && top.list && !level.list))) {
    close(outline)
    top = levels.at(-1)
  }
  // A list may begin at the column of its key.
  if (top?.column === level.column && top.list === level.list) return
  outline.nested ||= levels.length > 0
  outline.json.push(level.list ? '[' : '{')
  levels.push(level)
  outline.pending = false
}

function close(outline: Outline): void {
  settle(outline)
  outline.json.push(outline.levels.pop()?.list ? '],' : '},')
}

/** A key without a value has none. */
function settle(outline: Outline): void {
  if (outline.pending) outline.json.push('null,')
  outline.pending = false
}

/** Ends a document; one without a level within another is no outline, but code or prose with a colon in it. */
function finish(outline: Outline): void {
  while (outline.levels.length > 0) close(outline)
  if (outline.nested) outline.documents.push(outline.json.join('').replace(/,$/, ''))
  outline.json = []
  outline.pending = false
  outline.nested = false
}

/** Reads the value that begins on a line; `parent` is the column that the lines that go on with it stand behind. */
function readValue(outline: Outline, rest: string, parent: number): void {
  // What a value is called or of which type it is says nothing that a message needs.
  const value = rest.trim().replace(/^[&!][\w!/-]*(?:\s+|$)/, '')
  if (value === '' || value.startsWith('# ') || isSummary(outline, value, parent)) return
  outline.pending = false
  outline.json.push(
    readBlock(outline, value, parent) ?? readClosed(outline, value) ?? readPlain(outline, value, parent),
    ',',
  )
}

/** Browsers show data with a summary of each group ahead of its lines: `body: {text: "Is it…"}`. */
function isSummary({ lines, next }: Outline, value: string, parent: number): boolean {
  const line = lines[next] ?? ''
  return /^[[{].*[\]}]$/.test(value) && columnOf(line) > parent && line.trim() !== ''
}

/** A block of lines, kept as they are behind `|` and joined behind `>`. */
function readBlock(outline: Outline, value: string, parent: number): string | undefined {
  const [, style, keep] = /^([|>])\d?([+-]?)\d?(?:\s+#.*)?$/.exec(value) ?? []
  if (style === undefined) return undefined
  const lines = takeDeeper(outline, parent)
  const indent = columnOf(lines.find((line) => line.trim() !== '') ?? '')
  const texts = lines.map((line) => line.slice(Math.min(indent, columnOf(line))))
  const text = style === '|' ? texts.join('\n') : fold(texts)
  // The line break that ends a block is the block's, not the message's, unless it is asked for.
  return JSON.stringify(keep === '+' ? `${text}\n` : text.trimEnd())
}

/** The lines behind a column, with the empty ones among them. */
function takeDeeper(outline: Outline, parent: number): string[] {
  const { lines, next } = outline
  let end = next
  for (let at = next; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.trim() === '') continue
    if (columnOf(line) <= parent) break
    end = at + 1
  }
  outline.next = end
  return lines.slice(next, end)
}

/** Lines of one text: a break is a blank, an empty line a break. */
function fold(lines: readonly string[]): string {
  return lines
    .map((line) => (line.trim() === '' ? '\n' : line.trim()))
    .join(' ')
    .replace(/ ?\n ?/g, '\n')
}

/** A value in quotes or brackets, which may run over several lines. */
function readClosed(outline: Outline, value: string): string | undefined {
  const sign = value.charAt(0)
  const isGroup = /^(?:\[|\{(?!\{))/.test(value)
  if ((!isGroup && sign !== '"' && sign !== "'") || outline.hopeless.has(sign)) return undefined
  const lines: string[] = []
  const search: Search = { depth: 0, quote: '' }
  for (let at = outline.next; at <= outline.lines.length; at += 1) {
    const line = lines.length === 0 ? value : (outline.lines[at - 1] ?? '')
    const end = findEnd(line, search)
    if (end === undefined) {
      lines.push(line)
      continue
    }
    if (!/^,?(?:\s+#|\s*$)/.test(line.slice(end))) return readLoose(value)
    lines.push(line.slice(0, end))
    outline.next = at
    if (isGroup) return quoteWords(lines.join('\n'))
    const inside = fold(lines).slice(1, -1)
    return JSON.stringify(sign === '"' ? unescapeText(inside) : inside.replaceAll("''", "'"))
  }
  outline.hopeless.add(sign)
  return undefined
}

/** A text with quotation marks of its own, in it or around its first word. */
function readLoose(value: string): string | undefined {
  return /^(["']).*\1$/.test(value) ? JSON.stringify(value.slice(1, -1)) : undefined
}

type Search = { depth: number; quote: string }

/** The place behind the sign with which everything is closed that a text opened. */
function findEnd(line: string, search: Search): number | undefined {
  for (let at = 0; at < line.length; at += 1) {
    const sign = line.charAt(at)
    if (search.quote !== '') {
      if ((sign === '\\' && search.quote === '"') || (sign === "'" && line.startsWith("''", at))) at += 1
      else if (sign === search.quote) search.quote = ''
    } else if (sign === '"' || (sign === "'" && !/\w/.test(line.charAt(at - 1)))) search.quote = sign
    else if (sign === '[' || sign === '{') search.depth += 1
    else if (sign === ']' || sign === '}') search.depth -= 1
    if (search.quote === '' && search.depth <= 0) return at + 1
  }
  return undefined
}

const BARE = /([:[,{]\s{1,9}|[[{])([^\s"'{}[\],:*&][^"'{}[\],:\n]{0,300})(?=[,}\]])/g

/** Puts quotes around the words that need none between brackets in YAML. */
function quoteWords(group: string): string {
  return group.replace(BARE, (_, before: string, word: string) => before + toValue(word.trim()))
}

/** A text without quotes, with the lines that go on with it. */
function readPlain(outline: Outline, value: string, parent: number): string {
  const comment = value.search(/\s#(?=\s|$)/)
  const text = comment < 0 ? value : value.slice(0, comment)
  const anchor = /^\*([\w-]{1,80})$/.exec(text)?.[1]
  if (anchor !== undefined) return anchor
  return toValue(fold([text, ...takeDeeper(outline, parent)]))
}

function toValue(text: string): string {
  if (/^(?:~|null)$/i.test(text)) return 'null'
  return /^(?:true|false|-?(?:0|[1-9]\d*)(?:\.\d+)?)$/.test(text) ? text : JSON.stringify(text)
}

function columnOf(line: string): number {
  return line.search(/\S|$/)
}
