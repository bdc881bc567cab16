import { mediaIdOf } from './draft.ts'
import type { Extras, Header, Medium, Message, MessageDraft } from './message.ts'
import type { Payload } from './payload.ts'
import { parseRecipient } from './recipient.ts'
import { isBlank } from './text.ts'

/** The payload of a valid message: keys in the order of Meta's samples, optional parts left out when they are empty. */
export function toPayload(message: Message): Payload {
  const { to, extras = {} } = message
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(to !== undefined && { to }),
    ...pickExtras(extras),
    type: 'interactive',
    interactive: {
      type: 'button',
      ...(message.header && { header: headerToPayload(message.header) }),
      body: { text: message.body },
      ...(message.footer !== undefined && { footer: { text: message.footer } }),
      action: { buttons: message.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })) },
    },
  }
}

/** The payload that a draft would make, also while it is wrong; a recipient that cannot be read is left out. */
export function draftToPayload(draft: MessageDraft): Payload {
  const recipient = parseRecipient(draft.to)
  const header = headerFromDraft(draft.header)
  return toPayload({
    ...(recipient.ok && { to: recipient.e164 }),
    ...(header && { header }),
    body: draft.body,
    ...(!isBlank(draft.footer) && { footer: draft.footer }),
    buttons: draft.buttons.map(({ id, title }) => ({ id: id.trim(), title: title.trim() })),
    ...(draft.extras && { extras: draft.extras }),
  })
}

function headerFromDraft(draft: MessageDraft['header']): Header | undefined {
  if (draft.type === 'none') return undefined
  if (draft.type === 'text') return { type: 'text', text: draft.text }
  const medium = draft[draft.type]
  const shown: Medium =
    medium.source === 'link' ? { link: medium.link.trim() } : { id: mediaIdOf(medium).trim() }
  if (draft.type !== 'document') return { type: draft.type, medium: shown }
  const filename = draft.document.filename.trim()
  return { type: 'document', medium: shown, ...(filename && { filename }) }
}

function headerToPayload(header: Header): NonNullable<Payload['interactive']['header']> {
  switch (header.type) {
    case 'text':
      return { type: 'text', text: header.text }
    case 'image':
      return { type: 'image', image: header.medium }
    case 'video':
      return { type: 'video', video: header.medium }
    case 'document': {
      const { medium, filename } = header
      return { type: 'document', document: { ...medium, ...(filename !== undefined && { filename }) } }
    }
  }
}

/** The parts of a payload that the composer keeps without offering a field, in the order of Meta's samples. */
export function pickExtras(source: Extras): Extras {
  const { recipient, context, biz_opaque_callback_data, recipient_identity_key_hash } = source
  return {
    ...(recipient !== undefined && { recipient }),
    ...(context !== undefined && { context }),
    ...(biz_opaque_callback_data !== undefined && { biz_opaque_callback_data }),
    ...(recipient_identity_key_hash !== undefined && { recipient_identity_key_hash }),
  }
}
