import './jitless.ts'
import * as z from 'zod/mini'
import { emptyDraft, mediaIdOf } from './draft.ts'
import type { MessageDraft } from './message.ts'

const VERSION = 1
// More than a form ever holds, and few enough for any screen that is handed somebody else's link.
const BUTTONS_READ = 10

const source = z.enum(['link', 'upload', 'id'])

// Keys of one letter, because a link and its QR code have to hold them.
const shareData = z.strictObject({
  /** Version. */
  v: z.literal(VERSION),
  /** Header: type and text, or type, source and link or media ID; a document also has its file name. */
  h: z.optional(
    z.union([
      z.tuple([z.literal('text'), z.string()]),
      z.tuple([z.enum(['image', 'video']), source, z.string()]),
      z.tuple([z.literal('document'), source, z.string(), z.string()]),
    ]),
  ),
  /** Body. */
  b: z.string(),
  /** Footer. */
  f: z.optional(z.string()),
  /** Reply buttons: text and ID of each. */
  r: z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(BUTTONS_READ)),
  /** Tracking data. */
  t: z.optional(z.string()),
})

/** Version 1 of a draft on its way to another person; see `toShareData` for what it holds. */
export type ShareData = z.output<typeof shareData>

export type ParsedShareData = { ok: true; draft: MessageDraft } | { ok: false; message: string }

/**
 * The message as the draft shows it. Left out is all that belongs to one recipient (`to`, a user id, the quoted message, an
 * identity key), and what is still in fields that the chosen kind of header does not show.
 */
export function toShareData(draft: MessageDraft): ShareData {
  const { header, body, footer, buttons, extras } = draft
  const tracking = extras?.biz_opaque_callback_data
  return {
    v: VERSION,
    ...(header.type !== 'none' && { h: toSharedHeader(header, header.type) }),
    b: body,
    ...(footer !== '' && { f: footer }),
    r: buttons.map(({ title, id }) => [title, id]),
    ...(tracking !== undefined && { t: tracking }),
  }
}

/** Reads shared data of any origin into a draft without recipient; a refusal says which part cannot be read, not its content. */
export function parseShareData(json: unknown): ParsedShareData {
  const result = shareData.safeParse(json)
  if (result.success) return { ok: true, draft: toDraft(result.data) }
  const part = String(result.error.issues[0]?.path[0] ?? '')
  const isNewer = part === 'v' && Number((json as { v: unknown }).v) > VERSION
  const message = isNewer
    ? 'This link was made by a newer version of Trio. Update this one to open it.'
    : `This link does not hold a message: its ${PARTS[part] ?? 'content'} cannot be read.`
  return { ok: false, message }
}

const PARTS: Readonly<Record<string, string>> = {
  v: 'version',
  h: 'header',
  b: 'body',
  f: 'footer',
  r: 'list of buttons',
  t: 'tracking data',
}

type DraftHeader = MessageDraft['header']

function toSharedHeader(
  header: DraftHeader,
  type: Exclude<DraftHeader['type'], 'none'>,
): NonNullable<ShareData['h']> {
  if (type === 'text') return ['text', header.text]
  const medium = header[type]
  const { source, link } = medium
  const address = source === 'link' ? link : mediaIdOf(medium)
  return type === 'document' ? [type, source, address, header.document.filename] : [type, source, address]
}

function toDraft({ h, b, f, r, t }: ShareData): MessageDraft {
  const draft = emptyDraft()
  if (h) readHeader(draft.header, h)
  return {
    ...draft,
    body: b,
    footer: f ?? '',
    buttons: r.map(([title, id]) => ({ title, id })),
    ...(t !== undefined && { extras: { biz_opaque_callback_data: t } }),
  }
}

function readHeader(header: DraftHeader, shared: NonNullable<ShareData['h']>): void {
  header.type = shared[0]
  if (shared[0] === 'text') {
    header.text = shared[1]
    return
  }
  const [type, source, address] = shared
  Object.assign(header[type], { source, [source === 'link' ? 'link' : 'id']: address })
  if (shared[0] === 'document') header.document.filename = shared[3]
}
