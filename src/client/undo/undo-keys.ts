export type UndoStep = 'undo' | 'redo'

export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** What a key asks of the draft's undo: nothing where the browser's own undo has a claim on it. */
export function readUndoStep(event: KeyboardEvent): UndoStep | undefined {
  const step = toUndoStep(event)
  return step && !hasOwnUndo(event.target) ? step : undefined
}

/** Ctrl or ⌘ with Z, Shift Z or Y. */
export function toUndoStep({ key, ctrlKey, metaKey, altKey, shiftKey }: Keys): UndoStep | undefined {
  if (!(ctrlKey || metaKey) || altKey) return undefined
  if (key.toLowerCase() === 'z') return shiftKey ? 'redo' : 'undo'
  return key.toLowerCase() === 'y' && !shiftKey ? 'redo' : undefined
}

/** A search or a name is no part of the draft: there the browser's own undo stays. So it does in a dialog over the page. */
function hasOwnUndo(target: EventTarget | null): boolean {
  if (document.querySelector(':modal')) return true
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return isField && target.name !== 'to' && !target.readOnly && !target.closest('[data-draft]')
}
