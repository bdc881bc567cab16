import { set } from 'react-hook-form'
import { isMadeFrom, toButtonId } from '#whatsapp/button-ids.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from './form.ts'
import { rename } from './library/current-draft.ts'
import { replaceDraft } from './replace-draft.ts'

export type EarlyTyping = readonly (readonly [name: string, value: string])[]

/**
 * What somebody typed or chose in the prerendered page before its script ran; hydration would put the example back. What has no
 * name is the name of the draft.
 */
export function takeEarlyTyping(root: Element): EarlyTyping {
  const fields = root.querySelectorAll<HTMLInputElement>(FIELDS)
  return Array.from(fields)
    .filter((field) => field.value !== field.defaultValue || field.checked)
    .map((field) => [
      field.closest<HTMLElement>('[data-field-group]')?.dataset.fieldGroup ?? field.name,
      field.value,
    ])
}

const FIELDS = 'input[name]:not([type=radio]),textarea,.draft-name,[data-field-group] :checked:not([checked])'

/** Puts the draft into the form with what was typed early in it. IDs follow their buttons' texts, as they do later. */
export function putEarlyTyping(form: MessageForm, draft: MessageDraft, typing: EarlyTyping): void {
  const typed = structuredClone(draft)
  for (const [name, value] of typing) {
    if (name) set(typed, name, value)
    else rename(value)
  }
  typed.buttons.forEach((button, index) => {
    const old = draft.buttons[index]
    if (old?.title === button.title || old?.id !== button.id || !isMadeFrom(old.id, old.title)) return
    const taken = typed.buttons.flatMap(({ id }, other) => (other === index ? [] : [id]))
    button.id = button.title.trim() === '' ? '' : toButtonId(button.title, taken)
  })
  // Not setValue: the fields hold these values already, so it would tell nobody.
  replaceDraft(form, typed)
}
