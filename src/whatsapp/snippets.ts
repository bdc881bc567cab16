import type { Payload } from './payload.ts'

/** The payload as JSON with two blanks of indent and the keys in the order of Meta's samples, whatever order they came in. */
export function toJson(payload: Payload): string {
  return JSON.stringify(payload, KEY_ORDER, 2).replace(
    UNSEEN,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** What the command names besides the payload; without a phone number id it reads the variable. */
export type CurlOptions = { graphVersion: string; phoneNumberId?: string | undefined }

/**
 * A command for a POSIX shell that sends the payload with curl; the bytes are those of `toJson`. The token is always read from
 * `WHATSAPP_ACCESS_TOKEN`, the phone number id from `WHATSAPP_PHONE_NUMBER_ID` unless it is given.
 */
export function toCurl(payload: Payload, { graphVersion, phoneNumberId }: CurlOptions): string {
  const id = phoneNumberId && /^\d+$/.test(phoneNumberId) ? phoneNumberId : '$WHATSAPP_PHONE_NUMBER_ID'
  const version = graphVersion.replace(/[^\w.]/g, '')
  return [
    `curl -X POST "https://graph.facebook.com/${version}/${id}/messages"`,
    '-H "Authorization: Bearer $WHATSAPP_ACCESS_TOKEN"',
    "-H 'Content-Type: application/json'",
    `--data ${quote(toJson(payload))}`,
  ].join(' \\\n  ')
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

/** Any text as one word of a POSIX shell: inside of single quotes nothing but the single quote has a meaning. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
