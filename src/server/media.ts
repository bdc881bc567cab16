import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'
import type { MediaType } from '#whatsapp/media.ts'
import { MEDIA_TYPES } from '#whatsapp/media.ts'
import { classifyAnswer } from '#whatsapp/outcome.ts'
import type { Answer } from './answer.ts'
import { refuse } from './answer.ts'
import { toMediaType } from './guard.ts'
import type { Log, Scrub } from './log.ts'
import { explainUpstream } from './outcomes.ts'
import { isSniffedAs, SNIFFED_BYTES } from './sniff.ts'
import type { Exchange, Upstream } from './upstream.ts'

export type MediaOptions = { upstream: Upstream; log: Log; scrub: Scrub; isDraining: () => boolean }

const IN_FLIGHT_MAX = 4
const TOTAL_TIME = 120_000
const HEAD_TIME = 10_000
const FILE_NAME_MAX = 100

/** `POST /api/media`: the raw body streams through to WhatsApp in a form of ours; nothing is kept, nothing is served back. */
export function createMedia({ upstream, log, scrub, isDraining }: MediaOptions) {
  let inFlight = 0
  return async (incoming: IncomingMessage): Promise<Answer> => {
    const upload = readUpload(incoming)
    if ('status' in upload) return upload
    if (isDraining()) return refuse('draining', { retryAfter: 5 })
    if (inFlight >= IN_FLIGHT_MAX) return refuse('overloaded', { retryAfter: 1 })
    inFlight += 1
    try {
      const exchange = await pass(incoming, upload, upstream)
      if (exchange === 'wrong_type') return refuse('unsupported_media_type', { detail: WRONG_TYPE })
      const answer = toAnswer(exchange, scrub)
      log('info', 'upload', {
        status: answer.status,
        ...(exchange.phase !== 'answered' && { reason: exchange.reason }),
      })
      return answer
    } catch (error) {
      // Whoever uploads went away, or was too slow for the first bytes: nobody is there to read this.
      if (incoming.destroyed) return refuse('bad_request')
      throw error
    } finally {
      inFlight -= 1
    }
  }
}

const WRONG_TYPE =
  'The file is not what its type says. Save it once more in that format, or choose another file.'

type Upload = { type: MediaType; length: number; name: string }

function readUpload({ headers }: IncomingMessage): Upload | Answer {
  const mime = toMediaType(headers['content-type'] ?? '')
  const type = MEDIA_TYPES.find((known) => known.mime === mime)
  if (!type) return refuse('unsupported_media_type')
  const length = Number(headers['content-length'])
  if (length === 0) return refuse('media_empty')
  if (length > MEDIA_MAX_BYTES[type.kind]) return refuse('payload_too_large')
  const name = readFileName(headers['x-file-name'])
  if (name === undefined) return refuse('bad_request', { detail: 'X-File-Name is not usable.' })
  return { type, length, name: (type.kind === 'document' && name) || `file.${type.extensions[0]}` }
}

/** The name without what could break out of its quotes, its line or its folder; empty if there is none. */
function readFileName(header: string | string[] | undefined): string | undefined {
  try {
    const name = decodeURIComponent(String(header ?? ''))
      .replace(/[\p{Cc}/\\:"]/gu, '')
      .trim()
    return name.length <= FILE_NAME_MAX ? name : undefined
  } catch {
    return undefined
  }
}

async function pass(
  incoming: IncomingMessage,
  upload: Upload,
  upstream: Upstream,
): Promise<Exchange | 'wrong_type'> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const timer = setTimeout(() => incoming.destroy(), HEAD_TIME)
  const head = await readHead(chunks, Math.min(SNIFFED_BYTES, upload.length)).finally(() =>
    clearTimeout(timer),
  )
  if (!isSniffedAs(upload.type.mime, head)) return 'wrong_type'
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
  const field = (key: string, value: string): string =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${type.mime}\r\n\r\n`
  const opening = field('messaging_product', 'whatsapp') + field('type', type.mime) + file
  return [Buffer.from(opening), Buffer.from(`\r\n--${boundary}--\r\n`)]
}

async function* join(first: Buffer[], rest: AsyncIterator<Buffer>, last: Buffer): AsyncGenerator<Buffer> {
  yield* first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  yield last
}

/** Unlike a send an upload may be repeated: an unused media id is invisible and lapses by itself. */
function toAnswer(exchange: Exchange, scrub: Scrub): Answer {
  if (exchange.phase !== 'answered') return refuse('upstream_unreachable', { detail: LOST })
  const { status, body } = exchange.answer
  const id = status === 200 ? (body as { id?: unknown } | undefined)?.id : undefined
  if (typeof id === 'string' && /^[\w.:-]{1,200}$/.test(id)) return { status: 200, body: { id } }
  const classified = classifyAnswer(exchange.answer)
  if (classified.outcome === 'accepted' || classified.outcome === 'unknown')
    return refuse('upstream_unreachable', { detail: LOST })
  const explained = classified.error ? explainUpstream(classified.error, scrub) : {}
  const wait = classified.outcome === 'not_sent' ? { retryAfter: classified.retryAfter } : {}
  return refuse(classified.problem, { ...explained, ...wait })
}

const LOST = 'The file did not get to WhatsApp. Check the connection and try again.'
