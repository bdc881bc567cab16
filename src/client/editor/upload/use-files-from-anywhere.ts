import { useEffectEvent, useLayoutEffect, useState } from 'react'

/**
 * Takes files that are dropped or pasted anywhere on the page, and tells whether some are held over it. A file that misses a
 * small target would otherwise be opened by the browser in place of the page. JSON is no medium and is left to the import.
 */
export function useFilesFromAnywhere(onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)

  const hold = useEffectEvent((event: DragEvent) => {
    if (isElsewhere(event) || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setIsOver(true)
  })
  const leave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setIsOver(false)
  })
  const drop = useEffectEvent((event: DragEvent) => {
    setIsOver(false)
    take(event, event.dataTransfer)
  })
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData, target } = event
    // Text that comes with a picture of itself, as from a table, goes where it is pasted.
    const isField = target instanceof HTMLElement && target.matches('textarea, input:not([type="file"])')
    if (isField && clipboardData?.types.includes('text/plain')) return
    take(event, clipboardData)
  })

  function take(event: Event, data: DataTransfer | null): void {
    const files = Array.from(data?.files ?? [])
    if (isElsewhere(event) || files.length === 0 || files.every(isJson)) return
    event.preventDefault()
    onFiles(files)
  }

  // With the first paint: what is dropped from then on must not go to the import of the page.
  useLayoutEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('dragover', hold, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('drop', drop, { signal })
    document.addEventListener('paste', paste, { signal })
    return () => controller.abort()
  }, [])
  return isOver
}

function isElsewhere(event: Event): boolean {
  return event.defaultPrevented || document.querySelector(':modal') !== null
}

function isJson({ name, type }: File): boolean {
  return type === 'application/json' || /\.json$/i.test(name)
}
