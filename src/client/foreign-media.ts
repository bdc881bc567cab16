import { useSyncExternalStore } from 'react'
import type { MessageDraft } from '#whatsapp/message.ts'

// Links that came with somebody else's message. Whoever wrote them would learn who looks at the draft and when, so the preview
// asks for none of them by itself, also not after a reload.
const KEY = 'trio:foreign-media'
const LINKS_MAX = 100

let links: readonly string[] = readKept()
const listeners = new Set<() => void>()

/** True while a link that came with somebody else's message has not been shown yet. */
export function useIsForeign(link: string): boolean {
  return useSyncExternalStore(
    subscribe,
    () => links.includes(link),
    () => false,
  )
}

/** The draft came from elsewhere: its media, but those that `known` already had, wait for a click. */
export function markForeign(draft: MessageDraft, known?: MessageDraft): void {
  const own = known ? linksOf(known) : []
  const found = linksOf(draft).filter((link) => !own.includes(link))
  if (found.length > 0) keep([...links.filter((link) => !found.includes(link)), ...found])
}

export function allowMedium(link: string): void {
  keep(links.filter((one) => one !== link))
}

function linksOf({ header }: MessageDraft): string[] {
  return [header.image, header.video].map(({ link }) => link.trim()).filter((link) => link !== '')
}

function keep(next: readonly string[]): void {
  links = next.slice(-LINKS_MAX)
  // At once, ahead of the draft that they came with: kept without this mark, it would ask for them after a reload.
  try {
    localStorage.setItem(KEY, JSON.stringify(links))
  } catch {} // Without storage it holds until the page is left.
  for (const tell of listeners) tell()
}

function readKept(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((link) => typeof link === 'string') : []
  } catch {
    return []
  }
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
