import type { FieldPath } from '#whatsapp/fields.ts'
import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'
import type { MediaKind } from '#whatsapp/media.ts'
import { describeMediaTypes } from '#whatsapp/media.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { Finding } from '../verdict.tsx'
import { describeNumber } from './phone-number.ts'

/** What is right as it stands, and yet worth a second look before it leaves: whom it goes to, and what WhatsApp will fetch. */
export function listFacts({ to, header }: MessageDraft, problems: readonly Finding[]): Finding[] {
  const facts = [...factAboutNumber(to), ...factAboutMedium(header)]
  return facts.filter(({ path }) => !problems.some((problem) => problem.path === path))
}

function factAboutNumber(to: string): Finding[] {
  const number = describeNumber(to)
  if (!number) return []
  const place = number.country ? `${number.formatted}, ${number.country}.` : `${number.formatted}.`
  const message = number.remark ?? 'Nobody can see before sending whether this number uses WhatsApp.'
  return [{ path: 'to', message: `${place} ${message}` }]
}

function factAboutMedium({ type, ...header }: MessageDraft['header']): Finding[] {
  if (type === 'none' || type === 'text') return []
  const { source } = header[type]
  return [{ path: pathOf(type, source), message: source === 'link' ? aboutLink(type) : ABOUT_ID }]
}

function aboutLink(kind: MediaKind): string {
  return `WhatsApp fetches the file itself when you send: ${describeMediaTypes(kind)}, ${MEDIA_MAX_BYTES[kind] / 1_000_000} MB at most. It must open for everybody, without a log-in.`
}

const ABOUT_ID = 'WhatsApp holds the file for 30 days after the upload, for this sending number alone.'

function pathOf(kind: MediaKind, source: 'link' | 'upload' | 'id'): FieldPath {
  return `header.${kind}.${source === 'link' ? 'link' : 'id'}`
}
