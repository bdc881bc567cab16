import './jitless.ts'
import * as z from 'zod/mini'
import { readDetails, scrubDetails } from './answers.ts'

/** What is known about a tap; samples stand in for the rest. */
export type TapOptions = {
  /** The wamid that the send gave. */
  messageId?: string
  /** The wamid of the tap itself. */
  tapId?: string
  /** Unix seconds. */
  timestamp?: number
}

/**
 * The JSON that the webhook receives when a customer taps a reply button: `recipient` is the `to` in E.164 or the user id of
 * the message; what only WhatsApp knows is filled with samples. Source: webhook reference "interactive" and the page on user ids.
 */
export function toTapWebhook(
  button: { id: string; title: string },
  recipient: string,
  options: TapOptions = {},
) {
  const {
    messageId = 'wamid.<id of your message>',
    tapId = 'wamid.<id of this tap>',
    timestamp = 1_795_000_000,
  } = options
  const isUserId = /^[A-Z]{2}\./.test(recipient)
  // A person with a username may come without a number, and then only the user id names them.
  const phone = isUserId ? undefined : recipient.replace(/\D/g, '') || SAMPLE.customer
  const userId = isUserId ? recipient : SAMPLE.userId
  const message = {
    context: { from: SAMPLE.business, id: messageId },
    ...(phone && { from: phone }),
    from_user_id: userId,
    id: tapId,
    timestamp: String(timestamp),
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: button.id, title: button.title } },
  }
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: SAMPLE.business, phone_number_id: SAMPLE.phoneNumberId },
    contacts: [{ profile: { name: 'Customer' }, ...(phone && { wa_id: phone }), user_id: userId }],
    messages: [message],
  }
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: SAMPLE.accountId, changes: [{ field: 'messages', value }] }],
  }
}

// Numbers for fiction and ids of the right shape.
const SAMPLE = {
  accountId: '300400500600700',
  phoneNumberId: '200300400500600',
  business: '12025550100',
  customer: '12025550143',
  userId: 'US.70010020030040050060',
}

/** What became of an accepted message, in the order that it goes through; `failed` ends it. */
export type Delivery = 'sent' | 'delivered' | 'read' | 'failed'

/** An event of a webhook: timestamps in Unix seconds, `callbackData` as it was sent, `error` with cleaned details. */
export type WebhookEvent =
  | {
      kind: 'status'
      phoneNumberId: string
      messageId: string
      delivery: Delivery
      timestamp: number
      callbackData?: string
      error?: { code: number; details?: string }
    }
  | {
      kind: 'tap'
      phoneNumberId: string
      tapId: string
      timestamp: number
      messageId?: string
      from?: string
      userId?: string
      button: { id: string; title: string }
    }

const seconds = z.pipe(z.string().check(z.regex(/^\d{1,12}$/)), z.transform(Number))

const statusSchema = z.object({
  id: z.string(),
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  timestamp: seconds,
  biz_opaque_callback_data: z.optional(z.string()),
  errors: z.catch(
    z.optional(z.array(z.object({ code: z.int(), error_data: z.optional(z.unknown()) }))),
    undefined,
  ),
})

const tapSchema = z.object({
  id: z.string(),
  timestamp: seconds,
  from: z.optional(z.string()),
  from_user_id: z.optional(z.string()),
  context: z.optional(z.object({ id: z.optional(z.string()) })),
  interactive: z.object({
    type: z.literal('button_reply'),
    button_reply: z.object({ id: z.string(), title: z.string() }),
  }),
})

const events = z.catch(z.array(z.unknown()), [])

const webhookSchema = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(
    z.object({
      changes: z.array(
        z.object({
          value: z.object({
            metadata: z.optional(z.object({ phone_number_id: z.string() })),
            statuses: events,
            messages: events,
          }),
        }),
      ),
    }),
  ),
})

/**
 * Reads the statuses and taps of a webhook body, which may carry many; other events, and those of an unknown shape, are left
 * out. `undefined` if it is no webhook of WhatsApp. Source: webhook reference "messages".
 */
export function parseWebhook(body: unknown): WebhookEvent[] | undefined {
  const parsed = webhookSchema.safeParse(body)
  if (!parsed.success) return undefined
  const values = parsed.data.entry.flatMap(({ changes }) => changes.map(({ value }) => value))
  return values.flatMap(({ metadata, statuses, messages }) => {
    const phoneNumberId = metadata?.phone_number_id ?? ''
    return [
      ...statuses.flatMap((status) => toStatusEvent(status, phoneNumberId)),
      ...messages.flatMap((message) => toTapEvent(message, phoneNumberId)),
    ]
  })
}

/** The delivery after a further status: statuses come unordered and more than once, and none goes back. */
export function advanceDelivery(known: Delivery | undefined, next: Delivery): Delivery {
  if (known === undefined) return next
  return ORDER.indexOf(next) > ORDER.indexOf(known) ? next : known
}

const ORDER: readonly Delivery[] = ['sent', 'delivered', 'read', 'failed']

function toStatusEvent(status: unknown, phoneNumberId: string): WebhookEvent[] {
  const parsed = statusSchema.safeParse(status)
  if (!parsed.success) return []
  const { id, status: delivery, timestamp, biz_opaque_callback_data: callbackData, errors } = parsed.data
  const [error] = errors ?? []
  const details = scrubDetails(readDetails(error?.error_data))
  return [
    {
      kind: 'status',
      phoneNumberId,
      messageId: id,
      delivery,
      timestamp,
      ...(callbackData !== undefined && { callbackData }),
      ...(error && { error: { code: error.code, ...(details && { details }) } }),
    },
  ]
}

function toTapEvent(message: unknown, phoneNumberId: string): WebhookEvent[] {
  const parsed = tapSchema.safeParse(message)
  if (!parsed.success) return []
  const { id, timestamp, from, from_user_id: userId, context, interactive } = parsed.data
  return [
    {
      kind: 'tap',
      phoneNumberId,
      tapId: id,
      timestamp,
      ...(context?.id !== undefined && { messageId: context.id }),
      ...(from !== undefined && { from }),
      ...(userId !== undefined && { userId }),
      button: interactive.button_reply,
    },
  ]
}
