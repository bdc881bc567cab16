import type { FieldPath } from '#whatsapp/fields.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from '../form.ts'
import { findChange, isTyping, listFields } from './draft-change.ts'
import { createUndoStack } from './undo-stack.ts'

/**
 * Undo and redo over the whole draft, whatever changed it, by Ctrl or ⌘ with Z, Shift Z and Y. `before` is the draft ahead of
 * the edit that this code was loaded for. Returns what ends it.
 */
export function startUndo(
  form: MessageForm,
  before: MessageDraft,
  goToField: (path: FieldPath) => void,
): () => void {
  const stack = createUndoStack<MessageDraft>(before, isTyping)
  let first: { field: string | undefined } | undefined
  let isTravelling = false

  // One edit may write several fields, like a text and the ID made of it; together they are one step.
  function note(field: string | undefined): void {
    if (isTravelling || first) return
    first = { field }
    queueMicrotask(() => {
      const value = structuredClone(form.getValues())
      stack.record({ value, field: first?.field, at: performance.now() })
      first = undefined
    })
  }

  function travel(step: 'undo' | 'redo'): void {
    const left = structuredClone(form.getValues())
    const draft = stack[step]()
    if (!draft) return
    const marked = listFields(left).filter((name) => form.getFieldState(name).error)
    isTravelling = true
    form.reset(structuredClone(draft), { keepDefaultValues: true, keepTouched: true, keepDirty: true })
    isTravelling = false
    if (marked.length > 0) void form.trigger(marked)
    const changed = findChange(left, draft)
    if (changed) goToField(changed)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = readStep(event)
    if (!step || hasOwnUndo(event.target)) return
    event.preventDefault()
    travel(step)
  }

  const unsubscribe = form.subscribe({ formState: { values: true }, callback: ({ name }) => note(name) })
  note(undefined)
  window.addEventListener('keydown', onKeyDown, true)
  return () => {
    unsubscribe()
    window.removeEventListener('keydown', onKeyDown, true)
  }
}

function readStep(event: KeyboardEvent): 'undo' | 'redo' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined
  const key = event.key.toLowerCase()
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo'
  return key === 'y' && !event.shiftKey ? 'redo' : undefined
}

/** A search or a name is no part of the draft: there the browser's own undo stays. So it does in a dialog over the page. */
function hasOwnUndo(target: EventTarget | null): boolean {
  if (document.querySelector(':modal')) return true
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return isField && target.name !== 'to' && !target.readOnly && !target.closest('[data-draft]')
}
