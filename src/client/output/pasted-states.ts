import type { UndoStep } from '../undo/undo-keys.ts'

/** A text in a field, and what of it is selected. */
export type FieldState = { text: string; start: number; end: number }

const STATES_MAX = 20

// The browser's undo of a field ends where a script writes into it. These are the texts around each such moment, in order: from
// one of them the way goes on to the next.
let states: readonly FieldState[] = []

/** A script put the one text in the place of the other. */
export function notePaste(before: FieldState, after: FieldState): void {
  const at = indexOf(before.text)
  const past = at === -1 ? states : states.slice(0, at)
  states = [...past, before, after].slice(-STATES_MAX)
}

/** The text to which a step leads from this one, if a script made it. */
export function findPasted(text: string, step: UndoStep): FieldState | undefined {
  const at = indexOf(text)
  return at === -1 ? undefined : states[at + (step === 'undo' ? -1 : 1)]
}

function indexOf(text: string): number {
  return states.findLastIndex((state) => state.text === text)
}
