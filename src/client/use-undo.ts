import { useEffect, useRef } from 'react'
import type { MessageForm } from './form.ts'
import type { GoToField } from './go-to-field.tsx'
import { untilPainted } from './until-rest.ts'

/** Undo over everything; its code comes with the first edit, as there is nothing to take back before. */
export function useUndo(form: MessageForm, goToField: GoToField): void {
  const latest = useRef(goToField)
  latest.current = goToField
  useEffect(() => {
    const before = structuredClone(form.getValues())
    const wait = () => form.subscribe({ formState: { values: true }, callback: load })
    let stop = wait()
    function load(): void {
      stop()
      // The edit itself is seen first.
      Promise.all([import('./undo/start-undo.ts'), untilPainted()]).then(
        ([{ startUndo }]) => {
          stop = startUndo(form, before, (path) => latest.current(path))
        },
        () => {
          stop = wait()
        },
      )
    }
    return () => stop()
  }, [form])
}
