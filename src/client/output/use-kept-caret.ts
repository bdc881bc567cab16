import type { RefObject, SyntheticEvent } from 'react'
import { useLayoutEffect, useRef } from 'react'

/**
 * Keeps the caret in its place when the text in the field is exchanged from outside, which browsers answer by putting it at the
 * end. Gives what is to be told each time that it moves.
 */
export function useKeptCaret(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  isFromOutside: boolean,
): (event: SyntheticEvent<HTMLTextAreaElement>) => void {
  const last = useRef(text)
  const caret = useRef({ start: 0, end: 0 })

  useLayoutEffect(() => {
    const before = last.current
    last.current = text
    const { current } = area
    if (!isFromOutside || before === text || current !== document.activeElement) return
    const { start, end } = caret.current
    current?.setSelectionRange(movePlace(before, text, start), movePlace(before, text, end))
  }, [area, text, isFromOutside])

  return ({ currentTarget: { selectionStart, selectionEnd } }) => {
    caret.current = { start: selectionStart, end: selectionEnd }
  }
}

/** Where a place in a text is after a part of the text was exchanged. */
function movePlace(before: string, after: string, place: number): number {
  let same = 0
  while (same < place && before[same] === after[same]) same += 1
  return same === place ? place : Math.max(same, after.length - (before.length - place))
}
