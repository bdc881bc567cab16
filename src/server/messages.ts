import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import type { Payload } from '#whatsapp/payload.ts'
import { fromPayload } from '#whatsapp/payload.ts'
import type { ProblemCode } from '#whatsapp/problem.ts'
import { readJson } from './body.ts'
import { deliver } from './deliver.ts'
import type { Log, Scrub } from './log.ts'
import { maskRecipient } from './log.ts'
import type { Told } from './outcomes.ts'
import { replay, toSendState, toSettlement } from './outcomes.ts'
import type { ProblemExtras } from './problem.ts'
import { createProblem, toProblemResponse } from './problem.ts'
import type { RequestEnvironment } from './request.ts'
import type { Claim, ClaimResult, SavedAnswer, SendName, Store } from './store/store.ts'
import { StoreUnavailable } from './store/store.ts'
import type { Upstream } from './upstream.ts'

export type SendLimits = {
  allowedRecipients: ReadonlySet<string> | undefined
  sendsPerMinute: number
  sendsPerDay: number
}

export type MessagesOptions = {
  store: Store
  upstream: Upstream
  limits: SendLimits
  log: Log
  scrub: Scrub
  isDraining: () => boolean
}

export type Messages = {
  post(c: Context<RequestEnvironment>): Promise<Response>
  read(c: Context<RequestEnvironment>): Promise<Response>
  /** How many sends have been claimed and not yet answered. */
  inFlight(): number
}

type Request = { name: SendName; supersedes: string | undefined; payload: Payload; recipients: string[] }

const IN_FLIGHT_MAX = 64
// WhatsApp takes one message in 6 seconds to the same person.
const PAIR_SECONDS = 6

/** `POST /api/messages` and `GET /api/messages/:key`: durable claim, then upstream, then durable outcome, then the answer. */
export function createMessages(options: MessagesOptions): Messages {
  const { store, upstream, limits, isDraining } = options
  let inFlight = 0

  const post = async (c: Context<RequestEnvironment>): Promise<Response> => {
    const request = await readRequest(c, upstream.phoneNumberId)
    if (request instanceof Response) return request
    const { allowedRecipients } = limits
    if (allowedRecipients && !request.recipients.every((one) => allowedRecipients.has(one)))
      return refuse('recipient_not_allowed')
    if (isDraining()) return refuse('draining', { retryAfter: 5 })
    if (inFlight >= IN_FLIGHT_MAX) return refuse('overloaded', { retryAfter: 1 })
    inFlight += 1
    try {
      return await send(request, options)
    } finally {
      inFlight -= 1
    }
  }

  const read = async (c: Context<RequestEnvironment>): Promise<Response> => {
    const key = parseKey(c.req.param('key'))
    const name = { phoneNumberId: upstream.phoneNumberId, principal: c.var.principal, key: key ?? '' }
    const record = key === undefined ? undefined : await store.read(name)
    if (!record) return toProblemResponse(createProblem('not_found'))
    return toResponse({ status: 200, body: toSendState(record) })
  }

  return { post, read, inFlight: () => inFlight }
}

async function send(request: Request, options: MessagesOptions): Promise<Response> {
  const fingerprint = hash('sha256', toCanonicalJson(request.payload))
  const claimed = await claim(request, fingerprint, options)
  switch (claimed?.kind) {
    case undefined:
      return refuse('store_unavailable', { retryAfter: 5 })
    case 'won':
      return execute(claimed.claim, request, options)
    case 'capped':
      return refuse(claimed.code, { retryAfter: claimed.retryAfter })
    case 'supersedes_invalid':
      return refuse('supersedes_invalid')
    case 'lost': {
      const { record } = claimed
      if (record.fingerprint !== fingerprint) return refuse('idempotency_key_reused')
      const told = replay(record)
      if (told) return toResponse(told, { 'idempotency-replayed': 'true' })
      return toProblemResponse(createProblem('in_progress', { retryAfter: 1 }))
    }
  }
}

