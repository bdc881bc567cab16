import type { ReactNode } from 'react'
import { useLayoutEffect, useRef } from 'react'

export type ModalProps = {
  labelledBy: string
  look: 'page' | 'dialog'
  /** Without it the dialog cannot be left. */
  onClose?: () => void
  children: ReactNode
}

export function Modal({ labelledBy, look, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closed before it goes, hence a layout effect, so that the browser gives the focus back to where it was.
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={labelledBy}
      className={`log-in log-in-${look}`}
      onCancel={(event) => {
        if (!onClose) event.preventDefault()
      }}
      onClose={() => {
        // Browsers let nobody be held for good: a second Escape closes a dialog whatever it says.
        if (onClose) onClose()
        else dialog.current?.showModal()
      }}
    >
      {children}
    </dialog>
  )
}
