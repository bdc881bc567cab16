import { emptyDraft, HEADER_TYPES } from '#whatsapp/draft.ts'
import type { MessageDraft } from '#whatsapp/message.ts'

/** A draft as this browser keeps it. `updatedAt` (epoch ms) stands early, so that a list is sorted without parsing each. */
export type DraftRecord = {
  v: 1
  updatedAt: number
  id: string
  /** What somebody called it; empty while nobody did. */
  name: string
  /** Counts what was kept, so that the newer one of two copies is known. */
  rev: number
  draft: MessageDraft
}

/** Reads a record of any origin. What a field has lacked so far is filled in; a part of another kind refuses the whole. */
export function parseRecord(text: string): DraftRecord | undefined {
  try {
    const json = JSON.parse(text)
    const record = fitTo(json, { v: 1, updatedAt: 0, id: '', name: '', rev: 0, draft: emptyDraft() } as const)
    if (json.v !== 1 || !HEADER_TYPES.includes(record.draft.header.type)) return undefined
    const { extras } = json.draft
    return { ...record, draft: { ...record.draft, ...(extras && { extras }) } }
  } catch {
    return undefined
  }
}

/** What a draft is called until somebody names it: its header text, or how its body begins. */
export function titleOf({ header, body }: MessageDraft): string {
  const text = (header.type === 'text' && header.text.trim()) || body.trim()
  const [line] = text.replace(/[*_~`]/g, '').split('\n', 1)
  return line?.replace(/^(.{48}).+/u, '$1…') || 'Untitled'
}

/** The value in the shape of the sample, or a TypeError. */
function fitTo<T>(value: unknown, sample: T): T {
  if (value === undefined) return sample
  if (typeof value !== typeof sample) throw new TypeError()
  if (Array.isArray(sample)) return (value as unknown[]).map((item) => fitTo(item, sample[0])) as T
  if (typeof sample !== 'object') return value as T
  const parts = Object.entries(sample as object)
  return Object.fromEntries(
    parts.map(([key, part]) => [key, fitTo((value as Record<string, unknown>)[key], part)]),
  ) as T
}
