import './draft-notice.css'
import type { ReactNode } from 'react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useMessageForm } from '../form.ts'
import type { Notice } from './current-draft.ts'
import {
  adopt,
  fork,
  keep,
  PREFIX,
  readCurrent,
  rename,
  setCurrent,
  toContent,
  useCurrent,
} from './current-draft.ts'
import { downloadDraft, downloadRecord, isDownloaded } from './download.ts'
import { readRecord } from './shelf.ts'
import { openAnother, openDraft } from './switch-draft.ts'

/** What has to be said about keeping the draft, with the ways out of it. */
export function DraftNotice() {
  const { notice, saving } = useCurrent()
  if (saving === 'failed') return <NotKept />
  if (saving === 'deleted') return <Deleted />
  switch (notice?.kind) {
    case 'changed':
      return <Changed {...notice} />
    case 'copied':
      return <Copied {...notice} />
    case 'broken':
      return <Broken {...notice} />
    case undefined:
      return null
  }
}

function NotKept() {
  const { getValues } = useMessageForm()
  useAskedBeforeLeaving()
  return (
    <Bar
      sentence="This draft is not kept: the browser’s storage for Trio is full or turned off. Closing this tab would lose it."
      tone="red"
    >
      <BarButton onClick={() => downloadDraft(getValues(), readCurrent().name)}>Download the draft</BarButton>
      <BarButton onClick={keep}>Try again</BarButton>
    </Bar>
  )
}

function Deleted() {
  const form = useMessageForm()
  useAskedBeforeLeaving()
  return (
    <Bar sentence="This draft is no longer kept: it was deleted in another tab, or with all data of this site. Its text is on this page alone, and goes when you leave it.">
      <BarButton
        onClick={() => {
          rename(readCurrent().name)
          keep()
          setCurrent({ notice: undefined })
        }}
      >
        Keep it here
      </BarButton>
      <BarButton onClick={() => openAnother(form)}>Let it go</BarButton>
    </Bar>
  )
}

/** Whoever leaves the page with what is nowhere else is asked by the browser whether that is meant. */
function useAskedBeforeLeaving(): void {
  const { getValues } = useMessageForm()
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => isDownloaded(getValues()) || event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [getValues])
}

function Changed({ id }: Notice) {
  const form = useMessageForm()
  const isOnlyName = isSameText(id, toContent(form.getValues()))
  useEffect(() => {
    if (!isOnlyName) return
    const text = localStorage.getItem(PREFIX + id)
    const record = readRecord(id)
    if (record && text !== null) adopt(record, text, readCurrent().line)
    setCurrent({ notice: undefined })
  }, [id, isOnlyName])
  if (isOnlyName) return null
  return (
    <Bar sentence="This draft was changed in another tab.">
      <BarButton onClick={() => openDraft(form, id)}>Show that version</BarButton>
      <BarButton
        onClick={() => {
          fork()
          keep()
          setCurrent({ notice: undefined })
        }}
      >
        Keep mine as a copy
      </BarButton>
    </Bar>
  )
}

function isSameText(id: string, content: string): boolean {
  const record = readRecord(id)
  return record !== undefined && toContent(record.draft) === content
}

function Copied({ id }: Notice) {
  const form = useMessageForm()
  const { name } = useCurrent()
  return (
    <Bar sentence={`This draft was changed in another tab as well. Yours goes on here as “${name}”.`}>
      <BarButton onClick={() => openDraft(form, id)}>Show that version</BarButton>
      <BarButton onClick={() => setCurrent({ notice: undefined })}>Stay here</BarButton>
    </Bar>
  )
}

function Broken({ id }: Notice) {
  const text = localStorage.getItem(PREFIX + id) ?? ''
  const isNewer = /^\{"v":(?!1\b)\d+/.test(text)
  const sentence = isNewer
    ? 'Your last draft was written by a newer version of Trio, which this one cannot read. It stays as it is.'
    : 'Your last draft cannot be read: its record is damaged. It stays under Drafts as it is.'
  return (
    <Bar sentence={sentence}>
      <BarButton onClick={() => downloadRecord(text, 'unreadable draft')}>Download it</BarButton>
      <BarButton onClick={() => setCurrent({ notice: undefined })}>Dismiss</BarButton>
    </Bar>
  )
}

type BarProps = { sentence: string; tone?: 'red' | 'amber'; children: ReactNode }

function Bar({ sentence, tone = 'amber', children }: BarProps) {
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = bar.current
    // The bar has pushed the page down, and with it what somebody is writing.
    const field = document.activeElement
    if (field?.closest('.app-main')) field.scrollIntoView({ block: 'nearest' })
    // A keyboard that was in the bar when it goes is led on. This runs before it is gone.
    return () => {
      if (element?.contains(document.activeElement))
        document.querySelector<HTMLElement>('.draft-name')?.focus()
    }
  }, [])
  return (
    <div ref={bar} role="alert" className="draft-notice" data-tone={tone}>
      <p>{sentence}</p>
      <p>{children}</p>
    </div>
  )
}

function BarButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className="draft-notice-button" onClick={onClick}>
      {children}
    </button>
  )
}
