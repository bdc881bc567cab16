import type { MessageDraft } from '#whatsapp/message.ts'
import { isBlank } from '#whatsapp/text.ts'
import { useLive } from '../form.ts'
import { lazyPart } from '../ui/lazy-part.tsx'

const MediumPart = lazyPart(
  async () => (await import('./medium.tsx')).MediumPart,
  <div className="bubble-wait" />,
)

/** The header: a bold line without formatting, a picture, a video or a document. */
export function HeaderPart({ header }: { header: MessageDraft['header'] }) {
  const { type } = header
  if (type === 'none') return null
  if (type === 'text')
    return (
      <p data-part="header" dir="auto" className="bubble-title">
        {isBlank(header.text) ? <span className="bubble-missing">Header text</span> : header.text}
      </p>
    )
  return (
    <div data-part="header">
      <MediumPart key={type} kind={type} medium={header[type]} />
    </div>
  )
}

export function LiveHeader() {
  return <HeaderPart header={useLive('header')} />
}
