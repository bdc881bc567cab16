import { memo } from 'react'
import type { Token } from './tokenize.ts'
import { tokenize } from './tokenize.ts'

type HighlightedJsonProps = {
  json: string
  /** Lines, from 0, in which something is wrong. */
  marked?: readonly number[]
}

/** JSON in colours, line by line, so that a keystroke draws one line anew. */
export function HighlightedJson({ json, marked = [] }: HighlightedJsonProps) {
  return (
    json
      .split('\n')
      // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its number
      .map((line, index) => <Line key={index} line={line} isMarked={marked.includes(index)} />)
  )
}

const Line = memo(function Line({ line, isMarked }: { line: string; isMarked: boolean }) {
  return (
    <span className={isMarked ? MARKED : undefined}>
      {tokenize(line).map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token has no other name than its place
        <span key={index} className={COLOR[kind]}>
          {text}
        </span>
      ))}
      {'\n'}
    </span>
  )
})

const MARKED =
  'relative bg-red-wash before:absolute before:-left-2.5 before:h-[1.5em] before:w-[3px] before:rounded-full before:bg-red'
const COLOR: Record<Token['kind'], string> = { key: 'text-soft', string: 'text-accent', rest: 'text-faint' }
