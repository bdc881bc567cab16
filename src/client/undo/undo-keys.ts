import { letterOf } from '../letter-of.ts'

export type UndoStep = 'undo' | 'redo'

/** What a key asks of the draft's undo: Ctrl or ⌘ with Z, Shift Z or Y, where the browser's own undo has no claim on it. */
export function readUndoStep(event: KeyboardEvent): UndoStep | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined
  const key = letterOf(event)
  const step = key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' && !event.shiftKey && 'redo'
  return step && !hasOwnUndo(event.target) ? step : undefined
}

/** A search or a name is no part of the draft: there the browser's own undo stays. So it does in a dialog over the page. */
function hasOwnUndo(target: EventTarget | null): boolean {
  if (document.querySelector(':modal')) return true
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return isField && target.name !== 'to' && !target.readOnly && !target.closest('[data-draft]')
}
