import { useEffect, useState } from 'react'
import { lazyPart } from '../ui/lazy-part.tsx'

const Shortcuts = lazyPart(async () => (await import('./shortcuts.tsx')).Shortcuts)

const WITH_COMMAND = /^(?:Enter|o)$/i
const ALONE = /^(?:\?|F8)$/

/** Waits for the first key that might be a shortcut; what it means is loaded then, and told of that key. */
export function KeyListener() {
  const [first, setFirst] = useState<KeyboardEvent>()
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const pattern = event.ctrlKey || event.metaKey ? WITH_COMMAND : ALONE
      if (pattern.test(event.key)) setFirst(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return first && <Shortcuts first={first} />
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
