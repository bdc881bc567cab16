import { memo } from 'react'
import type { Token } from './tokenize.ts'
import { tokenize } from './tokenize.ts'

/** JSON in colours, line by line, so that a keystroke draws one line anew. */
export function HighlightedJson({ json }: { json: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name than its number
  return json.split('\n').map((line, index) => <Line key={index} line={line} />)
}

const Line = memo(function Line({ line }: { line: string }) {
  return (
    <>
      {tokenize(line).map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a token has no other name than its place
        <span key={index} className={COLOR[kind]}>
          {text}
        </span>
      ))}
      {'\n'}
    </>
  )
})

const COLOR: Record<Token['kind'], string> = { key: 'text-soft', string: 'text-accent', rest: 'text-faint' }
