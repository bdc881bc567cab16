import { useEffect, useRef } from 'react'
import type { MessageForm } from './form.ts'
import type { GoToField } from './go-to-field.tsx'
import { readCurrent } from './library/current-draft.ts'
import type { Place, Undo } from './undo/create-undo.ts'
import type { UndoStep } from './undo/undo-keys.ts'
import { readUndoStep } from './undo/undo-keys.ts'
import type { Edit } from './undo/undo-stack.ts'
import { untilPainted } from './until-rest.ts'

/**
 * Undo and redo over everything, by Ctrl or ⌘ with Z, Shift Z and Y. Its code comes with the first edit, as there is nothing to
 * take back before; what is written and asked for until it has come is made up for then.
 */
export function useUndo(form: MessageForm, goToField: GoToField): void {
  const latest = useRef(goToField)
  latest.current = goToField
  useEffect(() => {
    const look = (): Place => ({ draft: structuredClone(form.getValues()), line: readCurrent().line })
    const before = look()
    const edits: Edit<Place>[] = []
    const asked: UndoStep[] = []
    let undo: Undo | undefined
    let isLoading = false
    let isTravelling = false
    let written: (string | undefined)[] = []

    function load(): void {
      if (isLoading) return
      isLoading = true
      // The edit itself is seen first.
      Promise.all([import('./undo/create-undo.ts'), untilPainted()]).then(
        ([{ createUndo }]) => {
          undo = createUndo(form, before, (path) => latest.current(path))
          edits.forEach(undo.record)
          asked.forEach(travel)
        },
        () => {
          isLoading = false
          asked.length = 0
        },
      )
    }

    function travel(step: UndoStep): void {
      isTravelling = true
      undo?.travel(step)
      isTravelling = false
    }

    // One edit may write several fields, like a text and the ID made of it; together they are one step, of the text.
    function note(name: string | undefined): void {
      if (isTravelling || written.push(name) > 1) return
      queueMicrotask(() => {
        const field = written.find((one) => one?.endsWith('.title')) ?? written[0]
        written = []
        const edit = { value: look(), field, at: performance.now() }
        if (undo) return undo.record(edit)
        edits.push(edit)
        load()
      })
    }

    function onKeyDown(event: KeyboardEvent): void {
      const step = isLoading && readUndoStep(event)
      if (!step) return
      event.preventDefault()
      if (undo) travel(step)
      else asked.push(step)
    }

    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: ({ name }) => note(name),
    })
    window.addEventListener('keydown', onKeyDown, true)
    return () => {
      unsubscribe()
      window.removeEventListener('keydown', onKeyDown, true)
    }
  }, [form])
}
