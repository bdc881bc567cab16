import type { Payload } from '#whatsapp/payload.ts'

/** The payload for other people's eyes: whom it was for is nobody else's business, in whatever way it was named. */
export function withoutRecipient(payload: Payload): Payload {
  const { to: _, recipient: __, context: ___, recipient_identity_key_hash: ____, ...rest } = payload
  return rest
}
