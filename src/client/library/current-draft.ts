import { useSyncExternalStore } from 'react'
import type { MessageDraft } from '#whatsapp/message.ts'
import { exampleDraft } from '#whatsapp/samples.ts'
import type { MessageForm } from '../form.ts'
import { untilRest } from '../until-rest.ts'
import type { DraftRecord } from './draft-record.ts'
import { parseRecord, titleOf } from './draft-record.ts'

// What must work without a network and in the very moment of leaving: hence local storage, which is synchronous, and hence
// in the first script. Everything else about drafts comes with its first use.

export type CurrentDraft = {
  id: string
  /** Which of the drafts that were open here in turn; a copy for want of the record goes on with the same. */
  line: number
  /** What somebody called it; empty while nobody did. */
  name: string
  /** What it is called meanwhile. */
  title: string
  rev: number
  /** `deleted`: what was kept is gone, by another tab or with all data of the site. */
  saving: 'new' | 'saved' | 'failed' | 'deleted'
  notice?: Notice | undefined
}

/** `changed`: another tab kept another text. `copied`: this tab went on in a copy. `broken`: a record cannot be read. */
export type Notice = { kind: 'changed' | 'copied' | 'broken'; id: string }

export const PREFIX = 'trio:draft:'
export const KEEP_RECIPIENTS = 'trio:keep-recipients'
const HERE = 'trio:current'
const LAST = 'trio:last'
const KEEP_AFTER = 250

const SHOWN = ['id', 'name', 'title', 'saving', 'notice'] as const
const FRESH: CurrentDraft = {
  id: newId(),
  line: 0,
  name: '',
  title: titleOf(exampleDraft()),
  rev: 0,
  saving: 'new',
}

let current = FRESH
// The record as this tab read or wrote it last: when another is found, another tab wrote it.
let kept: string | null = null
let keptContent = ''
let keepsRecipients: string | null = null
let timer: ReturnType<typeof setTimeout> | undefined
let readForm = exampleDraft
let lines = 0
const listeners = new Set<() => void>()

export function readCurrent(): CurrentDraft {
  return current
}

export function useCurrent(): CurrentDraft {
  return useSyncExternalStore(subscribe, readCurrent, () => FRESH)
}

export function setCurrent(change: Partial<CurrentDraft>): void {
  const before = current
  current = { ...current, ...change }
  // Nobody shows the number of a revision: without this each keeping would render the top bar while somebody types.
  if (SHOWN.every((key) => current[key] === before[key])) return
  for (const tell of listeners) tell()
}

/** The draft that this tab had open last, or else this browser. */
export function openLast(): MessageDraft | undefined {
  try {
    keepsRecipients = localStorage.getItem(KEEP_RECIPIENTS)
    for (const id of [sessionStorage.getItem(HERE), localStorage.getItem(LAST)]) {
      const text = id && localStorage.getItem(PREFIX + id)
      if (!text) continue
      const record = parseRecord(text)
      if (record) return adopt(record, text)
      setCurrent({ notice: { kind: 'broken', id } })
    }
  } catch {} // A browser without storage is spoken of as soon as there is something to keep.
  return undefined
}

/** Makes a record, read from this text, the current draft of this tab; the caller puts it into the form. */
export function adopt({ id, name, rev, draft }: DraftRecord, text: string, line = newLine()): MessageDraft {
  kept = text
  keptContent = toContent(draft)
  setCurrent({ id, line, name, rev, title: titleOf(draft), saving: 'saved' })
  remember()
  return draft
}

/** Begins a draft of which `draft` needs no keeping: it is blank, or left as it was. */
export function begin(name: string, draft?: MessageDraft, line = newLine()): void {
  kept = null
  keptContent = draft ? toContent(draft) : ''
  setCurrent({ id: newId(), line, name, rev: 0, saving: 'new', ...(draft && { title: titleOf(draft) }) })
}

function newLine(): number {
  lines += 1
  return lines
}

/** From now on every edit is kept, a moment later and whenever the page is left or hidden. */
export function startKeeping({ getValues, subscribe }: MessageForm): () => void {
  readForm = getValues
  // A form that comes anew, with a name that is still to be kept, says nothing of what is kept.
  if (!timer) keptContent ||= toContent(getValues())
  for (const type of ['pagehide', 'visibilitychange', 'storage']) addEventListener(type, keep)
  return subscribe({ formState: { values: true }, callback: keepSoon })
}

export function rename(name: string): void {
  keptContent = ''
  setCurrent({ name })
  keepSoon()
}

/** Keeps what is not kept yet. What another tab wrote meanwhile stays as it is, and this tab goes on in a copy. */
export function keep(): void {
  clearTimeout(timer)
  timer = undefined
  try {
    keepsRecipients = localStorage.getItem(KEEP_RECIPIENTS)
    const content = toContent(readForm())
    const found = localStorage.getItem(PREFIX + current.id)
    const isForeign = found !== null && found !== kept
    if (content !== keptContent) {
      if (isForeign) fork()
      write(content)
      return
    }
    if (isForeign) setCurrent({ notice: { kind: 'changed', id: current.id } })
    if (kept) setCurrent({ saving: found ? 'saved' : 'deleted' })
  } catch {
    // What nobody wrote is not missing where nothing can be kept.
    setCurrent({ saving: toContent(readForm()) === keptContent ? 'new' : 'failed' })
  }
}

/** Goes on under another name, so that the record of the other tab is left alone. */
export function fork(): void {
  const { id, line, name, title } = current
  begin(`${name || title} (copy)`, undefined, line)
  setCurrent({ notice: { kind: 'copied', id } })
}

/** The content of a draft as it is kept: whom it is for only if somebody asked for that. */
export function toContent(draft: MessageDraft): string {
  const { extras, ...rest } = draft
  const tracking = extras?.biz_opaque_callback_data
  return JSON.stringify(
    keepsRecipients
      ? draft
      : { ...rest, to: '', ...(tracking && { extras: { biz_opaque_callback_data: tracking } }) },
  )
}

function write(content: string): void {
  const { id, name, rev } = current
  const draft = JSON.parse(content)
  const record: DraftRecord = { v: 1, updatedAt: Date.now(), id, name, rev: rev + 1, draft }
  const before = kept
  const text = JSON.stringify(record)
  localStorage.setItem(PREFIX + id, text)
  kept = text
  keptContent = content
  setCurrent({ rev: record.rev, title: titleOf(draft), saving: 'saved' })
  remember()
  void import('./history.ts').then(({ noteKept }) => noteKept(record, before)).catch(() => {})
}

function remember(): void {
  try {
    localStorage.setItem(LAST, current.id)
    if (sessionStorage.getItem(HERE) === current.id) return
    sessionStorage.setItem(HERE, current.id)
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that Trio runs in.
    document.cookie = 'trio-returning=1; path=/; max-age=31536000; samesite=strict'
  } catch {} // Without them the next visit begins with another draft; this one is in the list.
}

function keepSoon(): void {
  // A key that comes in this moment shall not wait for it.
  timer ??= setTimeout(() => void untilRest().then(keep), KEEP_AFTER)
}

/** Not `randomUUID`, which a page without https does not have. */
export function newId(): string {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 8)
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
