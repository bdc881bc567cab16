import { useSyncExternalStore } from 'react'
import type { TakenIn } from './arrival/take-in.ts'

/** What may lie over the page. Parts of the page that know nothing of each other open it here. */
export type Overlay =
  | { kind: 'import' }
  /** A message that came by paste or as a file, and what became of it if it is taken in already. */
  | { kind: 'arrival'; text: string; taken?: TakenIn }
  | { kind: 'arrival'; file: File; taken?: TakenIn }
  | { kind: 'link'; hash: string }
  | { kind: 'share' }
  | { kind: 'handover' }
  | { kind: 'drafts' }
  | { kind: 'starters' }

let current: Overlay | undefined
const listeners = new Set<() => void>()

export function useOverlay(): Overlay | undefined {
  return useSyncExternalStore(subscribe, readCurrent, readNothing)
}

export function openOverlay(overlay?: Overlay): void {
  current = overlay
  for (const tell of listeners) tell()
}

export function closeOverlay(): void {
  openOverlay()
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

const readCurrent = () => current
const readNothing = () => undefined
