import type { KeyboardEvent, Ref } from 'react'
import type { Emoji } from './find-emoji.ts'
import { inTone } from './find-emoji.ts'

const COLUMNS = 9

type EmojiGridProps = {
  label: string
  emoji: readonly Emoji[]
  tone: number
  onPick: (emoji: string) => void
  ref: Ref<HTMLDivElement>
}

/** Signs as buttons: one stop for the Tab key, arrows inside. */
export function EmojiGrid({ label, emoji, tone, onPick, ref }: EmojiGridProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a part of a form
    <div ref={ref} role="group" aria-label={label} className="emoji-grid">
      {emoji.map((one, index) => {
        const sign = inTone(one, tone)
        return (
          <button
            key={one.emoji}
            type="button"
            tabIndex={index === 0 ? 0 : -1}
            aria-label={one.annotation}
            title={one.annotation}
            onKeyDown={moveInGrid}
            onClick={() => onPick(sign)}
          >
            {sign}
          </button>
        )
      })}
    </div>
  )
}

function moveInGrid(event: KeyboardEvent<HTMLButtonElement>): void {
  const buttons = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])]
  const next = buttons[toIndex(event.key, buttons.indexOf(event.currentTarget), buttons.length) ?? -1]
  if (!next) return
  event.preventDefault()
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1
  next.focus()
}

function toIndex(key: string, index: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return index + 1
    case 'ArrowLeft':
      return index - 1
    case 'ArrowDown':
      return Math.min(index + COLUMNS, length - 1)
    case 'ArrowUp':
      return Math.max(index - COLUMNS, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}
