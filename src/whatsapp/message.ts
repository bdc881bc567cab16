import './jitless.ts'
import * as z from 'zod/mini'
import type { Refusal, ReplyButton } from './doubles.ts'
import { HEADER_TYPES, mediaIdOf } from './draft.ts'
import type { MediaKind } from './media.ts'
import {
  bodyText,
  buttonId,
  buttonTitle,
  footerText,
  headerText,
  mediaId,
  mediaLink,
  refuseButtons,
} from './parts.ts'
import { parseRecipient } from './recipient.ts'
import { isBlank } from './text.ts'

export type Medium = { link: string } | { id: string }

export type Header =
  | { type: 'text'; text: string }
  | { type: 'image' | 'video'; medium: Medium }
  | { type: 'document'; medium: Medium; filename?: string }

const mediumDraft = z.object({
  source: z.enum(['link', 'upload', 'id']),
  link: z.string(),
  id: z.string(),
  /** Another file is on its way to the place of this one, which stays in the draft until that has arrived. */
  isReplaced: z.optional(z.boolean()),
})

const headerDraft = z.object({
  type: z.enum(HEADER_TYPES),
  text: z.string(),
  image: mediumDraft,
  video: mediumDraft,
  document: z.extend(mediumDraft, { filename: z.string() }),
})

const extras = z.object({
  recipient: z.optional(z.string()),
  context: z.optional(z.object({ message_id: z.string() })),
  biz_opaque_callback_data: z.optional(z.string()),
  recipient_identity_key_hash: z.optional(z.string()),
})

const trimmed = z.string().check(z.trim())

const buttons = z
  .array(z.object({ title: z.pipe(trimmed, buttonTitle), id: z.pipe(trimmed, buttonId) }))
  .check(z.check((context) => report(context, refuseButtons(context.value))))

const shape = z.object({
  to: z.string(),
  header: z.pipe(headerDraft, z.transform(parseHeader)),
  body: bodyText,
  footer: footerText,
  buttons,
  extras: z.optional(extras),
})

/**
 * The message as a form holds it (input: `MessageDraft`, may be wrong) and as it is when nothing is wrong (output: `Message`).
 * Issues carry the path of the form's field and a sentence for people.
 */
export const messageSchema = z.pipe(
  shape.check(z.check((context) => report(context, refuseRecipient(context.value)), { when: () => true })),
  z.transform(toMessage),
)

export type MessageDraft = z.input<typeof messageSchema>

export type Message = {
  to?: string
  header?: Header
  body: string
  footer?: string
  buttons: ReplyButton[]
  extras?: Extras
}

export type Extras = NonNullable<MessageDraft['extras']>

type Shape = z.output<typeof shape>

function toMessage({ to, header, body, footer, buttons, extras }: Shape): Message {
  const recipient = parseRecipient(to)
  return {
    ...(recipient.ok && { to: recipient.e164 }),
    ...(header && { header }),
    body,
    ...(!isBlank(footer) && { footer }),
    buttons: buttons.map(({ id, title }) => ({ id, title })),
    ...(extras && Object.keys(extras).length > 0 && { extras }),
  }
}

type Context = { value: unknown; issues: z.core.$ZodRawIssue[] }

function parseHeader(header: z.output<typeof headerDraft>, context: Context): Header | undefined {
  if (header.type === 'none') return undefined
  if (header.type === 'text') {
    return adopt(headerText, header.text, ['text'], context) ? { type: 'text', text: header.text } : undefined
  }
  const medium = parseMedium(header.type, header[header.type], context)
  if (!medium) return undefined
  if (header.type !== 'document') return { type: header.type, medium }
  const filename = header.document.filename.trim()
  return { type: 'document', medium, ...(filename && { filename }) }
}

function parseMedium(
  kind: MediaKind,
  draft: z.output<typeof mediumDraft>,
  context: Context,
): Medium | undefined {
  if (draft.source === 'link') {
    const link = draft.link.trim()
    return adopt(mediaLink(kind), link, [kind, 'link'], context) ? { link } : undefined
  }
  const id = mediaIdOf(draft).trim()
  const missing = draft.source === 'upload' && id === ''
  if (missing)
    context.issues.push({
      code: 'custom',
      continue: true,
      path: [kind, 'id'],
      message: 'Choose a file to upload.',
      input: id,
    })
  return !missing && adopt(mediaId, id, [kind, 'id'], context) ? { id } : undefined
}

/** Runs a part's schema and carries its issues to the field at `path`. */
function adopt(
  part: z.ZodMiniType<unknown, string>,
  value: string,
  path: string[],
  context: Context,
): boolean {
  const result = part.safeParse(value)
  for (const { message } of result.error?.issues ?? [])
    context.issues.push({ code: 'custom', continue: true, path, message, input: value })
  return result.success
}

function refuseRecipient(draft: unknown): Refusal[] {
  const { to, extras } = draft as z.output<typeof shape>
  const addressedOtherwise = extras?.recipient !== undefined && isBlank(to)
  if (addressedOtherwise) return []
  const recipient = parseRecipient(to)
  return recipient.ok ? [] : [{ path: ['to'], message: recipient.message }]
}

function report(context: Context, refusals: Refusal[]): void {
  for (const { path, message } of refusals)
    context.issues.push({ code: 'custom', continue: true, path, message, input: context.value })
}
