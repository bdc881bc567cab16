import type { RefObject } from 'react'
import { useLayoutEffect, useRef } from 'react'

type FocusHandlers = { onFocus: () => void; onBlur: () => void }

/**
 * When the control that had the focus goes away, because `scene` has changed, the main control of the next scene gets it.
 * React tells nothing of a blur that its own removal of an element causes, and so the focus counts as being inside still.
 */
export function useKeptFocus(area: RefObject<HTMLElement | null>, scene: string): FocusHandlers {
  const isInside = useRef(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: with each scene the controls change
  useLayoutEffect(() => {
    const { current } = area
    if (!isInside.current || document.activeElement !== document.body) return
    const next = current?.querySelector<HTMLElement>('[data-main]') ?? current?.querySelector('input')
    next?.focus()
  }, [area, scene])

  return {
    onFocus: () => {
      isInside.current = true
    },
    onBlur: () => {
      isInside.current = false
    },
  }
}
