import type { Findings, Found } from './find-messages.ts'
import { findMessages } from './find-messages.ts'
import { createGroup, putEntry } from './literal.ts'
import type { OtherKind } from './other-kinds.ts'
import { parseLiterals } from './parse-literals.ts'
import type { Fault, QuoteRule } from './reader.ts'
import type { Piece, Reading } from './readings.ts'

/**
 * The message that a reading gives, with the faults inside it; `others` counts the messages of its kind beside it, `besides` names
 * the other kinds.
 */
export type Choice = {
  found: Found
  piece: Piece
  quotes: QuoteRule
  faults: Fault[]
  others: number
  besides: OtherKind[]
}

export type Outcome = { choice: Choice | undefined; other: string | undefined; tooDeep: boolean }

const RULES: readonly QuoteRule[] = ['plain', 'line', 'inner']

/** Reads the pieces of a reading, with quotes as they should be first, and chooses the message that says most with least fault. */
export function chooseMessage(reading: Reading): Outcome {
  let best: Outcome = { choice: undefined, other: undefined, tooDeep: false }
  for (const quotes of RULES) {
    const attempt = attemptReading(reading, quotes)
    if (quotes === 'plain' || isBetter(attempt.outcome.choice, best.choice)) best = attempt.outcome
    if (attempt.clean) break
  }
  return best
}

const RANKS: Record<Found['rank'], number> = { payload: 3, interactive: 2, code: 1, part: 0 }

/** True when a choice says more than the best so far, or as much with fewer faults. */
export function isBetter(choice: Choice | undefined, best: Choice | undefined): boolean {
  if (!choice || !best) return choice !== undefined
  const rank = RANKS[choice.found.rank] - RANKS[best.found.rank]
  return rank === 0 ? choice.faults.length < best.faults.length : rank > 0
}

function attemptReading(reading: Reading, quotes: QuoteRule): { outcome: Outcome; clean: boolean } {
  const outcome: Outcome = { choice: undefined, other: undefined, tooDeep: false }
  const messages: { found: Found; piece: Piece }[] = []
  const all: { findings: Findings; piece: Piece }[] = []
  let faults = 0
  for (const piece of reading.pieces) {
    const parsed = parseLiterals(piece.text, quotes)
    const findings = findMessages(parsed)
    faults += parsed.faults.length
    outcome.other ??= findings.other
    outcome.tooDeep ||= findings.tooDeep
    messages.push(...findings.messages.map((found) => ({ found, piece })))
    all.push({ findings, piece })
  }
  const besides = all.flatMap(({ findings }) => findings.besides)
  outcome.choice =
    chooseAmong(messages, quotes, besides) ?? (outcome.other ? undefined : chooseParts(all, quotes))
  return { outcome, clean: faults === 0 || outcome.choice?.faults.length === 0 }
}

function chooseAmong(
  messages: { found: Found; piece: Piece }[],
  quotes: QuoteRule,
  besides: Findings['besides'],
): Choice | undefined {
  const best = messages.reduce((most, { found }) => Math.max(most, RANKS[found.rank]), -1)
  const equals = messages.filter(({ found }) => RANKS[found.rank] === best)
  const [first, ...rest] = equals
  if (!first) return undefined
  const { found, piece } = first
  const others = found.rank === 'code' ? [] : rest.filter((message) => !isInside(message.found, found))
  // A message that was put into a list is met there again.
  const distinct = new Set(others.map((message) => message.found.inner))
  const faults = faultsOf(found)
  return { found, piece, quotes, faults, others: distinct.size, besides: listBesides(besides, found) }
}

/** The kinds of the messages beside the chosen one; what stands around it is none. */
function listBesides(besides: Findings['besides'], { parsed, inner }: Found): OtherKind[] {
  const apart = besides.filter(
    ({ group, ...of }) => of.parsed !== parsed || group.at > inner.at || group.end < inner.end,
  )
  return [...new Set(apart.map(({ kind }) => kind))]
}

function isInside(inner: Found, outer: Found): boolean {
  return (
    inner.parsed === outer.parsed && inner.inner.at >= outer.inner.at && inner.inner.end <= outer.inner.end
  )
}

/** Faults elsewhere in the text, in the prose around the message, are nobody's business. */
function faultsOf({ parsed, outer, inner }: Found): Fault[] {
  const group = outer ?? inner
  if (group.bracket === 'code') return parsed.faults
  return parsed.faults.filter(({ at }) => at >= group.at && at < group.end)
}

/** A header, body, footer or buttons that stand alone make a message together. */
function chooseParts(all: { findings: Findings; piece: Piece }[], quotes: QuoteRule): Choice | undefined {
  const first = all.find(({ findings }) => findings.parts.size > 0)
  const [part] = first?.findings.parts.values() ?? []
  if (!first || !part) return undefined
  const inner = createGroup('{', '', 0)
  for (const { findings } of all)
    for (const [name, { value }] of findings.parts) if (!inner.entries.has(name)) putEntry(inner, name, value)
  const found: Found = { rank: 'part', outer: undefined, inner, parents: [], parsed: part.parsed }
  return { found, piece: first.piece, quotes, faults: part.parsed.faults, others: 0, besides: [] }
}
