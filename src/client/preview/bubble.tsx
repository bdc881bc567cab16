import type { ReactNode } from 'react'
import type { MessageDraft } from '#whatsapp/message.ts'
import { BodyPart, LiveBody } from './body.tsx'
import { ButtonParts, LiveButtons } from './buttons.tsx'
import { FooterPart, LiveFooter } from './footer.tsx'
import { HeaderPart, LiveHeader } from './header.tsx'

/** A message as its receiver sees it: incoming, so never green and without ticks. */
export function Bubble({ draft }: { draft: MessageDraft }) {
  return (
    <Frame buttons={<ButtonParts buttons={draft.buttons} />}>
      <HeaderPart header={draft.header} />
      <BodyPart body={draft.body} />
      <FooterPart footer={draft.footer} />
    </Frame>
  )
}

/** The bubble of the draft in the form. Each part listens to its own fields, so a keystroke renders one part. */
export function LiveBubble() {
  return (
    <Frame buttons={<LiveButtons />}>
      <LiveHeader />
      <LiveBody />
      <LiveFooter />
    </Frame>
  )
}

function Frame({ buttons, children }: { buttons: ReactNode; children: ReactNode }) {
  return (
    <div className="message">
      <div className="bubble">
        {children}
        <span data-part="time">09:41</span>
      </div>
      {buttons}
    </div>
  )
}
