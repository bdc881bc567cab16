import { mediaIdOf, toDraft } from '#whatsapp/draft.ts'
import { importText } from '#whatsapp/import/import-text.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { PayloadResult } from '#whatsapp/payload.ts'
import { fromPayload } from '#whatsapp/payload.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import type { LocatedJson, Place } from './locate-json.ts'
import { locateJson } from './locate-json.ts'

export type Mistake = { pointer?: string; message: string; place: Place }

/** What a text in the JSON field says. Without a draft the form keeps what it holds; `mendable` means that the import can read it. */
export type JsonReading = { draft?: MessageDraft; mistakes: readonly Mistake[]; mendable: boolean }

/**
 * Reads the text of the JSON field. A payload whose texts break a limit is a draft all the same, as the form would show it;
 * one that the form cannot hold in full is none. `current` is the draft of the form, whose hidden fields stay as they are.
 */
export function readJson(text: string, current: MessageDraft): JsonReading {
  const result = readPayload(text)
  if (result?.ok)
    return { draft: keepHidden(toDraft(result.message), current), mistakes: [], mendable: false }
  const located = locateJson(text)
  if (!located.ok) {
    const { message, place } = located
    return { mistakes: [{ message, place }], mendable: importText(text).kind === 'message' }
  }
  const mistakes = (result?.errors ?? [])
    .filter(({ pointer }) => pointer !== '/to' || hasKey(located.value, 'to'))
    .map(({ pointer, message, unknownKey }) => toMistake(located, pointer, message, unknownKey))
  const imported = importText(text)
  if (imported.kind === 'other')
    return { mistakes: [{ message: imported.message, place: located.placeOf('') }], mendable: false }
  if (imported.kind !== 'message') return { mistakes, mendable: false }
  const isWhole = isSame(draftToPayload(imported.draft), located.value)
  return {
    ...(isWhole && { draft: keepHidden(imported.draft, current) }),
    mistakes,
    mendable: !isWhole,
  }
}

/** Ahead of finding out where each part stands: in a payload without a fault no place will be asked for. */
function readPayload(text: string): PayloadResult | undefined {
  try {
    return fromPayload(JSON.parse(text))
  } catch {
    return undefined
  }
}

function toMistake(
  located: Extract<LocatedJson, { ok: true }>,
  pointer: string,
  message: string,
  unknownKey: boolean | undefined,
): Mistake {
  return { pointer, message, place: located.placeOf(pointer, unknownKey) }
}

/** What a payload does not say: headers of other kinds, where a media ID came from, a number that is not finished. */
function keepHidden(draft: MessageDraft, current: MessageDraft): MessageDraft {
  const { type } = draft.header
  const header = { ...current.header, type }
  if (type === 'text') header.text = draft.header.text
  if (type === 'image' || type === 'video')
    header[type] = keepSource(draft.header[type], current.header[type])
  if (type === 'document') header.document = keepSource(draft.header.document, current.header.document)
  const isSameRecipient = draftToPayload(draft).to === draftToPayload(current).to
  return { ...draft, header, to: isSameRecipient ? current.to : draft.to }
}

type Medium = MessageDraft['header']['image']

function keepSource<T extends Medium>(medium: T, current: T): T {
  if (medium.source === 'link') return { ...medium, id: current.id }
  const { source, link, id, isReplaced } = current
  if (source === 'upload' && mediaIdOf(current) === medium.id)
    return { ...medium, source, link, id, isReplaced }
  return { ...medium, link }
}

function hasKey(json: unknown, key: string): boolean {
  return typeof json === 'object' && json !== null && Object.hasOwn(json, key)
}

/** Equal JSON, whatever the order of the keys. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other
  const keys = Object.keys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isSame(Reflect.get(one, key), Reflect.get(other, key)))
  )
}
