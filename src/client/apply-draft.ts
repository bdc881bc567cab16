import { get, set } from 'react-hook-form'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { FieldName, MessageForm } from './form.ts'
import { replaceDraft } from './replace-draft.ts'
import { fitFields } from './show-draft.ts'

const FIELDS: readonly FieldName[] = [
  'to',
  'header.text',
  'header.image.link',
  'header.image.id',
  'header.video.link',
  'header.video.id',
  'header.document.link',
  'header.document.id',
  'header.document.filename',
  'body',
  'footer',
]

/**
 * Brings the form to this draft. Where one text differs it is written as if it had been typed in its field, so that undo takes
 * back a burst of typing and what has been touched stays so; else the draft is exchanged.
 */
export function applyDraft(form: MessageForm, brought: MessageDraft): void {
  const current = form.getValues()
  const next = fitFields(brought)
  if (isSame(current, next)) return
  const name = findOnlyChange(current, next)
  if (name === undefined) replaceDraft(form, next)
  else
    form.setValue(name, get(next, name), {
      shouldDirty: true,
      shouldValidate: form.getFieldState(name).invalid,
    })
}

function findOnlyChange(current: MessageDraft, next: MessageDraft): FieldName | undefined {
  const ofButtons = next.buttons.flatMap((_, index): FieldName[] => [
    `buttons.${index}.title`,
    `buttons.${index}.id`,
  ])
  const name = [...FIELDS, ...ofButtons].find((one) => get(current, one) !== get(next, one))
  if (name === undefined) return undefined
  const changed = structuredClone(current)
  set(changed, name, get(next, name))
  return isSame(changed, next) ? name : undefined
}

function isSame(one: MessageDraft, other: MessageDraft): boolean {
  return JSON.stringify(toOrdered(one)) === JSON.stringify(toOrdered(other))
}

/** The form may hold its parts in another order than a draft that was read. */
function toOrdered({ to, header, body, footer, buttons, extras }: MessageDraft): unknown {
  const { type, text, image, video, document } = header
  const media = [image, video, document].map(({ source, link, id }) => [source, link, id])
  const pairs = buttons.map(({ title, id }) => [title, id])
  return [to, type, text, media, document.filename, body, footer, pairs, extras]
}
