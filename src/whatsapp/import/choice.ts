import { holdsData } from './join-terms.ts'
import type { Literal } from './literal.ts'

/**
 * One of several values, which a program chooses: `x ? a : b`, `a if x else b`, `a ?? b`. `taken` is the first that says
 * something, `spare` what stands for it where none does; `open` counts the question marks whose colon is still to come, and
 * `asks` is true behind an `if` whose `else` is.
 */
export type Choice = {
  open: number
  asks: boolean
  compares: boolean
  chooses: boolean
  taken: Literal | undefined
  spare: Literal | undefined
}

/** A value in which no sign of a choice was met yet. */
export function createChoice(): Choice {
  return { open: 0, asks: false, compares: false, chooses: false, taken: undefined, spare: undefined }
}

/** Ends a value of a choice. What is asked, and what is compared, is nothing that the customer reads. */
export function endValue(choice: Choice, asked: boolean, value: Literal | undefined): void {
  const isAsked = asked || choice.compares
  if (!isAsked || (value && holdsData(value))) choice.taken = prefer(choice.taken, value)
  if (!isAsked || !choice.spare) choice.spare = value
  choice.compares = false
}

/** The value that is taken, where `last` is what stood at the end. */
export function settle({ chooses, taken, spare }: Choice, last: Literal | undefined): Literal | undefined {
  const value = prefer(taken, last) ?? (last?.kind === 'nothing' ? spare : last) ?? spare ?? last
  if (value && chooses) value.chosen = true
  return value
}

/** Data says more than a text, and a text more than what only the program knows. */
function prefer(taken: Literal | undefined, value: Literal | undefined): Literal | undefined {
  const isText = value?.kind === 'text' && value.text.trim() !== ''
  const isKnown = isText || value?.kind === 'number' || (value && isData(value))
  if (!isKnown) return taken
  return !taken || (holdsData(value) && !holdsData(taken)) ? value : taken
}

function isData(value: Literal): boolean {
  return value.kind === 'group' && (value.bracket !== '(' || holdsData(value))
}
