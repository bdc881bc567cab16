import type { FieldPath } from '#whatsapp/fields.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from '../form.ts'
import { findChange, isTyping, listFields } from './draft-change.ts'
import type { UndoStep } from './undo-keys.ts'
import type { Edit } from './undo-stack.ts'
import { createUndoStack } from './undo-stack.ts'

export type Undo = { record: (edit: Edit<MessageDraft>) => void; travel: (step: UndoStep) => void }

/** Undo and redo over the whole draft, whatever changed it. `before` is the draft ahead of the first edit. */
export function createUndo(
  form: MessageForm,
  before: MessageDraft,
  goToField: (path: FieldPath) => void,
): Undo {
  const stack = createUndoStack<MessageDraft>(before, isTyping)

  function travel(step: UndoStep): void {
    const left = structuredClone(form.getValues())
    const draft = stack[step]()
    if (!draft) return
    const marked = listFields(left).filter((name) => form.getFieldState(name).error)
    form.reset(structuredClone(draft), { keepDefaultValues: true, keepTouched: true, keepDirty: true })
    if (marked.length > 0) void form.trigger(marked)
    const changed = findChange(left, draft)
    if (changed) goToField(changed)
  }

  return { record: stack.record, travel }
}
