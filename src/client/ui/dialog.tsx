import './dialog.css'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useId, useLayoutEffect, useRef } from 'react'
import { Announcer } from './announcer.tsx'

type DialogProps = { title: string; className?: string; onClose: () => void; children: ReactNode }

/** A native modal dialog with its title and a way out. The title takes the focus, so that it is heard first. */
export function Dialog({ title, className = '', onClose, children }: DialogProps) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    heading.current?.focus()
    // Closed before it goes, hence a layout effect, so that the browser gives the focus back to where it was.
    return () => element?.close()
  }, [])

  return (
    <dialog ref={dialog} aria-labelledby={id} className={`dialog ${className}`} onClose={onClose}>
      <div className="mb-3 flex items-start gap-3">
        <h2 ref={heading} id={id} tabIndex={-1}>
          {title}
        </h2>
        <button
          type="button"
          className="quiet -my-1.5 -mr-2 ml-auto"
          aria-label="Close"
          onClick={() => dialog.current?.close()}
        >
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {children}
      <Announcer />
    </dialog>
  )
}
