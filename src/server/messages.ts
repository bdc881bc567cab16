import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { parsePayload } from '#whatsapp/payload.ts'
import type { ProblemCode } from '#whatsapp/problem.ts'
import type { Answer } from './answer.ts'
import { refuse } from './answer.ts'
import { readJson } from './body.ts'
import type { Log, Scrub } from './log.ts'
import { replay, toKept, toSendState, toSettlement } from './outcomes.ts'
import type { ProblemExtras } from './problem.ts'
import type { Claim, ClaimRequest, ClaimResult, Store } from './store/store.ts'
import { StoreUnavailable } from './store/store.ts'
import type { Upstream } from './upstream.ts'
import { deliver } from './upstream.ts'

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
  send(incoming: IncomingMessage, principal: string): Promise<Answer>
  read(key: string, principal: string): Promise<Answer>
  /** How many sends have been claimed and not yet answered. */
  inFlight(): number
}

/** A checked request: what the store is asked for, what WhatsApp gets, and how the log names the recipient. */
type Send = { claim: ClaimRequest; json: string; recipients: string[]; to: string }

const IN_FLIGHT_MAX = 64
// WhatsApp takes one message in 6 seconds to the same person.
const PAIR_SECONDS = 6

/** `POST /api/messages` and `GET /api/messages/:key`: durable claim, then upstream, then durable outcome, then the answer. */
export function createMessages(options: MessagesOptions): Messages {
  const { store, upstream, limits, isDraining } = options
  let inFlight = 0
  return {
    send: async (incoming, principal) => {
      const keys = readKeys(incoming)
      if ('status' in keys) return keys
      const json = await readJson(incoming)
      if (!json.ok) return refuseSend(json.code)
      const send = toSend(json.value, principal, keys, options)
      if ('status' in send) return send
      const { allowedRecipients: allowed } = limits
      if (allowed && !send.recipients.every((one) => allowed.has(one)))
        return refuseSend('recipient_not_allowed')
      if (isDraining()) return refuseSend('draining', { retryAfter: 5 })
      if (inFlight >= IN_FLIGHT_MAX) return refuseSend('overloaded', { retryAfter: 1 })
      inFlight += 1
      try {
        const claimed = await store.claim(send.claim)
        return claimed.kind === 'won' ? await execute(claimed.claim, send, options) : tellLoser(claimed, send)
      } finally {
        inFlight -= 1
      }
    },
    read: async (text, principal) => {
      const key = parseKey(text)
      const { phoneNumberId } = upstream
      const record = key && (await store.read({ phoneNumberId, principal, key }))
      return record ? { status: 200, body: toSendState(record) } : refuse('not_found')
    },
    inFlight: () => inFlight,
  }
}

function tellLoser(claimed: Exclude<ClaimResult, { kind: 'won' }>, { claim, recipients }: Send): Answer {
  if (claimed.kind === 'capped') return refuseSend(claimed.code, { retryAfter: claimed.retryAfter })
  if (claimed.kind === 'supersedes_invalid') return refuseSend('supersedes_invalid')
  const { record } = claimed
  if (record.fingerprint !== claim.fingerprint) return refuseSend('idempotency_key_reused')
  const told = replay(record, recipients)
  if (!told) return refuse('in_progress', { retryAfter: 1 })
  return { ...told, headers: { 'idempotency-replayed': 'true' } }
}

async function execute(
  held: Claim,
  { json, recipients, to }: Send,
  { store, upstream, log, scrub }: MessagesOptions,
): Promise<Answer> {
  const { key } = held
  const began = performance.now()
  const told = toSettlement(await deliver(upstream, json), held, scrub)
  const { state: outcome, answer, reason, upstreamCode, fbtraceId } = told
  let headers: Answer['headers']
  try {
    await store.settle(held, toKept(told, recipients))
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    log('error', 'settle_failed', { key, outcome })
    headers = { 'x-trio-recorded': 'false' }
  }
  const ms = Math.round(performance.now() - began)
  log('info', 'send', { key, outcome, status: answer.status, ms, reason, upstreamCode, fbtraceId, to })
  return { status: answer.status, body: answer.body, headers }
}

type Keys = { key: string; supersedes: string | undefined }

function readKeys({ headers }: IncomingMessage): Keys | Answer {
  const { 'idempotency-key': header, 'x-supersedes': replaced } = headers
  if (header === undefined) return refuseSend('idempotency_key_missing')
  const [key, supersedes] = [parseKey(header), parseKey(replaced)]
  if (key === undefined) return refuseSend('idempotency_key_invalid')
  const isUsable = replaced === undefined || (supersedes !== undefined && supersedes !== key)
  return isUsable ? { key, supersedes } : refuseSend('supersedes_invalid')
}

function toSend(
  json: unknown,
  principal: string,
  { key, supersedes }: Keys,
  { upstream: { phoneNumberId, toPseudonym }, limits }: MessagesOptions,
): Send | Answer {
  const parsed = parsePayload(json)
  if (!parsed.ok) return refuseSend('invalid_message', { errors: parsed.errors.map(toShortError) })
  const { to, recipient: userId, biz_opaque_callback_data: tracking } = parsed.payload
  const recipients = [to?.slice(1), userId].filter((one) => one !== undefined)
  const [first = ''] = recipients
  const recipient = toPseudonym(first)
  const { sendsPerMinute: perMinute, sendsPerDay: perDay } = limits
  const caps = { recipient, recipientSeconds: PAIR_SECONDS, perMinute, perDay }
  const masked = `…${first.slice(-2)}#${recipient.slice(0, 8)}`
  // The keys of a checked payload stand in one order, so that those of the request and its white space do not matter.
  const text = JSON.stringify(parsed.payload)
  const fingerprint = hash('sha256', text)
  return {
    claim: { phoneNumberId, principal, key, fingerprint, recipient: masked, caps, supersedes },
    // Comes back in status webhooks, where it can settle a send whose answer was lost.
    json: tracking === undefined ? `${text.slice(0, -1)},"biz_opaque_callback_data":"${key}"}` : text,
    recipients,
    to: masked,
  }
}

function refuseSend(code: ProblemCode, extras: ProblemExtras = {}): Answer {
  return refuse(code, { ...extras, outcome: 'not_sent' })
}

function toShortError({ pointer, message }: { pointer: string; message: string }) {
  return { pointer: pointer.slice(0, 200), message: message.slice(0, 200) }
}

/** A key, bare or as the quoted string of structured headers. */
function parseKey(text: string | string[] | undefined): string | undefined {
  return /^("?)([A-Za-z0-9_-]{16,64})\1$/.exec(String(text ?? ''))?.[2]
}
