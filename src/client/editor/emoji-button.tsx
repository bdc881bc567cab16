import { Smile } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useRef, useState } from 'react'
import { lazyPart } from '../ui/lazy-part.tsx'

const EmojiPicker = lazyPart(async () => (await import('./emoji/emoji-picker.tsx')).EmojiPicker)

type EmojiButtonProps = ComponentProps<'button'> & {
  label: string /** ID of the text field. */
  controls: string
}

/** Opens the emoji and types the chosen one where the caret was. */
export function EmojiButton({ label, controls, ...rest }: EmojiButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // The press that closes the picker by being outside of it must not open it anew.
  const wasOpen = useRef(false)

  return (
    <>
      <button
        {...rest}
        aria-controls={controls}
        ref={button}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={() => {
          wasOpen.current = isOpen
        }}
        onClick={() => {
          setIsOpen(!wasOpen.current)
          wasOpen.current = false
        }}
      >
        <Smile size={17} aria-hidden="true" />
      </button>
      {isOpen && <EmojiPicker anchor={button.current} onClose={() => setIsOpen(false)} />}
    </>
  )
}

/** The same at the end of a line, in sight while the line is in use. Phones have emoji on their keyboards. */
export function LineEmoji({ label, controls }: { label: string; controls: string }) {
  return (
    <EmojiButton
      label={label}
      controls={controls}
      className="quiet line-emoji absolute end-0.5 top-0.5 size-8 min-h-8 p-0"
    />
  )
}
