import { useEffect, useRef } from 'react'
import type { MessageForm } from './form.ts'
import type { GoToField } from './go-to-field.tsx'

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
      import('./undo/start-undo.ts').then(
        ({ startUndo }) => {
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
