import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { ProblemCode } from '#whatsapp/problem.ts'
import { maxBytesOf } from './guard.ts'
import { Refusal } from './problem.ts'

const BODY_TIME = 10_000
const DEPTH_MAX = 32
const VALUES_MAX = 2000

/** The body of a request to an address that takes JSON; within ten seconds, however slowly and in whatever pieces it comes. */
export async function readJson(incoming: IncomingMessage): Promise<unknown> {
  const value = parseJson(await readBody(incoming))
  if (value === undefined) throw new Refusal('invalid_json')
  return value
}

function readBody(incoming: IncomingMessage): Promise<Buffer[]> {
  const maxBytes = maxBytesOf(incoming)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const refuse = (code: ProblemCode): void => reject(new Refusal(code))
    const timer = setTimeout(refuse, BODY_TIME, 'request_timeout')
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else refuse('payload_too_large')
    })
    incoming.on('end', () => resolve(chunks))
    incoming.on('close', () => {
      clearTimeout(timer)
      if (!incoming.complete) refuse('bad_request')
    })
  })
}

/** JSON in valid UTF-8, at most 32 levels deep and of at most 2,000 values; else `undefined`. Its texts come as `clean` leaves them. */
export function parseJson(chunks: readonly Buffer[], clean?: (text: string) => string): unknown {
  const [first = Buffer.alloc(0), ...more] = chunks
  const bytes = more.length === 0 ? first : Buffer.concat(chunks)
  try {
    // Checked before anything recursive sees it.
    if (!isUtf8(bytes) || !isModest(bytes)) return undefined
    const text = bytes.toString()
    // Without escapes every text stands as it is in the whole: where that is clean, all of them are.
    const isClean = !clean || (!text.includes('\\') && clean(text) === text)
    return JSON.parse(
      text,
      isClean ? undefined : (_, value) => (typeof value === 'string' ? clean(value) : value),
    )
  } catch {
    return undefined
  }
}

/** One pass that knows only strings, brackets and commas; what it misjudges in broken JSON is refused by the parser anyway. */
function isModest(bytes: Buffer): boolean {
  let depth = 0
  let values = 1
  for (let i = 0; i < bytes.length; i += 1) {
    const sign = bytes[i]
    if (sign === QUOTE) i = findEndOfString(bytes, i + 1)
    else if (sign === COMMA) values += 1
    else if (sign === OPEN_BRACE || sign === OPEN_BRACKET) {
      depth += 1
      values += 1
      if (depth > DEPTH_MAX) return false
    } else if (sign === CLOSE_BRACE || sign === CLOSE_BRACKET) depth -= 1
  }
  return values <= VALUES_MAX
}

function findEndOfString(bytes: Buffer, start: number): number {
  let i = start
  while (i < bytes.length && bytes[i] !== QUOTE) i += bytes[i] === BACKSLASH ? 2 : 1
  return i
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c]
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d]
