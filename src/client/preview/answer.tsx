import './answer.css'
import { useEffect, useRef } from 'react'
import { useWatch } from 'react-hook-form'
import { parseFormatting } from '#whatsapp/formatting.ts'
import { useMessageForm } from '../form.ts'
import { isRightToLeft } from './direction.ts'
import { InlineText } from './inline-text.tsx'

/** What a tap on a reply button sends: the button's text, as the customer's own message that quotes yours. */
export function Answer({ index }: { index: number }) {
  const { control } = useMessageForm()
  const title = useWatch({ control, name: `buttons.${index}.title` })?.trim() ?? ''
  const bubble = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const chat = bubble.current?.parentElement
    if (!chat) return
    // The phone becomes lower as the sheet below it comes, and the answer stays in sight.
    const observer = new ResizeObserver(() => {
      chat.scrollTop = chat.scrollHeight
    })
    observer.observe(chat)
    return () => observer.disconnect()
  }, [])

  return (
    <div ref={bubble} className="answer">
      <Quote />
      <p dir="auto" className="answer-text" data-ends={isRightToLeft(title) ? 'right' : undefined}>
        {title}
      </p>
      <span className="answer-time">
        09:42
        <svg viewBox="0 0 16 10" aria-hidden="true">
          <path d="m1 5.5 3 3L10.5 2M8 8.5 14.5 2" />
        </svg>
      </span>
    </div>
  )
}

/** The first lines of the message that is answered; nothing in it can be used, so nothing in it takes the focus. */
function Quote() {
  const { control } = useMessageForm()
  const blocks = parseFormatting(useWatch({ control, name: 'body' }).trim()).slice(0, 2)
  return (
    <div className="answer-quote" inert>
      <b>Your business</b>
      <p dir="auto">
        {blocks.map(({ children }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place
          <span key={index}>
            <InlineText pieces={children} />{' '}
          </span>
        ))}
      </p>
    </div>
  )
}
