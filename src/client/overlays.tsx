import { useEffect } from 'react'
import { openOverlay, useOverlay } from './overlay.ts'
import { isShareLink } from './share/is-share-link.ts'
import { lazyPart } from './ui/lazy-part.tsx'

const Arrival = lazyPart(async () => (await import('./arrival/arrival.tsx')).Arrival)
const LinkArrival = lazyPart(async () => (await import('./share/link-arrival.tsx')).LinkArrival)
const ImportDialog = lazyPart(async () => (await import('./arrival/import-dialog.tsx')).ImportDialog)
const ShareDialog = lazyPart(async () => (await import('./share/share-dialog.tsx')).ShareDialog)
const HandoverDialog = lazyPart(async () => (await import('./handover/handover-dialog.tsx')).HandoverDialog)

/** What lies over the page, and the ways by which messages come from elsewhere: paste, dropped files, links. */
export function Overlays() {
  const overlay = useOverlay()
  useEffect(listen, [])
  switch (overlay?.kind) {
    case 'arrival':
      return <Arrival source={overlay} />
    case 'link':
      return <LinkArrival key={overlay.hash} hash={overlay.hash} />
    case 'import':
      return <ImportDialog />
    case 'share':
      return <ShareDialog />
    case 'handover':
      return <HandoverDialog />
    default:
      return null
  }
}

function listen(): () => void {
  const controller = new AbortController()
  const on = <T extends 'paste' | 'dragover' | 'drop' | 'hashchange'>(
    type: T,
    listener: (event: WindowEventMap[T]) => void,
  ) => window.addEventListener(type, listener, controller)
  on('paste', paste)
  on('dragover', allowFiles)
  on('drop', drop)
  on('hashchange', openLink)
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
  const [file] = data.files
  const text = data.getData('text/plain')
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
