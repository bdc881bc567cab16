export type DartCall = { method: string; args: Record<string, unknown> }

/**
 * Reads the one awaited call of a Dart program by Dart's rules for named arguments, maps, lists and single-quoted strings;
 * throws on all else, also on a `$` that would interpolate.
 */
export function readDartCall(program: string): DartCall {
  const call = /await whatsapp\.(\w+)\(([\s\S]*?\n) {2}\);\n/.exec(program)
  if (!call?.[1] || !call[2]) throw new Error('There is no call.')
  const tokens = toTokens(call[2])
  const args = readPairs(tokens, undefined)
  return { method: call[1], args }
}

const TOKEN =
  /(?<blank>\s+|\/\/[^\n]*)|'(?:[^'\\$\n]|\\(?:u\{[0-9a-f]{1,6}\}|[nrt\\'$]))*'|\w+|[[\]{}:,]|(?<wrong>[\s\S])/g

function toTokens(source: string): string[] {
  return [...source.matchAll(TOKEN)].flatMap(({ 0: token, index, groups }) => {
    if (groups?.wrong) throw new Error(`This is not Dart: ${source.slice(index, index + 40)}`)
    return groups?.blank ? [] : [token]
  })
}

function readValue(tokens: string[]): unknown {
  const token = tokens.shift()
  if (token === '{') return readPairs(tokens, '}')
  if (token?.startsWith("'")) return unquote(token)
  if (token !== '[') throw new Error(`${token} is no value.`)
  const list: unknown[] = []
  readItems(tokens, ']', () => list.push(readValue(tokens)))
  return list
}

function readPairs(tokens: string[], close: '}' | undefined): Record<string, unknown> {
  const pairs: [string, unknown][] = []
  readItems(tokens, close, () => {
    const key = tokens.shift() ?? ''
    if (tokens.shift() !== ':') throw new Error(`No colon after ${key}.`)
    pairs.push([close ? unquote(key) : key, readValue(tokens)])
  })
  return Object.fromEntries(pairs)
}

function readItems(tokens: string[], close: string | undefined, readItem: () => void): void {
  while (tokens[0] !== close) {
    readItem()
    if (tokens[0] !== close && tokens.shift() !== ',') throw new Error('No comma between items.')
  }
  tokens.shift()
}

function unquote(token: string): string {
  const named: Record<string, string> = { n: '\n', r: '\r', t: '\t' }
  return token
    .slice(1, -1)
    .replace(/\\(?:u\{(\w+)\}|(.))/g, (_, code, sign) =>
      code ? String.fromCodePoint(Number.parseInt(code, 16)) : (named[sign] ?? sign),
    )
}
