import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'
import { MEDIA_TYPES } from '#whatsapp/media.ts'
import type { GraphAnswer } from './graph-error.ts'
import { toGraphError } from './graph-error.ts'

/** Answers an upload as the Cloud API does: the type of the file's own part decides. The bytes are counted, never kept. */
export async function answerUpload(request: IncomingMessage): Promise<GraphAnswer> {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,70})/i.exec(
    request.headers['content-type'] ?? '',
  )?.[1]
  const parts = boundary ? await readParts(request, boundary) : undefined
  if (!parts) return toGraphError(100, 'The parameter file is required')
  const file = parts.find(({ name }) => name === 'file')
  const product = parts.find(({ name }) => name === 'messaging_product')
  if (product?.start !== 'whatsapp') return toGraphError(100, 'The parameter messaging_product is required')
  if (!file) return toGraphError(100, 'The parameter file is required')
  const max = MAX_BYTES.get(file.type)
  if (max === undefined)
    return toGraphError(
      100,
      `Param file must be a file with one of the following types: ${TYPES}. Received file of type '${file.type}'.`,
    )
  if (file.size === 0 || file.size > max)
    return toGraphError(
      131053,
      'Media upload error',
      `File size of ${file.size} bytes is not between 1 and ${max}`,
    )
  return { status: 200, body: { id: `1${randomInt(1e14, 2e14)}` } }
}

// WebP and audio can be uploaded too, for stickers and voice; no header takes them.
const MAX_BYTES = new Map([
  ...MEDIA_TYPES.map(({ mime, kind }) => [mime, MEDIA_MAX_BYTES[kind]] as const),
  ...['image/webp', 'audio/aac', 'audio/amr', 'audio/mp4', 'audio/mpeg', 'audio/ogg'].map(
    (mime) => [mime, 16_000_000] as const,
  ),
])

const TYPES = [...MAX_BYTES.keys()].join(', ')

type Part = { name: string; type: string; size: number; start: string }

const START_MAX = 100
const HEAD_MAX = 4096

/** Reads a form as it streams in; `undefined` if it is broken or ends too early. */
async function readParts(request: IncomingMessage, boundary: string): Promise<Part[] | undefined> {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const parts: Part[] = []
  let part: Part | undefined
  let rest = Buffer.from('\r\n')
  let isOver = false
  for await (const chunk of request) {
    rest = Buffer.concat([rest, chunk as Buffer])
    while (!isOver) {
      const at = rest.indexOf(delimiter)
      const end = at < 0 ? Math.max(0, rest.length - delimiter.length) : at
      if (part) feed(part, rest.subarray(0, end))
      rest = rest.subarray(end)
      if (at < 0) break
      part = undefined
      const head = rest.indexOf('\r\n\r\n', delimiter.length)
      isOver = rest.toString('latin1', delimiter.length, delimiter.length + 2) === '--'
      if (isOver || head < 0) break
      part = readHead(rest.toString('utf8', delimiter.length, head))
      parts.push(part)
      rest = rest.subarray(head + 4)
    }
    if (isOver || rest.length > chunk.length + HEAD_MAX) rest = Buffer.alloc(0)
  }
  return isOver ? parts : undefined
}

function feed(part: Part, bytes: Buffer): void {
  if (part.size < START_MAX) part.start += bytes.toString('latin1', 0, START_MAX - part.size)
  part.size += bytes.length
}

function readHead(head: string): Part {
  const name = /^content-disposition:.*[;\s]name="([^"]*)"/im.exec(head)?.[1] ?? ''
  const type =
    /^content-type:\s*([^;\s]{1,100})/im.exec(head)?.[1]?.toLowerCase() ?? 'application/octet-stream'
  return { name, type, size: 0, start: '' }
}
