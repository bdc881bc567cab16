import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer } from 'node:net'

/** One request as it arrived, byte for byte. */
export type Seen = { head: string; body: string }

/** What the fake does with the n-th request (from 1): it writes, resets or hangs on the socket itself. */
export type Behaviour = (socket: Socket, seen: Seen, n: number) => void

export type FakeUpstream = {
  url: string
  /** Every request that arrived in full. */
  seen: Seen[]
  behave(behaviour: Behaviour): void
  /** How many open sockets have brought a part of a request. */
  unfinished(): number
  close(): Promise<void>
}

/** A Graph API on a raw socket, so that it can misbehave in ways that no HTTP library would allow. */
export async function startFakeUpstream(behaviour: Behaviour = accept): Promise<FakeUpstream> {
  const seen: Seen[] = []
  const sockets = new Map<Socket, number>()
  let behave = behaviour
  const server = createServer((socket) => {
    sockets.set(socket, 0)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    let buffer = Buffer.alloc(0)
    socket.on('data', (chunk) => {
      buffer = Buffer.concat([buffer, chunk])
      for (let request = takeRequest(buffer); request; request = takeRequest(buffer)) {
        buffer = buffer.subarray(request.length)
        seen.push(request.seen)
        behave(socket, request.seen, seen.length)
      }
      if (sockets.has(socket)) sockets.set(socket, buffer.length)
    })
  })
  await listen(server)
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    behave: (next) => {
      behave = next
    },
    unfinished: () => [...sockets.values()].filter((bytes) => bytes > 0).length,
    close: () => {
      for (const socket of sockets.keys()) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** The usual answer: accepted, with an id of its own for each request. */
export function accept(socket: Socket, { body }: Seen, n: number): void {
  const { to = '' } = JSON.parse(body) as { to?: string }
  answer(socket, 200, success(`wamid.fake-${n}`, to))
}

export function success(wamid: string, to = '+4915112345678'): object {
  const contacts = [{ input: to, wa_id: to.slice(1) }]
  return { messaging_product: 'whatsapp', contacts, messages: [{ id: wamid }] }
}

/** An error body in the manner of the Graph API. */
export function graphError(code: number, details?: unknown, message = `(#${code}) Something`): object {
  const data = details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }
  return { error: { message, type: 'OAuthException', code, ...data, fbtrace_id: 'AbCdEfGh123' } }
}

export function answer(
  socket: Socket,
  status: number,
  body: object | string,
  headers: Record<string, string> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const fields = {
    'content-type': 'application/json',
    'content-length': `${Buffer.byteLength(text)}`,
    ...headers,
  }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.write(`HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n${text}`)
}

/** Writes bytes as they are, and then does what breaks them. */
export function raw(text: string | Buffer, after: (socket: Socket) => void = () => undefined): Behaviour {
  return (socket) => {
    socket.write(text)
    after(socket)
  }
}

export function json(status: number, body: object | string, headers: Record<string, string> = {}): Behaviour {
  return (socket) => answer(socket, status, body, headers)
}

/** A whole answer with the status 200, as text. */
export function ok(body: string): string {
  return `HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
}

function takeRequest(buffer: Buffer): { seen: Seen; length: number } | undefined {
  const end = buffer.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = buffer.toString('latin1', 0, end)
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  if (buffer.length < end + 4 + length) return undefined
  return {
    seen: { head, body: buffer.toString('utf8', end + 4, end + 4 + length) },
    length: end + 4 + length,
  }
}
