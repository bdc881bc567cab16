// In quotes or without, and behind a colon with who may see it.
const KEY = /\[([^[\]\n]{1,160})\]\s?=>/g

const OPENS =
  /\s*(?:Array|[\w\\]{1,80} Object|(?:array|object)\([\w\\]{1,80}\)(?:#\d{1,9} \(\d{1,9}\))?)\s*[({]\s*/y

const SCALAR = /^(?:string\(\d{1,9}\) "([\s\S]*)"|(?:int|float|bool)\(([\w.+-]{1,40})\)|(NULL))$/

const FRAMEWORK = /\barray:\d{1,9} \[[▼▶]?/g

/**
 * The data that PHP's `print_r` or `var_dump` put out, or the `dump` of its frameworks, in the words of JSON; nothing where a
 * text holds none. Texts stand in it as they are, so only a closing bracket that stands alone closes anything.
 */
export function readDump(text: string): string | undefined {
  if (text.search(FRAMEWORK) >= 0) return text.replace(FRAMEWORK, '[')
  if (/\b(?:interactive|action|reply)=\{\w{1,80}=/.test(text)) return readMap(text)
  const source = text.replaceAll('\r', '')
  const keys = [...source.matchAll(KEY)]
  const json: string[] = []
  const open: string[] = []
  let isNested = false
  const begin = (key: RegExpExecArray | undefined) => {
    // PHP numbers the members of its lists.
    const isList = nameOf(key) === '0'
    json.push(isList ? '[' : '{')
    open.push(isList ? ']' : '}')
  }
  for (const [index, key] of keys.entries()) {
    if (open.length === 0) begin(key)
    if (open.at(-1) === '}') json.push(`${JSON.stringify(nameOf(key))}:`)
    const next = keys[index + 1]
    const segment = source.slice(key.index + key[0].length, next?.index)
    OPENS.lastIndex = 0
    const start = OPENS.exec(segment)?.[0].length ?? 0
    if (start > 0) begin(next)
    isNested ||= start > 0
    const { value, closes } = splitClosers(segment, start, open.length)
    if (start === 0) json.push(toValue(value.trim()), ',')
    for (const closer of open.splice(open.length - closes).toReversed()) json.push(closer, ',')
  }
  return isNested ? json.join('') : undefined
}

/** What Java puts out for a map: `{type=button, body={text=Is it warm?}}`. */
function readMap(text: string): string {
  const pieces = text.split(/([{}[\]]|(?<=[{\s])\w{1,80}=|,\s(?=\w{1,80}=|[{[]))/)
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1) return piece.endsWith('=') ? `${JSON.stringify(piece.slice(0, -1))}:` : piece
      return piece.trim() === '' ? '' : JSON.stringify(piece)
    })
    .join('')
}

function nameOf(key: RegExpExecArray | undefined): string | undefined {
  return key?.[1]?.replaceAll('"', '').split(':')[0]
}

/** The value of a segment and how many brackets close behind it; where all are closed, what follows is no part of the dump. */
function splitClosers(segment: string, start: number, depth: number): { value: string; closes: number } {
  let closes = 0
  let end = start
  for (let at = start; at < segment.length && closes < depth; at += 1) {
    if (/\s/.test(segment.charAt(at))) continue
    const isAlone = at === start || /\s/.test(segment.charAt(at - 1))
    const isCloser = isAlone && /[)}]/.test(segment.charAt(at))
    closes = isCloser ? closes + 1 : 0
    if (!isCloser) end = at + 1
  }
  return { value: segment.slice(start, end), closes }
}

function toValue(value: string): string {
  const [, text = value, plain, nothing] = SCALAR.exec(value) ?? []
  return plain ?? (nothing === undefined ? JSON.stringify(text) : 'null')
}
