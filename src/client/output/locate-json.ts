import type { Node, ParseError } from 'jsonc-parser'
import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser'

/** A stretch of a text, in UTF-16 units as a textarea counts them. */
export type Place = { start: number; end: number }

export type LocatedJson =
  | { ok: true; value: unknown; placeOf: (pointer: string, unknownKey?: boolean) => Place }
  | { ok: false; message: string; place: Place }

/** Reads JSON so that each part of it is found again in its text; of a text that is no JSON it tells the first fault. */
export function locateJson(text: string): LocatedJson {
  try {
    const errors: ParseError[] = []
    const tree = parseTree(text, errors, { disallowComments: true })
    const [error] = errors
    if (error) return { ok: false, message: explain(error), place: placeOfError(text, error) }
    const value: unknown = JSON.parse(text)
    return { ok: true, value, placeOf: (pointer, unknownKey) => findPlace(tree, pointer, unknownKey) }
  } catch {
    // Brackets inside brackets by the thousand are more than any reader follows.
    return { ok: false, message: 'This is no JSON that a message could be.', place: { start: 0, end: 0 } }
  }
}

function findPlace(tree: Node | undefined, pointer: string, unknownKey = false): Place {
  const path = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  for (let length = path.length; tree && length >= 0; length -= 1) {
    const node = findNode(tree, path.slice(0, length))
    if (!node) continue
    const key = unknownKey && length === path.length ? node.parent?.children?.[0] : undefined
    const { offset, length: size } = key ?? node
    // Of a whole object only its bracket: marked from end to end, it would mark what is right too.
    return { start: offset, end: offset + (!key && node.children ? 1 : size) }
  }
  return { start: 0, end: 0 }
}

function findNode(tree: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = tree
  for (const key of path) node = node && findNodeAtLocation(node, [node.type === 'array' ? Number(key) : key])
  return node
}

function placeOfError(text: string, { offset, length }: ParseError): Place {
  const start = Math.min(offset, text.length)
  return { start, end: Math.min(start + Math.max(length, 1), text.length) }
}

function explain({ error }: ParseError): string {
  return FAULTS[printParseErrorCode(error)] ?? 'This is no JSON.'
}

const FAULTS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'JSON knows no such word. Texts stand in double quotation marks.',
  InvalidNumberFormat: 'This is no number of JSON.',
  PropertyNameExpected: 'A name in double quotation marks is expected here.',
  ValueExpected: 'A value is expected here.',
  ColonExpected: 'A colon is missing before this.',
  CommaExpected: 'A comma is missing before this.',
  CloseBraceExpected: 'A closing } is missing.',
  CloseBracketExpected: 'A closing ] is missing.',
  EndOfFileExpected: 'The JSON has ended before this.',
  InvalidCommentToken: 'JSON has no comments.',
  UnexpectedEndOfComment: 'JSON has no comments.',
  UnexpectedEndOfString: 'The closing quotation mark of this text is missing.',
  InvalidUnicode: 'After \\u stand four digits or letters from a to f.',
  InvalidEscapeCharacter: 'A backslash before this sign means nothing. The backslash itself is written \\\\.',
  InvalidCharacter: 'Line breaks and tabs inside of a text are written \\n and \\t.',
}
