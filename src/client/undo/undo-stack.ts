/** One edit: the field it came from, or nothing where the whole draft was exchanged, and when it came (milliseconds). */
export type Edit<T> = { value: T; field: string | undefined; at: number }

export type UndoStack<T> = {
  record(edit: Edit<T>): void
  undo(): T | undefined
  redo(): T | undefined
  readonly canUndo: boolean
  readonly canRedo: boolean
}

const MOST_STEPS = 300
const PAUSE = 800

/**
 * The past and the future of a value. Typing in one field without a pause is one step; a pause, another field, or a change
 * of more than typing makes (paste, formatting, a removed button) begins a new one. What is only written otherwise is no step.
 */
export function createUndoStack<T>(
  initial: T,
  isTyping: (before: T, after: T, field: string) => boolean,
  isSame?: (before: T, after: T) => boolean,
): UndoStack<T> {
  let past: T[] = []
  let future: T[] = []
  let present = initial
  let last: { field: string | undefined; at: number; typed: boolean } | undefined

  function travel(from: T[], to: T[]): T | undefined {
    const target = from.pop()
    if (target === undefined) return undefined
    to.push(present)
    present = target
    last = undefined
    return present
  }

  return {
    record: ({ value, field, at }) => {
      if (isSame?.(present, value)) {
        present = value
        return
      }
      const typed = field !== undefined && isTyping(present, value, field)
      const continues = typed && last?.typed && last.field === field && at - last.at < PAUSE
      if (!continues) past = [...past.slice(1 - MOST_STEPS), present]
      present = value
      future = []
      last = { field, at, typed }
    },
    undo: () => travel(past, future),
    redo: () => travel(future, past),
    get canUndo() {
      return past.length > 0
    },
    get canRedo() {
      return future.length > 0
    },
  }
}
