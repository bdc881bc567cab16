import { Bold, Braces, Code, Italic, List, ListOrdered, Quote, Strikethrough } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'
import type { Edit } from '#whatsapp/formatting-edit.ts'
import { letterOf } from '../letter-of.ts'
import { announce } from '../ui/announcer.tsx'
import { EmojiButton } from './emoji-button.tsx'
import { insertText } from './paste.ts'

type Format = {
  label: string
  key?: string
  icon: typeof Bold
  apply: (edits: Edits, ...at: [text: string, start: number, end: number]) => Edit
}

type Edits = typeof import('#whatsapp/formatting-edit.ts')

const loadFormatting = () => import('#whatsapp/formatting-edit.ts')

/** What the buttons do to a text is loaded when somebody comes near them. */
export function prefetchFormatting(): void {
  loadFormatting().catch(() => {})
}

const FORMATS: readonly Format[] = [
  { label: 'Bold', key: 'b', icon: Bold, apply: (edits, ...at) => edits.toggleMark(...at, '*') },
  { label: 'Italic', key: 'i', icon: Italic, apply: (edits, ...at) => edits.toggleMark(...at, '_') },
  { label: 'Strikethrough', icon: Strikethrough, apply: (edits, ...at) => edits.toggleMark(...at, '~') },
  { label: 'Inline code', icon: Code, apply: (edits, ...at) => edits.toggleMark(...at, '`') },
  { label: 'Monospace', icon: Braces, apply: (edits, ...at) => edits.toggleMark(...at, '```') },
  { label: 'Bulleted list', icon: List, apply: (edits, ...at) => edits.toggleLinePrefix(...at, 'bullet') },
  {
    label: 'Numbered list',
    icon: ListOrdered,
    apply: (edits, ...at) => edits.toggleLinePrefix(...at, 'numbered'),
  },
  { label: 'Quote', icon: Quote, apply: (edits, ...at) => edits.toggleLinePrefix(...at, 'quote') },
]

type FormattingBarProps = { area: RefObject<HTMLTextAreaElement | null>; controls: string }

/** Buttons that put WhatsApp's marks around the selection, or take them away. One tab stop; arrow keys move inside. */
export function FormattingBar({ area, controls }: FormattingBarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      aria-controls={controls}
      className="flex border-b border-line px-1.5 py-1 contain-content"
      onPointerEnter={prefetchFormatting}
      onFocus={prefetchFormatting}
    >
      {FORMATS.map((format, index) => (
        <button
          key={format.label}
          type="button"
          tabIndex={index === 0 ? 0 : -1}
          aria-label={format.label}
          aria-keyshortcuts={
            format.key && `Control+${format.key.toUpperCase()} Meta+${format.key.toUpperCase()}`
          }
          title={format.key ? `${format.label} (Ctrl or ⌘ ${format.key.toUpperCase()})` : format.label}
          className={BUTTON}
          // The selection in the text stays where it is while the mouse presses.
          onMouseDown={(event) => event.preventDefault()}
          onKeyDown={moveInToolbar}
          onClick={() => area.current && void applyFormat(area.current, format)}
        >
          <format.icon size={17} aria-hidden="true" />
        </button>
      ))}
      <EmojiButton
        label="Emoji"
        controls={controls}
        tabIndex={-1}
        className={BUTTON}
        onKeyDown={moveInToolbar}
      />
    </div>
  )
}

// Nine of them in one row, on the narrowest phone too.
const BUTTON = 'quiet h-9 min-w-0 max-w-9 flex-1 p-0'

/** Ctrl or ⌘ with B or I in the text area. */
export function formatByKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  const format = FORMATS.find(({ key }) => key === letterOf(event))
  if (!format) return
  event.preventDefault()
  void applyFormat(event.currentTarget, format)
}

async function applyFormat(area: HTMLTextAreaElement, format: Format): Promise<void> {
  const edits = await loadFormatting().catch(() => undefined)
  if (!edits) return announce('Formatting could not be loaded. Try again once you are online.')
  const before = area.value
  const edit = format.apply(edits, before, area.selectionStart, area.selectionEnd)
  replaceChanged(area, before, edit.text)
  area.setSelectionRange(edit.start, edit.end)
}

/** Types only what differs, so that undo takes back this step and the caret does not jump. */
function replaceChanged(area: HTMLTextAreaElement, before: string, after: string): void {
  if (before === after) return
  let head = 0
  while (head < before.length && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1
  area.focus()
  area.setSelectionRange(head, before.length - tail)
  insertText(area, after.slice(head, after.length - tail))
}

function moveInToolbar(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const buttons = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])]
  const next = buttons[(buttons.indexOf(event.currentTarget) + step + buttons.length) % buttons.length]
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1
  next?.focus()
}
