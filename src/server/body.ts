import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
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

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const maxBytes = maxBytesOf(incoming)
  const chunks: Buffer[] = []
  let length = 0
  let timer: NodeJS.Timeout
  const body = new Promise<Buffer>((resolve, reject) => {
    timer = setTimeout(() => reject(new Refusal('request_timeout')), BODY_TIME)
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else reject(new Refusal('payload_too_large'))
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks)))
    incoming.on('error', () => reject(new Refusal('bad_request')))
    incoming.on('close', () => incoming.complete || reject(new Refusal('bad_request')))
  })
  return body.finally(() => clearTimeout(timer))
}

/** JSON in valid UTF-8, at most 32 levels deep and of at most 2,000 values; else `undefined`. */
export function parseJson(bytes: Buffer): unknown {
  const text = isUtf8(bytes) ? bytes.toString() : ''
  try {
    // Checked before anything recursive sees it.
    return isModest(text) ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}

/** One pass that knows only strings, brackets and commas; what it misjudges in broken JSON is refused by the parser anyway. */
function isModest(text: string): boolean {
  let [depth, values, isInString] = [0, 1, false]
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charCodeAt(i)
    if (isInString && sign === BACKSLASH) i += 1
    else if (sign === QUOTE) isInString = !isInString
    else if (isInString) continue
    else if (sign === COMMA) values += 1
    else if (sign === OPEN_BRACE || sign === OPEN_BRACKET) {
      depth += 1
      values += 1
      if (depth > DEPTH_MAX) return false
    } else if (sign === CLOSE_BRACE || sign === CLOSE_BRACKET) depth -= 1
  }
  return values <= VALUES_MAX
}

const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c]
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d]
