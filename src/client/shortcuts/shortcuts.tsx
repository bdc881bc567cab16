import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useGoToField } from '../go-to-field.tsx'
import { letterOf } from '../letter-of.ts'
import { openOverlay } from '../overlay.ts'
import { announce } from '../ui/announcer.tsx'
import { useVerdict } from '../verdict.tsx'
import type { TakeOver } from './key-listener.tsx'
import { isQuestionMarkOn } from './question-mark.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'

/** Does what the keys of the page mean. Undo and formatting listen for themselves, where they are at home. */
export function Shortcuts({ takeOver }: { takeOver: TakeOver }) {
  const [isOpen, setIsOpen] = useState(false)
  const { problems } = useVerdict()
  const goToField = useGoToField()
  const visited = useRef<string>(undefined)

  function goToProblem(step: 1 | -1): void {
    const at = problems.findIndex(({ path }) => path === visited.current)
    const start = at < 0 && step < 0 ? 0 : at
    const next = problems[(start + step + problems.length) % problems.length]
    visited.current = next?.path
    if (next) goToField(next.path)
    else announce('Nothing is left to fix.')
  }

  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || document.querySelector('dialog:modal')) return
    const isCommand = event.ctrlKey || event.metaKey
    if (event.key === 'Enter' && isCommand && !event.shiftKey && !event.repeat) pressSend()
    else if (letterOf(event) === 'o' && isCommand && !event.shiftKey) openOverlay({ kind: 'drafts' })
    else if (event.key === 'F8' && !isCommand) goToProblem(event.shiftKey ? -1 : 1)
    else if (event.key === '?' && !isCommand && !isInField(event.target) && mayOpen(event)) setIsOpen(true)
    else return
    event.preventDefault()
  })

  useEffect(() => {
    for (const event of takeOver()) act(event)
    const listen = (event: KeyboardEvent) => act(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [takeOver])

  return isOpen && <ShortcutSheet onClose={() => setIsOpen(false)} />
}

/** The button itself is pressed: whatever keeps it from sending keeps the key from sending too. */
function pressSend(): void {
  document.querySelector<HTMLButtonElement>('.send-go')?.click()
}

function isInField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement)
    return !['radio', 'checkbox', 'file', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

/** The key may be turned off, as speech input may type it by mistake; the button on the page always opens the list. */
function mayOpen({ isTrusted }: KeyboardEvent): boolean {
  return !isTrusted || isQuestionMarkOn()
}
