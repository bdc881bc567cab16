import type { RefObject } from 'react'
import { useEffect, useEffectEvent } from 'react'
import type { FieldPath } from '#whatsapp/fields.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { useMessageForm } from '../form.ts'
import { useGoToField } from '../go-to-field.tsx'

/**
 * A click on a part of the bubble goes to its field. A convenience of the mouse alone, hence one listener and no roles:
 * for keyboards and screen readers the fields themselves are the way, and a second set of controls would be a maze.
 */
export function useClickToEdit(chat: RefObject<HTMLElement | null>): void {
  const goToField = useGoToField()
  const { getValues } = useMessageForm()

  const edit = useEffectEvent(({ target }: MouseEvent) => {
    const selecting = document.getSelection()?.isCollapsed === false
    if (selecting || !(target instanceof Element) || target.closest('a')) return
    const part = target.closest<HTMLElement>('[data-part]')
    const path = part && fieldOf(part, getValues('header'))
    if (path) goToField(path)
  })

  useEffect(() => {
    const element = chat.current
    element?.addEventListener('click', edit)
    return () => element?.removeEventListener('click', edit)
  }, [chat])
}

function fieldOf(part: HTMLElement, header: MessageDraft['header']): FieldPath | undefined {
  switch (part.dataset.part) {
    case 'header':
      return fieldOfHeader(header)
    case 'body':
      return 'body'
    case 'footer':
      return 'footer'
    case 'button':
      return `buttons.${siblingsBefore(part)}.title`
    default:
      return undefined
  }
}

function fieldOfHeader({ type, ...header }: MessageDraft['header']): FieldPath {
  if (type === 'none') return 'header.type'
  if (type === 'text') return 'header.text'
  return `header.${type}.${header[type].source === 'link' ? 'link' : 'id'}`
}

function siblingsBefore(part: HTMLElement): number {
  const parts = part.parentElement?.querySelectorAll(':scope > [data-part="button"]') ?? []
  return Array.from(parts).indexOf(part)
}
