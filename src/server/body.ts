import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { ProblemCode } from '#whatsapp/problem.ts'
import { maxBytesOf, pathOf } from './guard.ts'

export type Json = { ok: true; value: unknown } | { ok: false; code: ProblemCode }

const BODY_TIME = 10_000
const DEPTH_MAX = 32
const VALUES_MAX = 2000

/** The body of a request to an address that takes JSON; within ten seconds, however slowly and in whatever pieces it comes. */
export function readJson(incoming: IncomingMessage): Promise<Json> {
  const maxBytes = maxBytesOf(pathOf(incoming.url ?? ''))
  return new Promise((resolve) => {
    let chunks: Buffer[] | undefined = []
    let length = 0
    const end = (json: Json): void => {
      clearTimeout(timer)
      chunks = undefined
      resolve(json)
    }
    const timer = setTimeout(() => end({ ok: false, code: 'request_timeout' }), BODY_TIME)
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks?.push(chunk)
      else if (chunks) end({ ok: false, code: 'payload_too_large' })
    })
    incoming.on('end', () => {
      if (chunks) end(parseJson(chunks))
    })
    const fail = (): void => {
      if (chunks) end({ ok: false, code: 'bad_request' })
    }
    incoming.on('error', fail).on('close', fail)
  })
}

/** JSON in valid UTF-8, at most 32 levels deep and of at most 2,000 values: checked before anything recursive sees it. */
export function parseJson(chunks: Buffer[]): Json {
  const [first = Buffer.alloc(0), ...more] = chunks
  const bytes = more.length > 0 ? Buffer.concat(chunks) : first
  const text = isUtf8(bytes) ? bytes.toString() : ''
  try {
    if (isModest(text)) return { ok: true, value: JSON.parse(text) }
  } catch {
    // Told below, as whatever else is not JSON for us.
  }
  return { ok: false, code: 'invalid_json' }
}

/** One pass that knows only strings, brackets and commas; what it misjudges in broken JSON is refused by the parser anyway. */
function isModest(text: string): boolean {
  let depth = 0
  let values = 1
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) i = endOfString(text, i + 1)
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth += 1
      values += 1
      if (depth > DEPTH_MAX) return false
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1
    else if (code === COMMA) values += 1
  }
  return values <= VALUES_MAX
}

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Where the next quote stands that an even number of backslashes precedes. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let start = end
    while (start > from && text.charCodeAt(start - 1) === BACKSLASH) start -= 1
    if ((end - start) % 2 === 0) return end
  }
  return text.length
}
