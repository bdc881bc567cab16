import { createHmac, hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { buildConnector, Client } from 'undici'
import type { UpstreamAnswer } from '#whatsapp/outcome.ts'
import { parseRetryAfter } from '#whatsapp/outcome.ts'
import { parseJson } from './body.ts'
import type { Secret } from './secret.ts'

/**
 * What became of one request. `unsent`: it was never handed to a socket. `lost`: bytes may have left and no complete answer
 * came back.
 */
export type Exchange =
  | { phase: 'unsent'; reason: string }
  | { phase: 'lost'; reason: string }
  | { phase: 'answered'; answer: UpstreamAnswer }

export type Upstream = {
  /** Which number sends; together with the principal the name space of the keys. */
  readonly phoneNumberId: string
  /** Tells recipients apart without giving their numbers away; the same in every instance and after a restart. */
  toPseudonym(recipient: string): string
  postMessage(json: string, time: number): Promise<Exchange>
  postMedia(form: { type: string; length: number; body: Readable }, time: number): Promise<Exchange>
  close(): Promise<void>
}

export type UpstreamOptions = {
  url: string
  phoneNumberId: string
  graphVersion: string
  accessToken: Secret
  appSecret?: Secret | undefined
  /** Certificates for tests; the environment has no such door. */
  tls?: { ca?: string }
}

const CONNECT_TIME = 3000
const HEADERS_TIME = 15_000
const BODY_TIME = 5000
const IDLE_TIME = 4000
const ANSWER_MAX = 262_144
const HEADERS_MAX = 16_384
// As many sockets as sends and uploads may be in flight: for the sake of rest no more are opened.
const CONNECTIONS = 68
const REST = 100

/** The one way out: two paths of one number on one host, fixed at start. Follows no redirect, repeats nothing. */
export function createUpstream(options: UpstreamOptions): Upstream {
  const { phoneNumberId, graphVersion, accessToken, appSecret } = options
  const token = accessToken.reveal()
  const proof = appSecret && createHmac('sha256', appSecret.reveal()).update(token).digest('hex')
  const toPath = (name: string): string =>
    `/${graphVersion}/${phoneNumberId}/${name}${proof ? `?appsecret_proof=${proof}` : ''}`
  const [messages, media] = [toPath('messages'), toPath('media')]
  const fixed = {
    authorization: `Bearer ${token}`,
    'accept-encoding': 'identity',
    'user-agent': 'trio',
  }
  const json = { ...fixed, 'content-type': 'application/json' }
  const connections = createConnections(options)
  // Numbers are few enough to try them all out; the key is not.
  const recipientKey = createHmac('sha256', token).update('recipients').digest('hex')
  return {
    phoneNumberId,
    toPseudonym: (recipient) => hash('sha256', recipientKey + recipient, 'base64url'),
    postMessage: (body, time) =>
      exchange(connections, { path: messages, method: 'POST', headers: json, body }, time),
    postMedia: ({ type, length, body }, time) => {
      const headers = { ...fixed, 'content-type': type, 'content-length': String(length) }
      return exchange(connections, { path: media, method: 'POST', headers, body, headersTimeout: time }, time)
    },
    close: () => connections.close(),
  }
}

type Connections = { take(): Client; giveBack(client: Client): void; close(): Promise<void> }

/**
 * Each connection rests after an answer while there are others. HTTP gives answers no names: one that nobody asked for closes a
 * connection that rests; on one that is used again at once it would pass for the answer to the next message.
 */
function createConnections({ url, tls }: UpstreamOptions): Connections {
  const connect = buildConnector({ timeout: CONNECT_TIME, minVersion: 'TLSv1.2', ...tls })
  const options: Client.Options = {
    headersTimeout: HEADERS_TIME,
    bodyTimeout: BODY_TIME,
    // A stale idle socket gives a needless "unknown".
    keepAliveTimeout: IDLE_TIME,
    keepAliveMaxTimeout: IDLE_TIME,
    maxHeaderSize: HEADERS_MAX,
    connect: (where, done) => {
      connect(where, (...result) => {
        if (result[1]) skipContinue(result[1])
        done(...result)
      })
    },
  }
  const all: Client[] = []
  // The one that has rested longest comes first.
  const resting: { client: Client; since: number }[] = []
  const open = (): Client => {
    const client = new Client(url, options)
    all.push(client)
    return client
  }
  return {
    take: () => {
      const [first] = resting
      const isRested = first && (performance.now() - first.since >= REST || all.length >= CONNECTIONS)
      return (isRested && resting.shift()?.client) || open()
    },
    giveBack: (client) => resting.push({ client, since: performance.now() }),
    close: async () => {
      await Promise.all(all.map((client) => client.destroy()))
    },
  }
}

async function exchange(
  connections: Connections,
  request: Dispatcher.DispatchOptions,
  time: number,
): Promise<Exchange> {
  const client = connections.take()
  try {
    return await new Promise((resolve) => {
      client.dispatch(request, createHandler(time, resolve))
    })
  } finally {
    connections.giveBack(client)
  }
}

/**
 * Notes when the client is about to write the request: before that nothing has left, after it only a complete answer tells
 * what happened. Error codes cannot tell, for ECONNRESET is both.
 */
function createHandler(time: number, resolve: (exchange: Exchange) => void): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = []
  let controller: Dispatcher.DispatchController | undefined
  let [status, size, retryAfter] = [0, 0, undefined as string | undefined]
  let isOver = false
  const end = (result: Exchange): void => {
    clearTimeout(timer)
    if (!isOver) resolve(result)
    isOver = true
  }
  const giveUp = (reason: string): void => {
    end({ phase: controller ? 'lost' : 'unsent', reason })
    controller?.abort(new Error(reason))
  }
  const timer = setTimeout(() => giveUp('deadline'), time)
  return {
    onRequestStart: (started) => {
      // Too late, or a second time: such a request must not reach the wire, for its outcome has been told or may be lost.
      if (isOver || controller) started.abort(new Error('not again'))
      controller = started
    },
    onResponseStart: (_, code, headers) => {
      if (code < 200) return
      status = code
      retryAfter = typeof headers['retry-after'] === 'string' ? headers['retry-after'] : undefined
    },
    onResponseData: (_, chunk) => {
      size += chunk.length
      if (size > ANSWER_MAX) giveUp('answer_too_large')
      else chunks.push(chunk)
    },
    onResponseEnd: () => {
      const parsed = parseJson(chunks)
      const answer = {
        status,
        retryAfter: parseRetryAfter(retryAfter, Date.now()),
        body: parsed.ok ? parsed.value : undefined,
      }
      end({ phase: 'answered', answer })
    },
    onResponseError: (_, error) => end({ phase: controller ? 'lost' : 'unsent', reason: toReason(error) }),
  }
}

function toReason(error: Error): string {
  const { code } = error as NodeJS.ErrnoException
  return code && /^[A-Z_\d]{3,48}$/.test(code) ? code.toLowerCase() : 'network'
}

/** The client takes an unasked "100 Continue" for a broken peer; HTTP says that it may come at any time, and means nothing. */
function skipContinue(socket: Readable): void {
  const read = socket.read.bind(socket)
  socket.read = (size) => {
    const chunk: unknown = read(size)
    if (!Buffer.isBuffer(chunk) || chunk[STATUS_AT] !== 0x31 || chunk.indexOf(CONTINUE) !== 0) return chunk
    const end = chunk.indexOf('\r\n\r\n')
    if (end < 0) return chunk
    return end + 4 < chunk.length ? chunk.subarray(end + 4) : read(size)
  }
}

const CONTINUE = 'HTTP/1.1 100'
const STATUS_AT = CONTINUE.length - 3
