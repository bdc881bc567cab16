import type { MessageDraft } from '#whatsapp/message.ts'
import { isBlank } from '#whatsapp/text.ts'
import { useLive } from '../form.ts'

/** The reply buttons, each text as typed and on one line. */
export function ButtonParts({ buttons }: { buttons: MessageDraft['buttons'] }) {
  return buttons.map(({ title }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: in the preview a button is its place
    <div key={index} data-part="button">
      <Label title={title} />
    </div>
  ))
}

/** The same as buttons that can be tapped. What a click does is told in one place for all parts of the bubble. */
export function LiveButtons() {
  return useLive('buttons').map(({ title }, index) => (
    <button
      // biome-ignore lint/suspicious/noArrayIndexKey: in the preview a button is its place
      key={index}
      type="button"
      data-part="button"
      aria-label={isBlank(title) ? undefined : `Tap “${title.trim()}”`}
    >
      <Label title={title} />
      <i className="bubble-edit" title="Edit this button" aria-hidden="true">
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="m12.5 4.5 3 3L7 16l-3.5.5L4 13z" />
        </svg>
      </i>
    </button>
  ))
}

function Label({ title }: { title: string }) {
  return (
    <>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M8.5 4 3.5 9l5 5M3.5 9H11a6 6 0 0 1 6 6v1" />
      </svg>
      {isBlank(title) ? <span className="bubble-missing">Button text</span> : <bdi>{title.trim()}</bdi>}
    </>
  )
}
