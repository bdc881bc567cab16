import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'
import type { MediaType } from '#whatsapp/media.ts'
import { MEDIA_TYPES } from '#whatsapp/media.ts'
import { BYTES_TO_SNIFF, canBegin } from '#whatsapp/media-file.ts'
import { classifyAnswer } from '#whatsapp/outcome.ts'
import type { Problem } from '#whatsapp/problem.ts'
import { readMediaType } from './guard.ts'
import { explainUpstream } from './messages.ts'
import { createProblem, Refusal, toAnswer, toResponse } from './problem.ts'
import type { Runtime } from './runtime.ts'
import type { Exchange } from './upstream.ts'

type Upload = { type: MediaType; length: number; name: string }

const IN_FLIGHT_MAX = 4
const TOTAL_TIME = 120_000
const HEAD_TIME = 10_000
const FILE_NAME_MAX = 100
const WRONG_TYPE =
  'The file is not what its type says. Save it once more in that format, or choose another file.'
const LOST = 'The file did not get to WhatsApp. Check the connection and try again.'

/** `POST /api/media`: the raw body streams through to WhatsApp in a form of ours; nothing is kept, nothing is served back. */
export function createUploads(runtime: Runtime): (incoming: IncomingMessage) => Promise<Response> {
  const { log } = runtime
  return async (incoming) => {
    const upload = readUpload(incoming)
    if (runtime.phase === 'draining') throw new Refusal('draining', { retryAfter: 5 })
    if (runtime.uploading >= IN_FLIGHT_MAX) throw new Refusal('overloaded', { retryAfter: 1 })
    runtime.uploading += 1
    try {
      const exchange = await pass(incoming, upload, runtime)
      const body = explain(exchange)
      const status = 'status' in body ? body.status : 200
      log('info', 'upload', { status, ...(exchange.phase !== 'answered' && { reason: exchange.reason }) })
      return toResponse(toAnswer(status, body))
    } catch (error) {
      // Whoever uploads went away, or was too slow for the first bytes: nobody is there to read this.
      throw incoming.destroyed ? new Refusal('bad_request') : error
    } finally {
      runtime.uploading -= 1
    }
  }
}

function readUpload(incoming: IncomingMessage): Upload {
  const { 'content-length': size, 'x-file-name': header } = incoming.headers
  const type = MEDIA_TYPES.find(({ mime }) => mime === readMediaType(incoming))
  if (!type) throw new Refusal('unsupported_media_type')
  const length = Number(size)
  if (length === 0) throw new Refusal('media_empty')
  if (length > MEDIA_MAX_BYTES[type.kind]) throw new Refusal('payload_too_large')
  const name = readFileName(String(header ?? ''))
  if (name === undefined) throw new Refusal('bad_request', { detail: 'X-File-Name is not usable.' })
  return { type, length, name: (type.kind === 'document' && name) || `file.${type.extensions[0]}` }
}

/** The name without what could break out of its quotes, its line or its folder; empty if there is none. */
function readFileName(header: string): string | undefined {
  try {
    const name = decodeURIComponent(header)
      .replace(/[\p{Cc}/\\:"]/gu, '')
      .trim()
    return name.length <= FILE_NAME_MAX ? name : undefined
  } catch {
    return undefined
  }
}

async function pass(incoming: IncomingMessage, upload: Upload, { upstream }: Runtime): Promise<Exchange> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const timer = setTimeout(() => incoming.destroy(), HEAD_TIME)
  const head = await readHead(chunks, Math.min(BYTES_TO_SNIFF, upload.length)).finally(() =>
    clearTimeout(timer),
  )
  if (!canBegin(upload.type.mime, head)) throw new Refusal('unsupported_media_type', { detail: WRONG_TYPE })
  const boundary = `trio-${randomBytes(16).toString('hex')}`
  const [opening, closing] = frame(upload, boundary)
  const body = Readable.from(join([opening, head], chunks, closing), { objectMode: false })
  const length = opening.length + upload.length + closing.length
  return upstream.postMedia({ type: `multipart/form-data; boundary=${boundary}`, length, body }, TOTAL_TIME)
}

async function readHead(chunks: AsyncIterator<Buffer>, length: number): Promise<Buffer> {
  let head = Buffer.alloc(0)
  while (head.length < length) {
    const { value, done } = await chunks.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  return head
}

/** The form of the Graph API around the file, whose own type decides there. */
function frame({ type, name }: Upload, boundary: string): [Buffer, Buffer] {
  const part = (field: string): string => `--${boundary}\r\nContent-Disposition: form-data; name=${field}`
  const opening = [
    part('"messaging_product"\r\n\r\nwhatsapp'),
    part(`"type"\r\n\r\n${type.mime}`),
    part(`"file"; filename="${name}"\r\nContent-Type: ${type.mime}\r\n\r\n`),
  ]
  return [Buffer.from(opening.join('\r\n')), Buffer.from(`\r\n--${boundary}--\r\n`)]
}

async function* join(first: Buffer[], rest: AsyncIterator<Buffer>, last: Buffer): AsyncGenerator<Buffer> {
  yield* first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  yield last
}

/** Unlike a send an upload may be repeated: an unused media id is invisible and lapses by itself. */
function explain(exchange: Exchange): Problem | { id: string } {
  const answer = exchange.phase === 'answered' ? exchange.answer : { status: 0, body: undefined }
  const id = answer.status === 200 ? (answer.body as { id?: unknown } | undefined)?.id : undefined
  if (typeof id === 'string' && /^[\w.:-]{1,200}$/.test(id)) return { id }
  const classified = classifyAnswer(answer)
  if (classified.outcome === 'accepted' || classified.outcome === 'unknown')
    return createProblem('upstream_unreachable', { detail: LOST })
  return createProblem(classified.problem, {
    ...(classified.error && explainUpstream(classified.error)),
    ...(classified.outcome === 'not_sent' && { retryAfter: classified.retryAfter }),
  })
}
