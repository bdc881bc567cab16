import type { Problem } from '#whatsapp/problem.ts'
import { problemSchema } from '#whatsapp/problem.ts'

/** `lost`: no answer came. `refused` without a problem: the answer is none of Trio's, something in between gave it. */
export type PostEnd =
  | { outcome: 'uploaded'; id: string }
  | { outcome: 'refused'; status: number; problem?: Problem }
  | { outcome: 'lost' }
  | { outcome: 'too_slow' }

export type Post = { end: Promise<PostEnd>; abort(): void }

/** What leaves: the name goes along for documents alone, as the server names the others itself. */
export type Parcel = { file: Blob; mime: string; name?: string }

const STALLED_AFTER = 30_000
// A little more than the server grants.
const ALL_IN = 125_000

/** Streams a file to the server. `fetch` could not tell how far it has got; an aborted post never ends. */
export function postFile({ file, mime, name }: Parcel, onSent: (bytes: number) => void): Post {
  const request = new XMLHttpRequest()
  const end = new Promise<PostEnd>((resolve) => {
    let stalled = setTimeout(giveUp, STALLED_AFTER)
    function giveUp(): void {
      request.abort()
      resolve({ outcome: 'lost' })
    }
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(stalled)
      // With the last byte the turn is WhatsApp's, and nothing moves until it has answered.
      if (loaded < file.size) stalled = setTimeout(giveUp, STALLED_AFTER)
      onSent(loaded)
    }
    request.onabort = () => clearTimeout(stalled)
    request.onerror = () => resolve({ outcome: 'lost' })
    request.ontimeout = () => resolve({ outcome: 'too_slow' })
    request.onload = () => resolve(readEnd(request))
    request.onloadend = () => clearTimeout(stalled)
  })
  request.open('POST', '/api/media')
  request.timeout = ALL_IN
  request.setRequestHeader('Content-Type', mime)
  request.setRequestHeader('X-Requested-By', 'trio')
  if (name !== undefined) request.setRequestHeader('X-File-Name', encodeURIComponent(name))
  request.send(file)
  return { end, abort: () => request.abort() }
}

function readEnd({ status, responseText }: XMLHttpRequest): PostEnd {
  const body = parseJson(responseText)
  const id = status === 200 ? (body as { id?: unknown } | undefined)?.id : undefined
  if (typeof id === 'string' && id !== '') return { outcome: 'uploaded', id }
  const { data } = problemSchema.safeParse(body)
  return { outcome: 'refused', status, ...(data && { problem: data }) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
