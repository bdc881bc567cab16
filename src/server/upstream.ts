import { createHmac, hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Dispatcher } from 'undici'
import { buildConnector, Client, Pool } from 'undici'
import type { Classified, UpstreamAnswer } from '#whatsapp/outcome.ts'
import { classifyAnswer, parseRetryAfter } from '#whatsapp/outcome.ts'
import { parseJson } from './body.ts'
import type { Account } from './env.ts'
import type { Scrub } from './log.ts'
import { createScrub } from './log.ts'
import type { Secret } from './secret.ts'

/**
 * What became of one request. `unsent`: it was never handed to a socket. `lost`: bytes may have left and no complete answer
 * came back.
 */
export type Exchange =
  | { phase: 'unsent' | 'lost'; reason: string }
  | { phase: 'answered'; answer: UpstreamAnswer }

/** How a send ended, with or without an answer of WhatsApp's. */
export type Delivered = Classified | (Unsent & { error?: never })

type Unsent = {
  outcome: 'not_sent'
  released: true
  problem: 'upstream_unreachable'
  reason: string
  retryAfter: number
}

export type Upstream = ReturnType<typeof createUpstream>

export type UpstreamOptions = Account & {
  graphVersion: string
  appSecret?: Secret | undefined
  /** Certificates for tests; the environment has no such door. */
  tls?: { ca?: string }
}

const TOTAL_TIME = 20_000
const RETRIES = 2
const BACKOFF = 250
const PAUSE_MAX = 2000
const ANSWER_MAX = 262_144
const REST = 100
const RESTING_MAX = 60

/** The one way out: two paths of one number on one host, fixed at start. Follows no redirect, repeats nothing. */
export function createUpstream(options: UpstreamOptions) {
  const { phoneNumberId, graphVersion, accessToken, appSecret } = options
  const token = accessToken.reveal()
  // The other side may repeat what it was given, in whatever field.
  const scrub = createScrub(appSecret ? [accessToken, appSecret] : [accessToken])
  const sign = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex')
  const proof = appSecret ? `?appsecret_proof=${sign(appSecret.reveal(), token)}` : ''
  const edge = `/${graphVersion}/${phoneNumberId}`
  const fixed = ['authorization', `Bearer ${token}`, 'accept-encoding', 'identity', 'user-agent', 'trio']
  const pool = createPool(options)
  // Made once, and the body in bytes: this is the form that costs undici the least work.
  const messagesPath = `${edge}/messages${proof}`
  const messageHeaders = [...fixed, 'content-type', 'application/json']
  const post = (
    path: string,
    headers: string[],
    body: Buffer | Readable,
    time: number,
    answerTime?: number,
  ) =>
    new Promise<Exchange>((resolve) => {
      const request = { method: 'POST', path, headers, body, headersTimeout: answerTime ?? null } as const
      pool.dispatch(request, createHandler(time, scrub, resolve))
    })
  // Numbers are few enough to try them all out; the key is not.
  const recipientKey = sign(token, 'recipients')
  return {
    /** Which number sends; together with the principal the name space of the keys. */
    phoneNumberId,
    /** Tells recipients apart without giving their numbers away; the same in every instance and after a restart. */
    toPseudonym: (recipient: string) => hash('sha256', recipientKey + recipient, 'base64url'),
    postMessage: (json: string, time: number) => post(messagesPath, messageHeaders, Buffer.from(json), time),
    postMedia: ({ type, length, body }: { type: string; length: number; body: Readable }, time: number) => {
      const headers = [...fixed, 'content-type', type, 'content-length', String(length)]
      return post(`${edge}/media${proof}`, headers, body, time, time)
    },
    close: () => pool.destroy(),
  }
}

/**
 * Posts the message, and again, at most twice, only where it is certain that nothing was sent. All within 20 seconds of a
 * clock that cannot be set. Never depends on the caller: a closed tab must not turn a send into `unknown`.
 */
