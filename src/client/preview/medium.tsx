import './medium.css'
import type { MouseEvent, ReactNode } from 'react'
import { useState } from 'react'
import { mediaIdOf } from '#whatsapp/draft.ts'
import type { MediaKind } from '#whatsapp/media.ts'
import { refuseMediaLink } from '#whatsapp/media.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { allowMedium, useIsForeign } from '../foreign-media.ts'
import { useLocalMedia } from '../local-media.ts'
import { DocumentRow } from './document-row.tsx'
import { useSettled } from './use-settled.ts'

type MediumPartProps = { kind: MediaKind; medium: MessageDraft['header'][MediaKind] }

type Shown = { url: string } | { instead: string }

/** The medium of a header, as far as this browser can show it; WhatsApp fetches its own copy. */
export function MediumPart({ kind, medium }: MediumPartProps) {
  const id = mediaIdOf(medium).trim()
  const local = useLocalMedia(kind, id)
  // A link is asked for when the typing pauses, not with every letter.
  const link = useSettled(medium.link.trim(), 400)
  const isForeign = useIsForeign(link)
  if (kind === 'document') {
    const filename = 'filename' in medium ? medium.filename.trim() : ''
    return <DocumentRow filename={filename} link={medium.source === 'link' ? link : ''} />
  }
  const shown = chooseShown(kind, { ...medium, link, id }, local)
  if ('instead' in shown) return <Blank kind={kind}>{shown.instead}</Blank>
  if (isForeign && shown.url === link) return <Foreign kind={kind} link={link} />
  return kind === 'image' ? <Picture key={shown.url} {...shown} /> : <Film key={shown.url} {...shown} />
}

const NOUN = { image: 'picture', video: 'video' }

type VisualKind = keyof typeof NOUN

function chooseShown(kind: VisualKind, medium: MediumPartProps['medium'], local: string | undefined): Shown {
  const noun = NOUN[kind]
  if (medium.source === 'upload' && local) return { url: local }
  if (medium.source !== 'link') {
    if (medium.id === '') return { instead: `Your ${noun}` }
    return { instead: `WhatsApp knows this ${noun} by its ID. It cannot be shown here.` }
  }
  if (medium.link === '') return { instead: `Your ${noun}` }
  if (refuseMediaLink(kind, medium.link)) return { instead: `This link does not lead to a ${noun}.` }
  // A page over http:// would be asked for in the clear, and the page's own policy forbids it.
  if (!/^https:/i.test(medium.link)) return { instead: `Only a ${noun} with an https:// link is shown here.` }
  return { url: medium.link }
}

type Loading = 'loading' | 'shown' | 'failed'

function Picture({ url }: { url: string }) {
  const [state, setState] = useState<Loading>('loading')
  if (state === 'failed') return <Failed kind="image" url={url} onAgain={() => setState('loading')} />
  return (
    <div className="medium" data-state={state}>
      <img
        src={url}
        alt="Header of the message"
        decoding="async"
        referrerPolicy="no-referrer"
        onLoad={() => setState('shown')}
        onError={() => setState('failed')}
      />
    </div>
  )
}

/** A `<video>` takes no referrer policy of its own; the page's `same-origin` already tells other hosts nothing. */
function Film({ url }: { url: string }) {
  const [state, setState] = useState<Loading>('loading')
  if (state === 'failed') return <Failed kind="video" url={url} onAgain={() => setState('loading')} />
  return (
    <div className="medium" data-state={state}>
      <video
        // Safari paints a first frame only when it is asked for a moment.
        src={`${url}#t=0.1`}
        aria-label="Header of the message"
        preload="metadata"
        muted
        playsInline
        onLoadedData={() => setState('shown')}
        onError={() => setState('failed')}
      />
      <svg viewBox="0 0 48 48" className="medium-play" aria-hidden="true">
        <circle cx="24" cy="24" r="24" />
        <path d="M19 15.5v17a1 1 0 0 0 1.5.9l14-8.5a1 1 0 0 0 0-1.8l-14-8.5a1 1 0 0 0-1.5.9z" />
      </svg>
    </div>
  )
}

const UNSEEN = {
  image: 'The browser cannot show this picture. The file may be damaged.',
  video: 'This browser cannot show the video. Your customer’s phone may well do so.',
}

type FailedProps = { kind: VisualKind; url: string; onAgain: () => void }

function Failed({ kind, url, onAgain }: FailedProps) {
  if (url.startsWith('blob:')) return <Blank kind={kind}>{UNSEEN[kind]}</Blank>
  return (
    <Blank kind={kind}>
      The {NOUN[kind]} did not load. Does the link open for everybody?
      <ShowButton onShow={onAgain}>Try again</ShowButton>
    </Blank>
  )
}

/** A link of somebody else's message: its host would learn that this one is being looked at, and from where. */
function Foreign({ kind, link }: { kind: VisualKind; link: string }) {
  return (
    <Blank kind={kind}>
      This {NOUN[kind]} lies at <b className="wrap-anywhere">{new URL(link).host}</b>.
      <ShowButton onShow={() => allowMedium(link)}>Show the {NOUN[kind]}</ShowButton>
    </Blank>
  )
}

function ShowButton({ onShow, children }: { onShow: () => void; children: ReactNode }) {
  function show({ currentTarget }: MouseEvent<HTMLElement>): void {
    // The button goes; a keyboard that was on it goes on at the part of the bubble, which stays.
    const part = currentTarget.closest<HTMLElement>('[data-part]')
    part?.setAttribute('tabindex', '-1')
    part?.focus({ preventScroll: true })
    onShow()
  }

  return (
    <button type="button" className="medium-show" onClick={show}>
      {children}
    </button>
  )
}

function Blank({ kind, children }: { kind: VisualKind; children: ReactNode }) {
  return (
    <div className="medium-blank" data-kind={kind}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path d="M6 5h20a3 3 0 0 1 3 3v16a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z" />
        <path d={kind === 'image' ? 'm3 23 7.5-8 6 6 4-4L29 25M22 11.5h.01' : 'M13 11v10l8-5z'} />
      </svg>
      <p>{children}</p>
    </div>
  )
}
