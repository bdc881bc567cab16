import { set } from 'react-hook-form'
import { isMadeFrom, toButtonId } from '#whatsapp/button-ids.ts'
import type { MessageDraft } from '#whatsapp/message.ts'

export type EarlyTyping = readonly (readonly [name: string, value: string])[]

/** What somebody typed or chose in the prerendered page before its script ran; hydration would put the example back. */
export function takeEarlyTyping(root: Element): EarlyTyping {
  const fields = root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input[name]:not([type="radio"]), textarea[name]',
  )
  const typed = Array.from(fields)
    .filter((field) => field.value !== field.defaultValue)
    .map((field) => [field.name, field.value] as const)
  const radios = root.querySelectorAll<HTMLInputElement>('[data-field-group] [type="radio"]')
  const chosen = Array.from(radios)
    .filter((radio) => radio.checked && !radio.defaultChecked)
    .map(
      (radio) =>
        [radio.closest<HTMLElement>('[data-field-group]')?.dataset.fieldGroup ?? '', radio.value] as const,
    )
  return [...typed, ...chosen]
}

/** The draft with what was typed early in it. IDs follow their buttons' texts, as they do later. */
export function withEarlyTyping(draft: MessageDraft, typing: EarlyTyping): MessageDraft {
  const typed = structuredClone(draft)
  for (const [name, value] of typing) set(typed, name, value)
  typed.buttons.forEach((button, index) => {
    const old = draft.buttons[index]
    if (old?.title === button.title || old?.id !== button.id || !isMadeFrom(old.id, old.title)) return
    const taken = typed.buttons.flatMap(({ id }, other) => (other === index ? [] : [id]))
    button.id = button.title.trim() === '' ? '' : toButtonId(button.title, taken)
  })
  return typed
}
