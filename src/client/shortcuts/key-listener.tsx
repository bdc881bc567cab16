import { useEffect, useState } from 'react'
import { letterOf } from '../letter-of.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

const Shortcuts = lazyPart(async () => (await import('./shortcuts.tsx')).Shortcuts)

const WITH_COMMAND = /^(?:enter|o)$/
const ALONE = /^(?:\?|f8)$/

/** Ends the listening here and gives the keys that came until then. */
export type TakeOver = () => KeyboardEvent[]

/** Waits for the first key that might be a shortcut; what it means is loaded then, and takes over. */
export function KeyListener() {
  const [takeOver, setTakeOver] = useState<TakeOver>()
  useEffect(() => {
    const controller = new AbortController()
    const keys: KeyboardEvent[] = []
    const handOver: TakeOver = () => {
      controller.abort()
      return keys.splice(0)
    }
    const listen = (event: KeyboardEvent) => {
      const pattern = event.ctrlKey || event.metaKey ? WITH_COMMAND : ALONE
      if (!pattern.test(letterOf(event))) return
      keys.push(event)
      setTakeOver(() => handOver)
    }
    window.addEventListener('keydown', listen, controller)
    return () => controller.abort()
  }, [])
  return takeOver && <Shortcuts takeOver={takeOver} />
}

/** The way to the list of shortcuts for those who do not know its key. */
export function ShortcutsButton() {
  return (
    <button
      type="button"
      className="quiet w-9 px-0 font-semibold max-sm:hidden pointer-coarse:hidden"
      aria-label="Keyboard shortcuts"
      title="Keyboard shortcuts"
      onClick={() => window.dispatchEvent(new KeyboardEvent('keydown', { key: '?' }))}
    >
      ?
    </button>
  )
}
