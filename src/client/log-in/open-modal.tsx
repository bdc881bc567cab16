import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import type { ModalProps } from './modal.tsx'
import { Modal } from './modal.tsx'

type Opening = Pick<ModalProps, 'labelledBy' | 'look'> & {
  canLeave: boolean
  content: (close: () => void) => ReactNode
}

/** Opens a modal dialog in a root of its own: it must come without any part of the page having asked for it. */
export function openModal({ labelledBy, look, canLeave, content }: Opening): void {
  if (document.querySelector('.log-in')) return
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  const close = () => {
    root.unmount()
    host.remove()
  }
  root.render(
    <Modal labelledBy={labelledBy} look={look} {...(canLeave && { onClose: close })}>
      {content(close)}
    </Modal>,
  )
}
