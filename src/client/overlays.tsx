import { useEffect } from 'react'
import type { arrive, Source } from './arrival/take-in.ts'
import type { MessageForm } from './form.ts'
import { useMessageForm } from './form.ts'
import { openOverlay, useOverlay } from './overlay.ts'
import { isShareLink } from './share/is-share-link.ts'
import { lazyPart } from './ui/lazy-part.tsx'

const OverlayPart = lazyPart(async () => (await import('./overlay-parts.tsx')).OverlayPart)

/** What lies over the page, and the ways by which messages come from elsewhere: paste, dropped files, links. */
export function Overlays() {
  const overlay = useOverlay()
  const form = useMessageForm()
  useEffect(() => listen(form), [form])
  return overlay && <OverlayPart overlay={overlay} />
}

function listen(form: MessageForm): () => void {
  const controller = new AbortController()
  addEventListener('paste', (event) => paste(event, form), controller)
  addEventListener('dragover', allowFiles, controller)
  addEventListener('drop', (event) => drop(event, form), controller)
  addEventListener('hashchange', openLink, controller)
  for (const sign of ['pointermove', 'pointerdown', 'keydown', 'focusin'])
    addEventListener(sign, () => void loadAhead(), { once: true, signal: controller.signal })
  openLink()
  return () => controller.abort()
}

// Once loaded it is called at once: asking for it again takes longer than reading the message.
let arriveNow: typeof arrive | undefined

const loadTakeIn = () => import('./arrival/take-in.ts')

async function loadAhead(): Promise<void> {
  try {
    arriveNow = (await loadTakeIn()).arrive
    await import('./ahead.tsx')
  } catch {} // What is needed and has not come is asked for again.
}

function openLink(): void {
  const { hash } = location
  if (isShareLink(hash)) openOverlay({ kind: 'link', hash })
}

function paste(event: ClipboardEvent, form: MessageForm): void {
  const { clipboardData: data, target } = event
  if (event.defaultPrevented || !data || document.querySelector(':modal')) return
  const text = data.getData('text/plain')
  const file = data.files[0]
  // Fields take text and no files, about which the browser says nothing.
  if (!text && file) take({ file }, form)
  else if (text && !(target instanceof Element && target.matches(FIELD))) take({ text }, form)
}

const FIELD = 'textarea, input:not([type="radio"])'

/** Without this the browser would open a dropped file in place of the page. */
function allowFiles(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
}

function drop(event: DragEvent, form: MessageForm): void {
  const file = event.dataTransfer?.files[0]
  if (event.defaultPrevented || !file) return
  event.preventDefault()
  take({ file }, form)
}

/** The message comes first, the report on it a moment later. Code that does not come is spoken of where that report would be. */
function take(source: Source, form: MessageForm): void {
  if (arriveNow) void arriveNow(form, source)
  else
    loadTakeIn().then(
      ({ arrive }) => arrive(form, source),
      () => openOverlay({ kind: 'arrival', ...source }),
    )
}
