import { memo } from 'react'

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

type Token = { kind: 'key' | 'string' | 'rest'; text: string }

const COLOR: Record<Token['kind'], string> = { key: 'text-soft', string: 'text-accent', rest: 'text-faint' }

/** Splits a line of well-formed JSON; joined again the texts give the line. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const { 0: text, index } of line.matchAll(/"(?:[^"\\]|\\.)*"/g)) {
    if (index > end) tokens.push({ kind: 'rest', text: line.slice(end, index) })
    end = index + text.length
    tokens.push({ kind: line[end] === ':' ? 'key' : 'string', text })
  }
  if (end < line.length) tokens.push({ kind: 'rest', text: line.slice(end) })
  return tokens
}