/** `undefined`: the store cannot say, so nothing may be sent. */
async function claim(
  { name, supersedes, recipients }: Request,
  fingerprint: string,
  { store, upstream, limits, log }: MessagesOptions,
): Promise<ClaimResult | undefined> {
  const { sendsPerMinute: perMinute, sendsPerDay: perDay } = limits
  const recipient = upstream.toPseudonym(recipients[0] ?? '')
  const caps = { recipient, recipientSeconds: PAIR_SECONDS, perMinute, perDay }
  try {
    return await store.claim({ ...name, fingerprint, caps, ...(supersedes && { supersedes }) })
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    log('error', 'claim_failed', { key: name.key })
    return undefined
  }
}

async function execute(held: Claim, request: Request, options: MessagesOptions): Promise<Response> {
  const { payload, recipients } = request
  const { key } = request.name
  const began = performance.now()
  // Comes back in status webhooks, where it can settle a send whose answer was lost.
  const tracking = payload.biz_opaque_callback_data ?? key
  const json = JSON.stringify({ ...payload, biz_opaque_callback_data: tracking })
  const told = toSettlement(await deliver(options.upstream, json), held, options.scrub)
  const isRecorded = await settle(held, told, options)
  const { state: outcome, answer, reason, upstreamCode, fbtraceId } = told
  const { status } = answer
  const ms = Math.round(performance.now() - began)
  const to = maskRecipient(recipients[0] ?? '')
  options.log('info', 'send', { key, outcome, status, ms, reason, upstreamCode, fbtraceId, to })
  return toResponse(answer, isRecorded ? {} : { 'x-trio-recorded': 'false' })
}

async function settle(held: Claim, told: Told, { store, log }: MessagesOptions): Promise<boolean> {
  try {
    await store.settle(held, told)
    return true
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    log('error', 'settle_failed', { key: held.key, outcome: told.state })
    return false
  }
}

/** Everything that can be said about a request without the store; nothing of it claims a key. */
async function readRequest(
  c: Context<RequestEnvironment>,
  phoneNumberId: string,
): Promise<Request | Response> {
  const { incoming } = c.env
  const header = incoming.headers['idempotency-key']
  if (header === undefined) return refuse('idempotency_key_missing')
  const key = parseKey(header)
  if (key === undefined) return refuse('idempotency_key_invalid')
  const supersedes = readSupersedes(incoming)
  if (supersedes === null || supersedes === key) return refuse('supersedes_invalid')
  const json = await readJson(incoming)
  if (!json.ok) return refuse(json.code)
  const result = fromPayload(json.value)
  if (!result.ok) return refuse('invalid_message', { errors: result.errors.map(toShortError) })
  const { payload } = result
  const recipients = [payload.to?.replace(/\D/g, ''), payload.recipient].filter((one) => one !== undefined)
  return { name: { phoneNumberId, principal: c.var.principal, key }, supersedes, payload, recipients }
}

function refuse(code: ProblemCode, extras: ProblemExtras = {}): Response {
  return toProblemResponse(createProblem(code, { ...extras, outcome: 'not_sent' }))
}

function toResponse({ status, body }: SavedAnswer, headers: Record<string, string> = {}): Response {
  const type = status === 200 ? 'application/json' : 'application/problem+json'
  const retryAfter = (body as { retryAfter?: number }).retryAfter
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': type, ...(retryAfter && { 'retry-after': String(retryAfter) }), ...headers },
  })
}

function toShortError({ pointer, message }: { pointer: string; message: string }) {
  return { pointer: pointer.slice(0, 200), message: message.slice(0, 200) }
}

/** A key, bare or as the quoted string of structured headers. */
function parseKey(text: string | string[] | undefined): string | undefined {
  const bare = String(text ?? '').replace(/^"(.*)"$/, '$1')
  return /^[A-Za-z0-9_-]{16,64}$/.test(bare) ? bare : undefined
}

function readSupersedes({ headers }: IncomingMessage): string | undefined | null {
  const header = headers['x-supersedes']
  return header === undefined ? undefined : (parseKey(header) ?? null)
}

/** JSON with sorted keys: the same message gives the same text, however it was written. */
function toCanonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join()}]`
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${toCanonicalJson(inner)}`).join()}}`
}
