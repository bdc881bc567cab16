import { toDraft } from '#whatsapp/draft.ts'
import type { ImportResult, Note } from '#whatsapp/import/import-text.ts'
import { importText } from '#whatsapp/import/import-text.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { fromPayload } from '#whatsapp/payload.ts'
import type { ParsedShareData } from '#whatsapp/share.ts'
import { parseShareData, toShareData } from '#whatsapp/share.ts'
import type { Unpacked } from './packing.ts'
import { PACKED_MAX, pack, unpack } from './packing.ts'

export type ShareLink = { ok: true; url: string } | { ok: false; reason: 'too_long'; message: string }

export type OpenedLink =
  /** `notes` say what was mended or left out of the JSON of another tool. */
  { ok: true; draft: MessageDraft; notes: Note[] } | { ok: false; message: string }

/** A link that opens this message, without its recipient, in the Trio at `origin`. What it holds never reaches a server. */
export async function toShareLink(draft: MessageDraft, origin: string): Promise<ShareLink> {
  const packed = await pack(JSON.stringify(toShareData(draft)))
  if (packed !== undefined) return { ok: true, url: `${origin}/#draft=${packed}` }
  const message = 'This message is too long for a link. Copy the JSON and pass that on instead.'
  return { ok: false, reason: 'too_long', message }
}

/**
 * Opens the hash of a page's address: `#draft=` as `toShareLink` makes it, or `#payload=` with the JSON of a payload as other
 * tools write it (encodeURIComponent), read like a paste if it is no valid payload. The draft never has a recipient; a broken
 * link is refused with what is broken.
 */
export async function openShareLink(hash: string): Promise<OpenedLink> {
  const [, kind, content = ''] = /^#(draft|payload)=(.*)$/s.exec(hash) ?? []
  if (kind === 'draft') return openDraft(await unpack(content))
  if (kind === 'payload') return openPayload(content)
  return refuse('This link holds no message.')
}

const UNPACKING_FAULTS: Record<Extract<Unpacked, { ok: false }>['reason'], string> = {
  too_long: 'This link is longer than any that Trio makes.',
  damaged: 'This link was cut off or changed on its way. Copy it once more, from its beginning to its end.',
  too_large: 'This link unpacks to more than any message needs, so Trio stopped reading it.',
}

function openDraft(unpacked: Unpacked): OpenedLink {
  if (!unpacked.ok) return refuse(UNPACKING_FAULTS[unpacked.reason])
  const json = parseJson(unpacked.text)
  return json.ok ? withNotes(parseShareData(json.value), []) : refuse(UNPACKING_FAULTS.damaged)
}

function openPayload(content: string): OpenedLink {
  const text = decode(content)
  if (text === undefined)
    return refuse('This link was cut off or changed on its way: a % in it stands wrong.')
  if (text.length > PACKED_MAX) return refuse('The JSON in this link is longer than any message needs.')
  if (text.trim() === '') return refuse(UNPACKING_FAULTS.damaged)
  const json = parseJson(text)
  const read = json.ok ? fromPayload(withStandInRecipient(json.value)) : undefined
  if (read?.ok) return withNotes(parseShareData(toShareData(toDraft(read.message))), [])
  const result = importText(text)
  if (result.kind !== 'message') return refuse(`Trio cannot open what is in this link. ${explain(result)}`)
  const notes = [...result.mended, ...result.leftOut].filter(({ pointer }) => !isAboutRecipient(pointer))
  return withNotes(parseShareData(toShareData(result.draft)), notes)
}

/** Without the import's advice on what to paste instead, as nobody has pasted anything. */
function explain(result: Exclude<ImportResult, { kind: 'message' }>): string {
  const isAdvice = result.kind === 'unreadable' && !result.at
  return isAdvice ? 'There is no message with reply buttons in it.' : result.message
}

/** A recipient is never taken from a link, so it makes no difference whether there is one or what is wrong with it. */
function withStandInRecipient(json: unknown): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  const { recipient: _, ...rest } = json as Record<string, unknown>
  return { ...rest, to: '+10000000' }
}

function isAboutRecipient(pointer = ''): boolean {
  return /^\/(?:to|recipient|recipient_identity_key_hash|context)(?:\/|$)/.test(pointer)
}

function withNotes(parsed: ParsedShareData, notes: Note[]): OpenedLink {
  return parsed.ok ? { ...parsed, notes } : parsed
}

function decode(content: string): string | undefined {
  try {
    return decodeURIComponent(content)
  } catch {
    return undefined
  }
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

function refuse(message: string): OpenedLink {
  return { ok: false, message }
}
