import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import type { ProblemCode } from '#whatsapp/problem.ts'
import { maxBytesOf, pathOf } from './guard.ts'

export type Body = { ok: true; bytes: Buffer } | { ok: false; code: ProblemCode }

export type Json = { ok: true; value: unknown } | { ok: false; code: ProblemCode }

export type ParsedJson = { ok: true; value: unknown } | { ok: false }

const BODY_TIME = 10_000
const DEPTH_MAX = 32
const VALUES_MAX = 2000

/** Reads a body of at most `maxBytes` within ten seconds, however slowly and in whatever pieces it comes. */
function readBody(incoming: IncomingMessage, maxBytes: number): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    // What comes first counts; the others then say nothing any more.
    const end = (body: Body): void => {
      clearTimeout(timer)
      resolve(body)
    }
    const timer = setTimeout(end, BODY_TIME, { ok: false, code: 'request_timeout' })
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else end({ ok: false, code: 'payload_too_large' })
    })
    incoming.on('end', () =>
      end({ ok: true, bytes: chunks[1] ? Buffer.concat(chunks) : (chunks[0] ?? EMPTY) }),
    )
    incoming.on('error', () => end({ ok: false, code: 'bad_request' }))
    incoming.on('close', () => end({ ok: false, code: 'bad_request' }))
  })
}

const EMPTY = Buffer.alloc(0)

/** The body of a request to an address that takes JSON. */
export async function readJson(incoming: IncomingMessage): Promise<Json> {
  const body = await readBody(incoming, maxBytesOf(pathOf(incoming.url ?? '')))
  if (!body.ok) return body
  const parsed = parseJson(body.bytes)
  return parsed.ok ? parsed : { ok: false, code: 'invalid_json' }
}

/** JSON in valid UTF-8, at most 32 levels deep and of at most 2,000 values: checked before anything recursive sees it. */
export function parseJson(bytes: Buffer): ParsedJson {
  if (!isUtf8(bytes)) return { ok: false }
  const text = bytes.toString()
  if (!isModest(text)) return { ok: false }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
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

function endOfString(text: string, from: number): number {
  let i = from
  while (i < text.length) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) return i
    i += code === BACKSLASH ? 2 : 1
  }
  return i
}
