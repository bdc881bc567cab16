import type { ReactNode } from 'react'
import { useState } from 'react'

type PopUpProps = { id: string; label: string; anchor: 'readiness' | 'samples'; children: () => ReactNode }

/** A native popover above its button; its content is made when it opens. */
export function PopUp({ id, label, anchor, children }: PopUpProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <dialog
      id={id}
      popover="auto"
      aria-label={label}
      className={`pop-up ${anchor}-pop-up`}
      onToggle={(event) => setIsOpen(event.newState === 'open')}
    >
      {isOpen && children()}
    </dialog>
  )
}