export async function deliver(upstream: Upstream, json: string): Promise<Delivered> {
  const end = performance.now() + TOTAL_TIME
  for (let attempt = 0; ; attempt += 1) {
    const result = classify(await upstream.postMessage(json, end - performance.now()))
    if (result.outcome !== 'not_sent' || attempt >= RETRIES) return result
    const pause = toPause(result, attempt)
    if (pause > PAUSE_MAX || performance.now() + pause >= end) return result
    await sleep(pause)
  }
}

function classify(exchange: Exchange): Delivered {
  if (exchange.phase === 'answered') return classifyAnswer(exchange.answer)
  const { phase, reason } = exchange
  return phase === 'lost'
    ? { outcome: 'unknown', released: false, problem: 'outcome_unknown', reason }
    : { outcome: 'not_sent', released: true, problem: 'upstream_unreachable', reason, retryAfter: 5 }
}

/** Milliseconds: what WhatsApp asked for, or a random part of a growing span, so that many do not come back as one. */
function toPause(result: Extract<Delivered, { outcome: 'not_sent' }>, attempt: number): number {
  if (result.problem === 'upstream_throttled') return result.retryAfter * 1000
  return Math.random() * Math.min(PAUSE_MAX, BACKOFF * 2 ** attempt)
}

function createPool({ graphUrl, tls }: UpstreamOptions): Pool {
  const connect = buildConnector({ timeout: 3000, minVersion: 'TLSv1.2', ...tls })
  return new Pool(graphUrl, {
    // As many as sends and uploads may be in flight, and those that rest, so that nothing waits inside the pool.
    connections: 68 + RESTING_MAX,
    factory: createFactory(),
    headersTimeout: 15_000,
    bodyTimeout: 5000,
    // A stale idle socket gives a needless "unknown".
    keepAliveTimeout: 4000,
    keepAliveMaxTimeout: 4000,
    maxHeaderSize: 16_384,
    connect: (where, done) => {
      connect(where, (...result) => {
        if (result[1]) skipContinue(result[1])
        done(...result)
      })
    },
  })
}

type Emit = (name: string | symbol, ...values: unknown[]) => boolean

/**
 * Each connection rests a moment after an answer, unless too many do: so long it hides from the pool that it is free. HTTP gives
 * answers no names. One that nobody asked for closes a connection that rests; on one that is used again at once it would pass
 * for the answer to the next message, which could then be called refused, and be sent again, though it has gone out.
 */
function createFactory() {
  const resting = new Set<() => void>()
  return (origin: URL, options: object): Client => {
    const client = new Client(origin, options)
    const emit = client.emit.bind(client) as Emit
    const rest: Emit = (name, ...values) => {
      if (name !== 'drain') return emit(name, ...values)
      const release = (): void => void (resting.delete(release) && emit(name, ...values))
      resting.add(release)
      setTimeout(release, REST).unref()
      const [longest] = resting
      if (resting.size > RESTING_MAX) longest?.()
      return true
    }
    return Object.assign(client, { emit: rest })
  }
}

/**
 * Notes when the client is about to write the request: before that nothing has left, after it only a complete answer tells
 * what happened. Error codes cannot tell, for ECONNRESET is both.
 */
function createHandler(
  time: number,
  scrub: Scrub,
  resolve: (exchange: Exchange) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = []
  const answer: UpstreamAnswer = { status: 0, body: undefined }
  let controller: Dispatcher.DispatchController | undefined
  let size = 0
  let isOver = false
  const end = (exchange: Exchange): void => {
    clearTimeout(timer)
    isOver = true
    resolve(exchange)
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
      answer.status = code
      answer.retryAfter = parseRetryAfter(String(headers['retry-after'] ?? ''), Date.now())
    },
    onResponseData: (_, chunk) => {
      size += chunk.length
      if (size > ANSWER_MAX) giveUp('answer_too_large')
      else chunks.push(chunk)
    },
    onResponseEnd: () => {
      answer.body = parseJson(chunks, scrub)
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
    let chunk: Buffer | null = read(size)
    while (chunk?.toString('latin1', 0, CONTINUE.length) === CONTINUE && chunk.includes(END))
      chunk = chunk.subarray(chunk.indexOf(END) + END.length)
    return chunk?.length === 0 ? socket.read(size) : chunk
  }
}

const [CONTINUE, END] = ['HTTP/1.1 100', '\r\n\r\n']
