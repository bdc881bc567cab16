import { zodResolver } from '@hookform/resolvers/zod'
import type { FieldPath } from '#whatsapp/fields.ts'
import { fieldOfPointer } from '#whatsapp/fields.ts'
import type { Message, MessageDraft } from '#whatsapp/message.ts'
import { messageSchema } from '#whatsapp/message.ts'
import { remarkOnPayload } from '#whatsapp/remarks.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import type { Verdict } from './verdict.tsx'

// Everything that judges a draft. Loaded with the first edit, because the first paint needs none of it.

export const resolve = zodResolver<MessageDraft, unknown, Message>(messageSchema)

export function judge(draft: MessageDraft): Verdict {
  const issues = messageSchema.safeParse(draft).error?.issues ?? []
  return {
    problems: issues.map(({ path, message }) => ({ path: path.join('.') as FieldPath, message })),
    remarks: remarkOnPayload(draftToPayload(draft)).map(({ pointer, message }) => ({
      path: fieldOfPointer(pointer) ?? 'body',
      message,
    })),
  }
}
