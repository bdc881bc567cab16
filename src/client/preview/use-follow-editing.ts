import type { RefObject } from 'react'
import { useEffect } from 'react'

/**
 * Lights the part whose field is in use, by an attribute that the style sheet reads (`:has()` on the page would style it anew
 * with each keystroke), and scrolls a long message inside the phone to the place that is being written, and never the
 * page around it.
 */
export function useFollowEditing(chat: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let frame = 0
    function follow({ target }: Event): void {
      cancelAnimationFrame(frame)
      // After React has drawn the change, when the layout is due anyway.
      frame = requestAnimationFrame(() => {
        if (chat.current && target instanceof HTMLElement) showPlace(chat.current, target)
      })
    }
    function light({ type, target }: FocusEvent): void {
      const field = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null
      chat.current?.setAttribute('data-editing', (type === 'focusin' && field?.dataset.field) || '')
    }
    document.addEventListener('focusin', light)
    document.addEventListener('focusout', light)
    document.addEventListener('focusin', follow)
    document.addEventListener('input', follow)
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('focusin', light)
      document.removeEventListener('focusout', light)
      document.removeEventListener('focusin', follow)
      document.removeEventListener('input', follow)
    }
  }, [chat])
}

function showPlace(chat: HTMLElement, field: HTMLElement): void {
  const part = chat.scrollHeight > chat.clientHeight && partOf(chat, field)
  if (!part) return
  const view = chat.getBoundingClientRect()
  const box = part.getBoundingClientRect()
  // A part higher than the phone is followed by the share of its text that stands before the caret.
  const place = box.top + box.height * caretShare(field) - view.top
  const room = Math.min(box.height / 2, view.height / 3) + 24
  if (place < room) chat.scrollTop += place - room
  else if (place > view.height - room) chat.scrollTop += place - (view.height - room)
}

function partOf(chat: HTMLElement, field: HTMLElement): Element | undefined {
  const name = field.closest<HTMLElement>('[data-field]')?.dataset.field
  if (!name) return undefined
  const [part, number = '1'] = name.split('-')
  return chat.querySelectorAll(`[data-part="${part}"]`)[Number(number) - 1]
}

function caretShare(field: HTMLElement): number {
  if (!(field instanceof HTMLTextAreaElement) || field.value === '') return 0.5
  return field.selectionEnd / field.value.length
}
