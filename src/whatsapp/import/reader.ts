import type { Literal } from './literal.ts'

/** How the end of a quoted text is found: at the next quote, at the end of the line at the latest, or before a sign like `,`. */
export type QuoteRule = 'plain' | 'line' | 'inner'

export type FaultKind = 'comma' | 'bracket' | 'quote' | 'stray'

/** Something that does not belong where it stands, by its offset in the source. */
export type Fault = { at: number; what: FaultKind }

export type Token =
  | { kind: 'text'; text: string; raw: string; gaps: boolean; at: number; end: number }
  | { kind: 'word' | 'number' | 'placeholder' | 'sign'; text: string; at: number; end: number }
  | { kind: 'end'; text: ''; at: number; end: number }

/** The state of one reading of a source, from its first sign to its last. */
export type Reader = {
  readonly source: string
  readonly quotes: QuoteRule
  // In PowerShell a backtick is what a backslash is elsewhere, and no quote.
  readonly isPowerShell: boolean
  // True for the text of a program that fills in what stands between its braces.
  readonly isFilled: boolean
  at: number
  next: Token | undefined
  depth: number
  // The closing bracket of the group that is being read.
  inside: string | undefined
  tooDeepAt: number | undefined
  readonly open: Map<string, number>
  readonly scope: Map<string, Literal>
  faults: Fault[]
  // How far a search for a closing sign went in vain, by kind of sign: it is never repeated, so that reading stays linear.
  readonly hopeless: Map<string, number>
}

const POWERSHELL =
  /\bInvoke-(?:RestMethod|WebRequest)\b|\bConvertTo-Json\b|@\{\s{0,99}["']?\w{1,80}["']?\s{0,99}=/i

/** A reader at the beginning of its source. */
export function createReader(source: string, quotes: QuoteRule, isFilled: boolean): Reader {
  return {
    source,
    quotes,
    isPowerShell: POWERSHELL.test(source) && !/@'[^\S\n]*\n/.test(source),
    isFilled,
    at: 0,
    next: undefined,
    depth: 0,
    inside: undefined,
    tooDeepAt: undefined,
    open: new Map(),
    scope: new Map(),
    faults: [],
    hopeless: new Map(),
  }
}

const FAULTS_MAX = 500

/** Notes a fault; far more than anybody reads are not kept. */
export function addFault(reader: Reader, what: FaultKind, at: number): void {
  if (reader.faults.length < FAULTS_MAX) reader.faults.push({ what, at })
}

/** True where a token stands in a line behind that of the value; between brackets of a call a value may go on there. */
export function isOnNewLine({ source, inside }: Reader, value: Literal, token: Token): boolean {
  return inside !== ')' && source.slice(value.end, token.at).includes('\n')
}
