import type { Block, Inline } from './formatting.ts'
import { MARKS, parseFormatting, readMarker } from './formatting.ts'

/** A text with its selection, in UTF-16 units as text areas count. */
export type Edit = { text: string; start: number; end: number }

/** A mark as it is typed, such as `*`. */
export type Mark = (typeof MARKS)[keyof typeof MARKS]

/** What a line can be made by its marker. */
export type LineKind = Exclude<Block['kind'], 'plain'>

/**
 * Puts a mark around the selection, or takes it away where it is. Lines are marked one by one (``` may cross them), blanks at
 * the ends and list markers stay outside, and a caret gets a pair to write in. Toggling again undoes it.
 */
export function toggleMark(text: string, start: number, end: number, mark: Mark): Edit {
  const selections = mark === MARKS.monospace ? [{ start, end }] : splitLines(text, start, end)
  const changes = selections
    .map((selection) => trimBlanks(text, selection))
    .filter((selection) => selection.start < selection.end || start === end)
    .map((selection) => findChange(findPiece(text, selection), mark))
  const takeAway = changes.every(({ isOn }) => isOn)
  const edit: Edit = { text: '', start, end }
  let copied = 0
  for (const [index, { piece, isOn, at }] of changes.entries()) {
    if (at >= 0 && isOn === takeAway) {
      const layers = isOn ? cut(piece.layers, at, mark.length) : insert(piece.layers, at, mark)
      const inner = text.slice(piece.from, piece.to)
      edit.text += text.slice(copied, piece.from - piece.layers.length) + reverse(layers)
      // The layers inside of the changed one stay selected, so that the next toggle finds its place again.
      const reach = changes.length > 1 ? layers.length : at
      if (index === 0) edit.start = edit.text.length - reach
      edit.text += (isOn ? inner : removeMark(inner, mark)) + layers
      copied = piece.to + piece.layers.length
      edit.end = edit.text.length - layers.length + reach
    } else {
      edit.end = end - copied + edit.text.length
    }
  }
  return { ...edit, text: edit.text + text.slice(copied) }
}

/**
 * Makes the selected lines a list or quote, or plain again if all of them are; another marker is replaced and blank lines
 * stay as they are. Numbers count from 1.
 */
export function toggleLinePrefix(text: string, start: number, end: number, kind: LineKind): Edit {
  const first = lineStart(text, start)
  // A selection that ends right after a line break does not touch the next line.
  const last = lineEnd(text, end > start && text[end - 1] === '\n' ? end - 1 : end)
  const lines = text.slice(first, last).split('\n')
  const isTouched = (line: string) => lines.length === 1 || line.trim() !== ''
  const takeAway = lines.filter(isTouched).every((line) => kindOf(readMarker(line)) === kind)
  let count = 0
  const changed = lines.map((line) => {
    if (!isTouched(line)) return line
    count += 1
    const prefix = kind === 'bullet' ? '- ' : kind === 'quote' ? '> ' : `${Math.min(count, 99)}. `
    return (takeAway ? '' : prefix) + line.slice(readMarker(line).length)
  })
  const result = text.slice(0, first) + changed.join('\n') + text.slice(last)
  const firstGrowth = (changed[0]?.length ?? 0) - (lines[0]?.length ?? 0)
  return {
    text: result,
    start: Math.max(first + (takeAway ? 0 : readMarker(changed[0] ?? '').length), start + firstGrowth),
    end: Math.max(first, end + (result.length - text.length)),
  }
}

type Selection = { start: number; end: number }

/** What is selected without its marks, and the marks around it on both sides, from the innermost one outwards. */
type Piece = { from: number; to: number; layers: string; depth: number }

type Change = { piece: Piece; isOn: boolean; at: number }

/** Whether a piece has the mark, and where in the layers it comes off or goes in; `at` is -1 where neither is possible. */
function findChange(piece: Piece, mark: Mark): Change {
  const { layers, depth } = piece
  if (mark === '`' || mark === '```') {
    const run = /^`*/.exec(layers)?.[0].length ?? 0
    if (mark === '```') return { piece, isOn: Math.floor(run / 3) % 2 === 1, at: 0 }
    return { piece, isOn: run % 3 === 1, at: run % 3 === 2 ? -1 : 0 }
  }
  // Marks inside of code are plain text.
  const literal = layers.lastIndexOf('`') + 1
  const isOn = layers.slice(literal).split(mark).length % 2 === 0
  if (!isOn) return { piece, isOn, at: Math.max(depth, literal) }
  const outside = layers.indexOf(mark, Math.max(depth, literal))
  return { piece, isOn, at: outside < 0 ? layers.lastIndexOf(mark) : outside }
}

function findPiece(text: string, { start, end }: Selection): Piece {
  const depth = countMarks(text.slice(start, end))
  const from = start + depth
  const to = end - depth
  let layers = ''
  for (let step = 1; step <= from; step += 1) {
    const sign = text.charAt(from - step)
    if (!'*_~`'.includes(sign) || text.charAt(to + step - 1) !== sign) break
    layers += sign
  }
  return { from, to, layers, depth }
}

/** Length of the marks at either end of a text that is formatted as a whole. */
function countMarks(text: string): number {
  const [block, more] = parseFormatting(text)
  const [node, sibling] = block?.children ?? []
  if (!node || sibling || more || block?.marker || node.kind === 'text' || node.kind === 'link') return 0
  const { length } = MARKS[node.kind]
  return length + countMarks(text.slice(length, -length))
}

/** The source of a text without one kind of formatting, so that marking all of it leaves no mark inside. */
function removeMark(text: string, mark: Mark): string {
  const source = (node: Inline): string => {
    if (node.kind === 'text' || node.kind === 'link') return node.text
    const around = MARKS[node.kind] === mark ? '' : MARKS[node.kind]
    return around + ('children' in node ? node.children.map(source).join('') : node.text) + around
  }
  return parseFormatting(text)
    .map(({ marker, children, end }) => marker + children.map(source).join('') + end)
    .join('')
}

/** The selection cut at line breaks, each part without the list marker it covers. */
function splitLines(text: string, start: number, end: number): Selection[] {
  const parts: Selection[] = []
  for (let at = start; at <= end; ) {
    const first = lineStart(text, at)
    const last = lineEnd(text, at)
    const content = first + readMarker(text.slice(first, last)).length
    parts.push({ start: start === end ? at : Math.max(at, content), end: Math.min(last, end) })
    at = last + 1
  }
  return parts
}

function trimBlanks(text: string, selection: Selection): Selection {
  let { start, end } = selection
  while (start < end && text.charAt(start).trim() === '') start += 1
  while (start < end && text.charAt(end - 1).trim() === '') end -= 1
  return { start, end }
}

function kindOf(marker: string): Block['kind'] {
  return parseFormatting(marker)[0]?.kind ?? 'plain'
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at)
}

function cut(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length)
}

function reverse(marks: string): string {
  return [...marks].reverse().join('')
}
