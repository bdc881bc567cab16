import './jitless.ts'
import * as z from 'zod/mini'
import { findDoubles } from './doubles.ts'
import { TRACKING_DATA_MAX } from './limits.ts'
import type { MediaKind } from './media.ts'
import type { Header, Medium, Message } from './message.ts'
import {
  bodyText,
  buttonId,
  buttonTitle,
  explainTooLong,
  filled,
  footerText,
  headerText,
  mediaId,
  mediaLink,
  refuseNumber,
} from './parts.ts'
import type { PayloadError } from './payload-issues.ts'
import { explainIssue } from './payload-issues.ts'
import { parseTo } from './recipient.ts'
import { remarkOnPayload } from './remarks.ts'
import { countCodePoints, isBlank } from './text.ts'
import type { Remark } from './text-remarks.ts'
import { pickExtras } from './to-payload.ts'

const reply = z.strictObject({
  id: buttonId.check(z.refine((id) => id === id.trim() || isBlank(id), 'An ID has no blanks at its ends.')),
  title: buttonTitle,
})

const replyButtons = z.array(z.strictObject({ type: z.literal('reply'), reply })).check(
  // Their number is told also where one of them is wrong in itself.
  z.check(
    ({ value, issues }) => {
      for (const refusal of refuseNumber(value))
        issues.push({ code: 'custom', continue: true, ...refusal, input: value })
    },
    { when: ({ value }) => Array.isArray(value) },
  ),
  z.check(({ value, issues }) => {
    const replies = value.map((button) => button.reply)
    for (const { path, message } of findDoubles(replies))
      issues.push({
        code: 'custom',
        continue: true,
        path: path.toSpliced(1, 0, 'reply'),
        message,
        input: value,
      })
  }),
)

const header = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: headerText }),
  z.strictObject({ type: z.literal('image'), image: medium('image') }),
  z.strictObject({ type: z.literal('video'), video: medium('video') }),
  z.strictObject({
    type: z.literal('document'),
    document: oneSource(z.extend(mediumShape('document'), { filename: z.optional(z.string()) })),
  }),
])

const trackingData = z.string().check(
  z.check((context) => {
    if (countCodePoints(context.value) <= TRACKING_DATA_MAX) return
    const message = explainTooLong(context.value, TRACKING_DATA_MAX, 'The tracking text')
    context.issues.push({ code: 'custom', continue: true, message, input: context.value })
  }),
)

/**
 * The payload of `POST /<version>/<phone number id>/messages`, checked strictly: unknown keys, `null` and other JSON types
 * are refused. Sources: Cloud API pages of September 2026; Meta's OpenAPI file v23.0.
 */
export const payloadSchema = z
  .strictObject({
    messaging_product: z.literal('whatsapp'),
    recipient_type: z.optional(z.literal('individual')),
    to: z.optional(z.string()),
    recipient: z.optional(
      z
        .string()
        .check(z.regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/, 'A user ID looks like US.70010020030040050060.')),
    ),
    context: z.optional(
      z.strictObject({
        message_id: z.string().check(filled('Name the message that is quoted, or leave out the context.')),
      }),
    ),
    biz_opaque_callback_data: z.optional(trackingData),
    recipient_identity_key_hash: z.optional(z.string()),
    type: z.literal('interactive'),
    interactive: z.strictObject({
      type: z.literal('button'),
      header: z.optional(header),
      body: z.strictObject({ text: bodyText }),
      footer: z.optional(z.strictObject({ text: footerText })),
      action: z.strictObject({ buttons: replyButtons }),
    }),
  })
  .check(z.check(refuseAddress, { when: () => true }))

function mediumShape(kind: MediaKind) {
  return z.strictObject({ id: z.optional(mediaId), link: z.optional(mediaLink(kind)) })
}

function medium(kind: MediaKind) {
  return oneSource(mediumShape(kind))
}

/** Also runs where another key is wrong, so that `media_id` is reported as a missing `id` and not as an unknown key alone. */
function oneSource<T extends z.ZodMiniType<{ id?: string | undefined; link?: string | undefined }>>(
  shape: T,
) {
  return shape.check(
    z.refine(({ id, link }) => (id === undefined) !== (link === undefined), {
      error: 'A header medium has either an id or a link: one of them, not both.',
      when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
    }),
  )
}

function refuseAddress(context: { value: unknown; issues: z.core.$ZodRawIssue[] }): void {
  const { value } = context
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  const { to, recipient } = value as { to?: unknown; recipient?: unknown }
  if (to === undefined && recipient !== undefined) return
  if (to !== undefined && typeof to !== 'string') return
  const parsed = parseTo(to ?? '')
  if (!parsed.ok)
    context.issues.push({
      code: 'custom',
      continue: true,
      path: ['to'],
      message: parsed.message,
      input: value,
    })
}

export type Payload = z.output<typeof payloadSchema>

type Refused = { ok: false; errors: PayloadError[] }

export type ParsedPayload = { ok: true; payload: Payload } | Refused

export type PayloadResult = { ok: true; message: Message; payload: Payload; remarks: Remark[] } | Refused

/**
 * Reads any JSON value as the payload of a reply-button message. `payload` is the value as it came with `to` written as `+`
 * and digits; a refusal names each fault by JSON pointer (20 at most) with a sentence, and never repeats a value.
 */
export function fromPayload(json: unknown): PayloadResult {
  const parsed = parsePayload(json)
  if (!parsed.ok) return parsed
  const { payload } = parsed
  // Remarks look at `to` as it was written.
  return { ok: true, payload, message: toMessage(payload), remarks: remarkOnPayload(json as Payload) }
}

/**
 * The payload alone, for who needs neither the message nor remarks. Its keys stand in one order, however they came, so that
 * two writings of one payload give the same JSON.
 */
export function parsePayload(json: unknown): ParsedPayload {
  const result = payloadSchema.safeParse(json)
  if (result.success) return { ok: true, payload: withPlainRecipient(result.data) }
  const errors = result.error.issues.flatMap((issue) => explainIssue(issue, json))
  errors.sort((a, b) => Number(a.unknownKey ?? false) - Number(b.unknownKey ?? false))
  return { ok: false, errors: errors.slice(0, 20) }
}

function toMessage(payload: Payload): Message {
  const { to, interactive } = payload
  const header = interactive.header && headerFromPayload(interactive.header)
  const footer = interactive.footer?.text ?? ''
  const extras = pickExtras(payload)
  return {
    ...(to !== undefined && { to }),
    ...(header && { header }),
    body: interactive.body.text,
    ...(!isBlank(footer) && { footer }),
    buttons: interactive.action.buttons.map(({ reply }) => ({ id: reply.id, title: reply.title.trim() })),
    ...(Object.keys(extras).length > 0 && { extras }),
  }
}

function withPlainRecipient(payload: Payload): Payload {
  const parsed = parseTo(payload.to ?? '')
  return parsed.ok && parsed.e164 !== payload.to ? { ...payload, to: parsed.e164 } : payload
}

function headerFromPayload(header: NonNullable<Payload['interactive']['header']>): Header {
  switch (header.type) {
    case 'text':
      return header
    case 'image':
      return { type: 'image', medium: toMedium(header.image) }
    case 'video':
      return { type: 'video', medium: toMedium(header.video) }
    case 'document': {
      const { filename } = header.document
      return { type: 'document', medium: toMedium(header.document), ...(filename && { filename }) }
    }
  }
}

function toMedium({ id, link }: { id?: string | undefined; link?: string | undefined }): Medium {
  return link === undefined ? { id: id ?? '' } : { link }
}
