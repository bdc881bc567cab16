import type { RefObject } from 'react'
import { useEffect, useEffectEvent } from 'react'
import type { FieldPath } from '#whatsapp/fields.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { isBlank } from '#whatsapp/text.ts'
import { useMessageForm } from '../form.ts'
import { useGoToField } from '../go-to-field.tsx'

/**
 * A click on a part of the bubble goes to its field, and a tap on a reply button is played as the customer's. Editing from
 * here is a convenience of the mouse alone, hence one listener and no roles: for keyboards and screen readers the fields
 * themselves are the way, and a second set of controls would be a maze. The reply buttons are buttons for everybody.
 */
export function usePartClicks(chat: RefObject<HTMLElement | null>, onTap: (index: number) => void): void {
  const goToField = useGoToField()
  const { getValues } = useMessageForm()

  const act = useEffectEvent(({ target }: MouseEvent) => {
    if (!(target instanceof Element) || target.closest('a, .medium-show')) return
    const part = target.closest<HTMLElement>('[data-part]')
    if (!part) return
    if (part.dataset.part === 'button') {
      const index = siblingsBefore(part)
      if (target.closest('.bubble-edit') || isBlank(getValues(`buttons.${index}.title`)))
        goToField(`buttons.${index}.title`)
      else onTap(index)
      return
    }
    const isSelecting = document.getSelection()?.isCollapsed === false
    const path = isSelecting ? undefined : fieldOf(part, getValues('header'))
    if (path) goToField(path)
  })

  useEffect(() => {
    const element = chat.current
    element?.addEventListener('click', act)
    return () => element?.removeEventListener('click', act)
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
