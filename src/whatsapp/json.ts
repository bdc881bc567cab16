import type { Payload } from './payload.ts'

/** The payload as JSON with two blanks of indent and the keys in the order of Meta's samples, whatever order they came in. */
export function toJson(payload: Payload): string {
  return JSON.stringify(payload, KEY_ORDER, 2).replace(
    UNSEEN,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

// One list serves every level: no two levels want the same keys in another order. Source: full sample of the send-messages page.
const KEY_ORDER = [
  'messaging_product',
  'recipient_type',
  'to',
  'recipient',
  'context',
  'message_id',
  'biz_opaque_callback_data',
  'recipient_identity_key_hash',
  'type',
  'interactive',
  'header',
  'image',
  'video',
  'document',
  'body',
  'text',
  'footer',
  'action',
  'buttons',
  'reply',
  'id',
  'link',
  'filename',
  'title',
]

// Signs that a terminal obeys or that turn the direction of a whole line: JSON may write them as escapes.
const UNSEEN = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g
