import { useState, useSyncExternalStore } from 'react'

let said = { sentence: '' }
const listeners = new Set<() => void>()

/** Has a screen reader say a sentence when it comes to it: results of sending and copying, never errors of fields. */
export function announce(sentence: string): void {
  // A live region speaks when its text changes; the same sentence twice in a row differs by a blank that nobody hears.
  said = { sentence: sentence === said.sentence ? `${sentence}\u00a0` : sentence }
  for (const tell of listeners) tell()
}

/** A live region for what is said while it is there: the page has one, and each dialog, as nothing behind a dialog is heard. */
export function Announcer() {
  const [before] = useState(said)
  const latest = useSyncExternalStore(subscribe, readSaid, readSaid)
  return (
    <p role="status" className="sr-only">
      {latest === before ? '' : latest.sentence}
    </p>
  )
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

const readSaid = () => said
