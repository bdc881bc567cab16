import './thumb.css'
import { memo } from 'react'
import type { MessageDraft } from '#whatsapp/message.ts'
import { Bubble } from '../preview/bubble.tsx'

/** A small bubble to recognise a message by. It asks no other host for anything: pictures and films are blanks in it. */
export const Thumb = memo(function Thumb({ draft }: { draft: MessageDraft }) {
  return (
    <div className="thumb phone-screen" inert>
      <Bubble draft={withoutMedia(draft)} />
    </div>
  )
})

function withoutMedia(draft: MessageDraft): MessageDraft {
  const blank = { source: 'id', link: '', id: '' } as const
  const { header } = draft
  return {
    ...draft,
    header: { ...header, image: blank, video: blank, document: { ...header.document, ...blank } },
  }
}
