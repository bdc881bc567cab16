import { toJson } from '#whatsapp/json.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'

/** The JSON of a draft as it is, also while something is wrong with it. */
export function draftToJson(draft: MessageDraft): string {
  return toJson(draftToPayload(draft))
}
