import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Takes a file that is dropped or pasted anywhere on the page, and tells whether one is held over it. A file that misses a small
 * target would otherwise be opened by the browser in place of the page.
 */
export function useFilesFromAnywhere(onFiles: (files: File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false)

  const drag = useEffectEvent((event: DragEvent) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    setIsOver(event.type === 'dragover')
    if (event.type === 'drop') onFiles(Array.from(event.dataTransfer.files))
  })
  const leave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setIsOver(false)
  })
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData, target } = event
    const files = Array.from(clipboardData?.files ?? [])
    // Text that comes with a picture of itself, as from a table, goes where it is pasted.
    const isText = target instanceof HTMLElement && target.matches('textarea, input:not([type="file"])')
    if (event.defaultPrevented || files.length === 0) return
    if (isText && clipboardData?.types.includes('text/plain')) return
    event.preventDefault()
    onFiles(files)
  })

  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('dragover', drag, { signal })
    document.addEventListener('drop', drag, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('paste', paste, { signal })
    return () => controller.abort()
  }, [])
  return isOver
}
