import type { FieldPath } from '#whatsapp/fields.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { FieldName, MessageForm } from '../form.ts'
import { keep, readCurrent } from '../library/current-draft.ts'
import { returnTo } from '../library/switch-draft.ts'
import { findChange, isSameMessage, isTyping, listFields } from './draft-change.ts'
import type { UndoStep } from './undo-keys.ts'
import type { Edit } from './undo-stack.ts'
import { createUndoStack } from './undo-stack.ts'
import { withinDraft } from './within-draft.ts'

/** What the form held, and of which of the drafts that were open here in turn. */
export type Place = { draft: MessageDraft; line: number }

export type Undo = { record: (edit: Edit<Place>) => void; travel: (step: UndoStep) => void }

/** Undo and redo over the whole draft, whatever changed it. `before` is the draft ahead of the first edit. */
export function createUndo(form: MessageForm, before: Place, goToField: (path: FieldPath) => void): Undo {
  const stack = createUndoStack<Place>(
    before,
    (one, other, field) => isTyping(one.draft, other.draft, field),
    (one, other) => one.line === other.line && isSameMessage(one.draft, other.draft),
  )
  // Which message a state is one of: a new one begins where the whole was exchanged.
  let current = 0
  const messages = new WeakMap([[before, current]])

  function record(edit: Edit<Place>): void {
    if (edit.field === undefined) current += 1
    messages.set(edit.value, current)
    stack.record(edit)
  }

  function travel(step: UndoStep): void {
    const left = structuredClone(form.getValues())
    const place = stack[step]()
    if (!place) return
    const { draft, line } = place
    const isOfOther = line !== readCurrent().line
    if (isOfOther) returnTo(form, line)
    const marked = listFields(left).filter((name) => form.getFieldState(name).error)
    const reset = () =>
      form.reset(structuredClone(draft), { keepDefaultValues: true, keepTouched: true, keepDirty: true })
    const target = messages.get(place) ?? current
    if (target === current) withinDraft(reset)
    else reset()
    current = target
    if (isOfOther) keep()
    if (marked.length > 0) void form.trigger(marked)
    const changed = findChange(left, draft)
    if (changed) goToField(changed)
  }

  // Browsers have one undo for the whole page: asked for in a field with an undo of its own, or in a menu, it would put back
  // what a field of the draft held before a script wrote into it.
  function onHistory(event: Event): void {
    const { target } = event
    const step = event instanceof InputEvent && HISTORY[event.inputType]
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    if (!step || !isField || target.name === '' || !target.closest('[data-draft]')) return
    event.stopImmediatePropagation()
    target.value = String(form.getValues(target.name as FieldName) ?? '')
    travel(step)
  }

  window.addEventListener('input', onHistory, true)

  return { record, travel }
}

const HISTORY: Readonly<Record<string, UndoStep>> = { historyUndo: 'undo', historyRedo: 'redo' }
