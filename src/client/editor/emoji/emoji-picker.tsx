import './emoji.css'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { insertText } from '../paste.ts'
import { EmojiChoice } from './emoji-choice.tsx'
import { rememberUse } from './emoji-memory.ts'
import type { Emoji } from './find-emoji.ts'
import { loadEmoji } from './load-emoji.ts'

type EmojiPickerProps = {
  /** The button that the picker opens beside; it controls the field. */
  anchor: HTMLElement | null
  onClose: () => void
}

/** A native popover with all signs. It stands outside the form, so that a search is no edit of the draft. */
export function EmojiPicker({ anchor, onClose }: EmojiPickerProps) {
  const popover = useRef<HTMLDivElement>(null)
  const all = useEmoji()

  useLayoutEffect(() => {
    const { current } = popover
    if (!current || !anchor) return
    moveCaretToEnd(fieldOf(anchor))
    current.showPopover()
    const place = () => placeBeside(current, anchor)
    place()
    // In the search a finger would open the keyboard of the screen over the signs.
    const first = matchMedia('(pointer: coarse)').matches ? 'input:checked' : 'input'
    current.querySelector<HTMLElement>(first)?.focus({ preventScroll: true })
    const controller = new AbortController()
    addEventListener('resize', place, controller)
    for (const change of ['resize', 'scroll']) visualViewport?.addEventListener(change, place, controller)
    return () => controller.abort()
  }, [anchor])

  function leave(): void {
    popover.current?.hidePopover()
    anchor?.focus()
  }

  function pick(emoji: string): void {
    rememberUse(emoji)
    // Closed first: closing gives the focus back to the button, and typing then moves it on to the field.
    popover.current?.hidePopover()
    const field = fieldOf(anchor)
    if (field) insertText(field, emoji)
  }

  return createPortal(
    <div
      ref={popover}
      popover="auto"
      role="dialog"
      aria-label="Emoji"
      className="emoji-picker"
      onToggle={(event) => event.newState === 'closed' && onClose()}
    >
      <End onReach={leave} />
      <EmojiChoice all={all} onPick={pick} />
      <End onReach={leave} />
    </div>,
    document.body,
  )
}

/** The first and the last stop of the Tab key: past either there is nothing that belongs to the picker. */
function End({ onReach }: { onReach: () => void }) {
  return <button type="button" className="sr-only" aria-label="Close" onFocus={onReach} />
}

function fieldOf(anchor: HTMLElement | null): HTMLInputElement | HTMLTextAreaElement | undefined {
  const field = document.getElementById(anchor?.getAttribute('aria-controls') ?? '')
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field : undefined
}

/** In a field that nobody has been in the caret stands before all of the text, where nobody put it. */
function moveCaretToEnd(field: ReturnType<typeof fieldOf>): void {
  if (field && field !== document.activeElement && field.selectionEnd === 0)
    field.setSelectionRange(field.value.length, field.value.length)
}

function useEmoji(): readonly Emoji[] | 'loading' | (() => void) {
  const [state, setState] = useState<readonly Emoji[] | 'loading' | 'broken'>('loading')
  useEffect(() => {
    if (state !== 'loading') return
    loadEmoji().then(setState, () => setState('broken'))
  }, [state])
  return state === 'broken' ? () => setState('loading') : state
}

const GAP = 6

/** Below the button if there is room, else above it; on a phone the style sheet puts it at the lower edge. */
function placeBeside(popover: HTMLElement, anchor: HTMLElement): void {
  const button = anchor.getBoundingClientRect()
  const { offsetWidth, offsetHeight } = popover
  const below = button.bottom + GAP
  const top =
    below + offsetHeight > innerHeight - GAP ? Math.max(GAP, button.top - GAP - offsetHeight) : below
  const left = Math.max(GAP, Math.min(button.left - GAP, innerWidth - offsetWidth - GAP))
  popover.style.setProperty('--x', `${left}px`)
  popover.style.setProperty('--y', `${top}px`)
  popover.style.setProperty('--keyboard', `${heightOfKeyboard()}px`)
}

/** Of the one on the screen, which lies over the lower edge of the page; what is magnified is another matter. */
function heightOfKeyboard(): number {
  if (visualViewport?.scale !== 1) return 0
  const { height, offsetTop } = visualViewport
  return Math.max(0, document.documentElement.clientHeight - height - offsetTop)
}
