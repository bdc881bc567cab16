import { useEffect } from 'react'
import { openOverlay, useOverlay } from './overlay.ts'
import { isShareLink } from './share/is-share-link.ts'
import { lazyPart } from './ui/lazy-part.tsx'

const OverlayPart = lazyPart(async () => (await import('./overlay-parts.tsx')).OverlayPart)

/** What lies over the page, and the ways by which messages come from elsewhere: paste, dropped files, links. */
export function Overlays() {
  const overlay = useOverlay()
  useEffect(listen, [])
  return overlay && <OverlayPart overlay={overlay} />
}

function listen(): () => void {
  const controller = new AbortController()
  addEventListener('paste', paste, controller)
  addEventListener('dragover', allowFiles, controller)
  addEventListener('drop', drop, controller)
  addEventListener('hashchange', openLink, controller)
  openLink()
  return () => controller.abort()
}

function openLink(): void {
  const { hash } = location
  if (isShareLink(hash)) openOverlay({ kind: 'link', hash })
}

function paste(event: ClipboardEvent): void {
  const { clipboardData: data, target } = event
  const isTaken = event.defaultPrevented || (target instanceof Element && target.matches(FIELD))
  if (isTaken || !data || document.querySelector(':modal')) return
  const text = data.getData('text/plain')
  const file = data.files[0]
  if (text) openOverlay({ kind: 'arrival', text })
  else if (file) openOverlay({ kind: 'arrival', file })
}

const FIELD = 'textarea, input:not([type="radio"])'

/** Without this the browser would open a dropped file in place of the page. */
function allowFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
}

function drop(event: DragEvent): void {
  const file = event.dataTransfer?.files[0]
  if (event.defaultPrevented || !file) return
  event.preventDefault()
  openOverlay({ kind: 'arrival', file })
}
