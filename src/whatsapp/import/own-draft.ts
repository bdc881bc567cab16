import { emptyDraft, HEADER_TYPES } from '../draft.ts'
import type { MessageDraft } from '../message.ts'

const SOURCES: readonly unknown[] = ['link', 'upload', 'id']

/** A draft in the form in which this program keeps its drafts, right or wrong; `undefined` for anything else. */
export function parseOwnDraft(plain: unknown): MessageDraft | undefined {
  if (!isObject(plain) || plain.extras !== undefined || !Array.isArray(plain.buttons)) return undefined
  const { buttons, ...rest } = emptyDraft()
  const draft = pick(rest, plain)
  const button = { title: '', id: '' }
  const list = plain.buttons.map((entry) => pick(button, entry))
  if (!draft || list.length === 0 || list.length > 3) return undefined
  const { header } = draft
  if (!HEADER_TYPES.includes(header.type)) return undefined
  if (![header.image, header.video, header.document].every(({ source }) => SOURCES.includes(source)))
    return undefined
  return { ...draft, buttons: list.flatMap((entry) => (entry ? [entry] : [])) }
}

// Read apart, or true only of the page that the draft was downloaded from.
const PASSED_OVER = ['buttons', 'isReplaced']

/** The keys of a template, filled from a value that has them all with texts where the template has texts. */
function pick<T extends object>(template: T, value: unknown): T | undefined {
  if (!isObject(value)) return undefined
  const filled: Record<string, unknown> = {}
  for (const [key, like] of Object.entries(template)) {
    const own = Object.hasOwn(value, key) ? value[key] : undefined
    const taken = typeof like === 'string' ? own : pick(like, own)
    if (taken === undefined || typeof taken !== typeof like) return undefined
    filled[key] = taken
  }
  return Object.keys(value).every((key) => Object.hasOwn(template, key) || PASSED_OVER.includes(key))
    ? (filled as T)
    : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
