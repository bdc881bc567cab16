export type Token = { kind: 'key' | 'string' | 'rest'; text: string }

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
