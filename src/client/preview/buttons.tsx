import { useWatch } from 'react-hook-form'
import type { MessageDraft } from '#whatsapp/message.ts'
import { isBlank } from '#whatsapp/text.ts'
import { useMessageForm } from '../form.ts'

/** The reply buttons, each text as typed and on one line. */
export function ButtonParts({ buttons }: { buttons: MessageDraft['buttons'] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: in the preview a button is its place
  return buttons.map(({ title }, index) => <ButtonPart key={index} title={title} />)
}

export function LiveButtons() {
  const { control } = useMessageForm()
  return <ButtonParts buttons={useWatch({ control, name: 'buttons' })} />
}

function ButtonPart({ title }: { title: string }) {
  return (
    <div data-part="button">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d="M8.5 4 3.5 9l5 5M3.5 9H11a6 6 0 0 1 6 6v1" />
      </svg>
      {isBlank(title) ? <span className="bubble-missing">Button text</span> : <bdi>{title.trim()}</bdi>}
    </div>
  )
}
