/** A piece of a line. Its source is its text, or its children between the marks of its kind (`MARKS`). */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'bold' | 'italic' | 'strikethrough'; children: Inline[] }
  | { kind: 'code' | 'monospace'; text: string }

/**
 * A line of the body. Its source is `marker` (such as `- ` or `12. `, else empty), the children and `end` (its line break).
 * A `monospace` child may hold line breaks of its own.
 */
export type Block = {
  kind: 'plain' | 'bullet' | 'numbered' | 'quote'
  marker: string
  children: Inline[]
  end: string
}

/** The marks around each kind of formatting. Source: WhatsApp Help Center. */
export const MARKS = { bold: '*', italic: '_', strikethrough: '~', code: '`', monospace: '```' } as const

/**
 * Reads a body as WhatsApp shows it, one block per line, in linear time. Every text can be read and no character is lost.
 * Sources: WhatsApp Help Center; for the finer rules mautrix/whatsapp `wa-text.go`; marks must touch their text.
 */
export function parseFormatting(text: string): Block[] {
  let block = openBlock('')
  const blocks: Block[] = []
  splitMonospace(text).forEach((part, position) => {
    if (position % 2 === 1) {
      block.children.push({ kind: 'monospace', text: part })
      return
    }
    const lines = part.split('\n')
    lines.forEach((line, index) => {
      const end = index === lines.length - 1 ? '' : line.endsWith('\r') ? '\r\n' : '\n'
      let content = end === '\r\n' ? line.slice(0, -1) : line
      if (position === 0 || index > 0) {
        block = openBlock(content)
        blocks.push(block)
        content = content.slice(block.marker.length)
      }
      parseLine(content, block.children)
      block.end = end
    })
  })
  return blocks
}

/** Finds the links of a text that takes no formatting, such as the footer; all else is `text`, no character is lost. */
export function parseLinks(text: string): Inline[] {
  const nodes: Inline[] = []
  pushLinks(text, nodes)
  return nodes
}

/** The list or quote marker that a line begins with, such as `- `, `12. ` or `> `; else empty. */
export function readMarker(line: string): string {
  return /^(?:[*-]|>|\d\d?\.) /.exec(line)?.[0] ?? ''
}

/** True when the text holds marks that would format it in a body: bold, italic, strikethrough, code or monospace. */
export function hasMarks(text: string): boolean {
  return parseFormatting(text).some(({ children }) =>
    children.some(({ kind }) => kind !== 'text' && kind !== 'link'),
  )
}

// http, https and www only: what else the apps turn into links is not documented.
const LINK = /(?<![\p{L}\p{N}])(?:https?:\/\/|www\.[\p{L}\p{N}][^\s.<>"`]*\.)[\p{L}\p{N}][^\s<>"`]*/giu

const AFTER_LINK = ".,:;!?'*~)]}…»”’。，、！？）"

function pushLinks(text: string, nodes: Inline[]): void {
  let plain = 0
  for (const match of text.matchAll(LINK)) {
    const link = trimLink(match[0])
    const end = match.index + link.length
    if (match.index > plain) nodes.push({ kind: 'text', text: text.slice(plain, match.index) })
    nodes.push({ kind: 'link', text: link, href: /^www/i.test(link) ? `https://${link}` : link })
    plain = end
  }
  if (plain < text.length) nodes.push({ kind: 'text', text: text.slice(plain) })
}

function openBlock(line: string): Block {
  const marker = readMarker(line)
  const kind =
    marker === '' ? 'plain' : marker === '> ' ? 'quote' : marker.length === 2 ? 'bullet' : 'numbered'
  return { kind, marker, children: [], end: '' }
}

/** Cuts a text at its ``` spans: what stands outside and what stands inside, in turn. A span is not blank. */
function splitMonospace(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (;;) {
    const open = text.indexOf('```', from)
    let close = open < 0 ? -1 : text.indexOf('```', open + 3)
    // Blank content may hold the marks itself, and then it is blank no more.
    if (close >= 0 && text.slice(open + 3, close).trim() === '') close = text.indexOf('```', close + 3)
    if (close < 0) return [...parts, text.slice(from)]
    parts.push(text.slice(from, open), text.slice(open + 3, close))
    from = close + 3
  }
}

const KINDS: Record<string, 'bold' | 'italic' | 'strikethrough'> = {
  '*': 'bold',
  _: 'italic',
  '~': 'strikethrough',
}

function parseLine(line: string, nodes: Inline[]): void {
  const code = new Map<number, number>()
  // How far each mark has been looked for: the search never goes back, which keeps it linear.
  const reached = new Map<string, number>()

  function findClose(open: number, before: number): number {
    if (!mayOpen(line, open)) return -1
    const mark = line.charAt(open)
    let at = reached.get(mark) ?? 0
    while (at < line.length && (at < open + 2 || line.charAt(at) !== mark || !mayClose(line, at)))
      at = (code.get(at) ?? at) + 1
    reached.set(mark, at)
    return at < before ? at : -1
  }

  function parse(from: number, to: number, nodes: Inline[]): Inline[] {
    let plain = from
    for (let at = from; at < to; at += 1) {
      const kind = KINDS[line.charAt(at)]
      const close = code.get(at) ?? (kind ? findClose(at, to) : -1)
      if (close < 0) continue
      pushLinks(line.slice(plain, at), nodes)
      nodes.push(
        kind
          ? { kind, children: parse(at + 1, close, []) }
          : { kind: 'code', text: line.slice(at + 1, close) },
      )
      at = close
      plain = close + 1
    }
    pushLinks(line.slice(plain, to), nodes)
    return nodes
  }

  for (let at = 0; at < line.length; at += 1) {
    const close = line.charAt(at) === '`' ? findClose(at, line.length) : -1
    if (close < 0) continue
    code.set(at, close)
    at = close
  }
  parse(0, line.length, nodes)
}

/** A mark opens after the line's start, white space, `>` or another kind of mark, and touches what follows. */
function mayOpen(line: string, at: number): boolean {
  const mark = line.charAt(at)
  const next = line.charAt(at + 1)
  // `**bold**` is shown as typed, so a mark never follows or precedes its own kind.
  if (next === mark || next.trim() === '') return false
  const previous = line.charAt(at - 1)
  return previous !== mark && (previous.trim() === '' || '>*_~'.includes(previous))
}

/** A mark closes where it touches what precedes and no letter or digit follows (ASCII ones, as mautrix has it). */
function mayClose(line: string, at: number): boolean {
  return line.charAt(at - 1).trim() !== '' && !/[a-z\d]/i.test(line.charAt(at + 1))
}

/** Leaves out the punctuation after a link; a bracket stays if it was opened inside. */
function trimLink(link: string): string {
  let end = link.length
  let open = 0
  for (const sign of link) open += sign === '(' ? 1 : sign === ')' ? -1 : 0
  for (; AFTER_LINK.includes(link.charAt(end - 1)); end -= 1) {
    if (link.charAt(end - 1) !== ')') continue
    if (open >= 0) break
    open += 1
  }
  return link.slice(0, end)
}
