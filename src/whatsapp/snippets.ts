import { toJson } from './json.ts'
import type { Payload } from './payload.ts'

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

/** Any text as one word of a POSIX shell: inside of single quotes nothing but the single quote has a meaning. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
