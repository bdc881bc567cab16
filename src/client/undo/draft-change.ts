import type { FieldPath } from '#whatsapp/fields.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { parseRecipient } from '#whatsapp/recipient.ts'
import type { FieldName } from '../form.ts'

/** True when one sign was put into or taken out of the text of one field; an ID that follows its text does not count. */
export function isTyping(before: MessageDraft, after: MessageDraft, field: string): boolean {
  // These are chosen.
  if (/\.(?:type|source)$/.test(field)) return false
  const [old, now] = [before, after].map((draft) => readPath(draft, field))
  if (typeof old !== 'string' || typeof now !== 'string') return false
  // A sign of two UTF-16 units, or one with a variation selector, is typed in one go.
  return Math.abs(now.length - old.length) <= 2
}

/** True when what differs is how the number of the recipient is written, and nothing else, as when its field tidies it. */
export function isSameMessage(before: MessageDraft, after: MessageDraft): boolean {
  if (before.to === after.to) return false
  const [old, now] = [before, after].map(({ to, ...rest }) => {
    const number = parseRecipient(to)
    return JSON.stringify({ ...rest, to: number.ok ? number.e164 : to })
  })
  return old === now
}

/** The first field, in the order of the sheet, that differs between two drafts. */
export function findChange(before: MessageDraft, after: MessageDraft): FieldPath | undefined {
  if (before.header.type !== after.header.type) return 'header.type'
  const { type } = after.header
  if (type === 'text' && before.header.text !== after.header.text) return 'header.text'
  if (type === 'image' || type === 'video' || type === 'document') {
    const keys = ['link', 'id', 'filename'] as const
    const changed = keys.find(
      (key) => readPath(before.header[type], key) !== readPath(after.header[type], key),
    )
    if (changed) return `header.${type}.${changed}`
  }
  if (before.body !== after.body) return 'body'
  if (before.footer !== after.footer) return 'footer'
  const count = Math.max(before.buttons.length, after.buttons.length)
  for (let index = 0; index < count; index += 1) {
    const shown = Math.min(index, after.buttons.length - 1)
    if (before.buttons[index]?.title !== after.buttons[index]?.title) return `buttons.${shown}.title`
    if (before.buttons[index]?.id !== after.buttons[index]?.id) return `buttons.${shown}.id`
  }
  return before.to === after.to ? undefined : 'to'
}

function readPath(value: unknown, path: string): unknown {
  let node = value
  for (const key of path.split('.')) node = (node as Record<string, unknown> | undefined)?.[key]
  return node
}

/** All fields of the form that this draft has. */
export function listFields(draft: MessageDraft): FieldName[] {
  const media = (['image', 'video', 'document'] as const).flatMap((kind) => [
    `header.${kind}.link` as const,
    `header.${kind}.id` as const,
  ])
  const buttons = draft.buttons.flatMap((_, index) => [
    `buttons.${index}.title` as const,
    `buttons.${index}.id` as const,
  ])
  return ['to', 'header.text', ...media, 'header.document.filename', 'body', 'footer', ...buttons]
}
