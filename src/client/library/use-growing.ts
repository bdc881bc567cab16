import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'
import { untilRest } from '../until-rest.ts'

const FIRST = 12
const STEP = 24

/** How many entries of a long list are drawn: a first screenful, and more whenever its end comes near. */
export function useGrowing(length: number): { shown: number; end: RefObject<HTMLDivElement | null> } {
  const end = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState(FIRST)
  useEffect(() => {
    if (!end.current || shown >= length) return
    const observer = new IntersectionObserver(
      (entries) => {
        // After what is in sight is painted: a long list opens like a short one.
        if (entries.some(({ isIntersecting }) => isIntersecting))
          void untilRest().then(() => setShown(shown + STEP))
      },
      { root: end.current.parentElement, rootMargin: '600px' },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [shown, length])
  return { shown, end }
}
