import type { MediaKind } from './media.ts'
import type { Message, MessageDraft } from './message.ts'

/** Kinds of header, in the order in which they are offered. Source: interactive reply buttons page. */
export const HEADER_TYPES = ['none', 'text', 'image', 'video', 'document'] as const

/** A draft in which nothing is written yet, with one empty button. */
export function emptyDraft(): MessageDraft {
  return {
    to: '',
    header: {
      type: 'none',
      text: '',
      image: { source: 'link', link: '', id: '' },
      video: { source: 'link', link: '', id: '' },
      document: { source: 'link', link: '', id: '', filename: '' },
    },
    body: '',
    footer: '',
    buttons: [{ title: '', id: '' }],
  }
}

/** The media ID as it goes out: none while another file is on its way to the place of this one. */
export function mediaIdOf({ id, isReplaced }: MessageDraft['header'][MediaKind]): string {
  return isReplaced ? '' : id
}

/** The draft that holds this message; `messageSchema` makes the same message of it. */
export function toDraft(message: Message): MessageDraft {
  const draft = emptyDraft()
  draft.to = message.to ?? ''
  draft.body = message.body
  draft.footer = message.footer ?? ''
  draft.buttons = message.buttons.map(({ title, id }) => ({ title, id }))
  if (message.extras) draft.extras = message.extras
  const { header } = message
  if (!header) return draft
  draft.header.type = header.type
  if (header.type === 'text') {
    draft.header.text = header.text
    return draft
  }
  const medium = draft.header[header.type]
  if ('link' in header.medium) medium.link = header.medium.link
  else Object.assign(medium, { source: 'id', id: header.medium.id })
  if (header.type === 'document') draft.header.document.filename = header.filename ?? ''
  return draft
}
