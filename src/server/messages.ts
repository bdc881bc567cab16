import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { GraphError, SuccessAnswer } from '#whatsapp/answers.ts'
import { explainError } from '#whatsapp/errors.ts'
import { parsePayload } from '#whatsapp/payload.ts'
import type { Problem, SendState } from '#whatsapp/problem.ts'
import { readJson } from './body.ts'
import type { Answer, ProblemExtras } from './problem.ts'
import { createProblem, Refusal, toAnswer, toResponse } from './problem.ts'
import type { Runtime } from './runtime.ts'
import type { Claim, ClaimRequest, ClaimResult, SavedAnswer, SendRecord, Settlement } from './store/store.ts'
import { StoreUnavailable } from './store/store.ts'
import type { Delivered } from './upstream.ts'
import { deliver } from './upstream.ts'

/** A checked request: what the store is asked for, what WhatsApp gets, and whose numbers stand in it. */
type Send = { claim: ClaimRequest; json: string; recipients: string[] }

type Told = Settlement & { answer: SavedAnswer }

const IN_FLIGHT_MAX = 64
// WhatsApp takes one message in 6 seconds to the same person.
const PAIR_SECONDS = 6
const PAUSED = {
  title: 'Sending is paused',
  detail: 'Nothing was sent. The administrator of this Trio has paused sending.',
}

/** `POST /api/messages`: durable claim, then upstream, then durable outcome, then the answer. */
export async function sendMessage(
  incoming: IncomingMessage,
  principal: string,
  runtime: Runtime,
): Promise<Answer> {
  const keys = readKeys(incoming)
  const send = toSend(await readJson(incoming), principal, keys, runtime)
  if (runtime.phase === 'draining') throw new Refusal('draining', { retryAfter: 5 })
  if (runtime.inFlight >= IN_FLIGHT_MAX) throw new Refusal('overloaded', { retryAfter: 1 })
  runtime.inFlight += 1
  try {
    const claimed = await runtime.store.claim(send.claim)
    return claimed.kind === 'won' ? await execute(claimed.claim, send, runtime) : tellLoser(claimed, send)
  } finally {
    runtime.inFlight -= 1
  }
}

/** `GET /api/messages/:key` */
export async function readMessage(text: string, principal: string, runtime: Runtime): Promise<Response> {
  const key = parseKey(text)
  const { phoneNumberId } = runtime.upstream
  const record = key && (await runtime.store.read({ phoneNumberId, principal, key }))
  if (!record) throw new Refusal('not_found')
  const { state, since, reason, wamid, delivery } = record
  const problem = tellProblem(record)
  const body: SendState = {
    key,
    state,
    since: since.toISOString(),
    ...(reason && { reason }),
    ...(wamid && { wamid }),
    ...(delivery && { delivery }),
    ...(problem && { problem }),
  }
  return toResponse(toAnswer(200, body))
}

async function execute(claim: Claim, send: Send, runtime: Runtime): Promise<Answer> {
  const { store, upstream, log } = runtime
  const { json, recipients } = send
  const { key } = claim
  const began = performance.now()
  const delivered = await deliver(upstream, json)
  // By the clock of the store, which began with the claim.
  const since = new Date(claim.since.getTime() + performance.now() - began)
  const settlement = toSettlement(delivered, since)
  const { state: outcome, reason, upstreamCode, fbtraceId, answer } = settlement
  const headers: Record<string, string> = {}
  try {
    await store.settle(claim, hideRecipients(settlement, recipients))
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error
    log('error', 'settle_failed', { key, outcome, reason: error.message })
    headers['x-trio-recorded'] = 'false'
  }
  const ms = Math.round(performance.now() - began)
  log('info', 'send', {
    key,
    outcome,
    status: answer.status,
    ms,
    reason,
    upstreamCode,
    fbtraceId,
    to: send.claim.recipient,
  })
  return toAnswer(answer.status, answer.body, headers)
}

/** The answer to a key whose send was claimed before: what ended is told again, where the message is the same. */
function tellLoser(claimed: Exclude<ClaimResult, { kind: 'won' }>, { claim, recipients }: Send): Answer {
  if (claimed.kind === 'capped') {
    const words = claim.caps.perMinute === 0 ? PAUSED : {}
    throw new Refusal(claimed.code, { ...words, retryAfter: claimed.retryAfter })
  }
  if (claimed.kind === 'supersedes_invalid') throw new Refusal('supersedes_invalid')
  const { record } = claimed
  if (record.fingerprint !== claim.fingerprint) throw new Refusal('idempotency_key_reused')
  const headers = { 'idempotency-replayed': 'true' }
  if (record.state === 'accepted' && record.answer)
    return toAnswer(record.answer.status, showRecipients(record.answer.body, recipients), headers)
  const problem = record.state === 'not_sent' ? undefined : tellProblem(record)
  if (!problem) throw new Refusal('in_progress', { retryAfter: 1 })
  return toAnswer(problem.status, problem, headers)
}

/** What is written down about a send and given to the caller: a success of the Cloud API, or a problem. */
function toSettlement(delivered: Delivered, since: Date): Told {
  if (delivered.outcome === 'accepted') {
    const { success } = delivered
    return { state: 'accepted', wamid: success.messages[0].id, answer: { status: 200, body: success } }
  }
  const { outcome: state, released, problem, error } = delivered
  const reason = 'reason' in delivered ? delivered.reason : undefined
  const words = error ? explainUpstream(error) : {}
  const body =
    state === 'unknown'
      ? { ...createUnknown(since, reason), ...(words.upstream && { upstream: words.upstream }) }
      : createProblem(problem, {
          ...words,
          ...('retryAfter' in delivered && { retryAfter: delivered.retryAfter }),
          outcome: state,
        })
  const answer = { status: body.status, body }
  return { state, released, answer, reason, upstreamCode: error?.code, fbtraceId: error?.fbtrace_id }
}

function createUnknown(since: Date, reason: string | undefined): Problem {
  const extras = { since: since.toISOString(), ...(reason && { reason }) }
  return createProblem('outcome_unknown', { ...extras, outcome: 'unknown' })
}

/** The problem that a send ended with, if it did. */
function tellProblem({ state, since, reason, answer }: SendRecord): Problem | undefined {
  if (state === 'unknown') return createUnknown(since, reason)
  return state === 'rejected' || state === 'not_sent' ? (answer?.body as Problem | undefined) : undefined
}

/** Meta's code in our own words, with what may be passed on of Meta's. */
export function explainUpstream({ code, details, fbtrace_id }: GraphError): ProblemExtras {
  const { sentence, nextStep, field } = explainError(code, details)
  return {
    detail: nextStep ? `${sentence} ${nextStep}` : sentence,
    upstream: { code, ...(details && { details }), ...(fbtrace_id && { fbtrace_id }) },
    ...(field && { errors: [{ pointer: field, message: sentence }] }),
  }
}

/**
 * What the store keeps of it, for it must not learn a number. Where WhatsApp names a recipient of the payload, the place in it is
 * kept; any other number is left out.
 */
function hideRecipients(told: Told, recipients: readonly string[]): Settlement {
  if (told.state !== 'accepted') return told
  const hide = (value: string): string | undefined => {
    const place = recipients.indexOf(value.replace(/^\+/, ''))
    return place < 0 ? undefined : value.replace(/[^+].*/s, `{${place}}`)
  }
  return { ...told, answer: { ...told.answer, body: mapContacts(told.answer.body, hide) } }
}

/** The success as it was: whoever brings the same message brings its recipients along. */
function showRecipients(body: unknown, recipients: readonly string[]): SuccessAnswer {
  return mapContacts(body, (value) =>
    recipients.reduce((shown, one, place) => shown.replace(`{${place}}`, one), value),
  )
}

/** The same success, with every value of its contacts replaced, or left out. */
function mapContacts(body: unknown, map: (value: string) => string | undefined): SuccessAnswer {
  const success = body as SuccessAnswer
  const contacts = success.contacts.map((contact) => {
    const mapped: Record<string, string> = {}
    for (const [name, value] of Object.entries(contact)) {
      const replaced = map(value)
      if (replaced !== undefined) mapped[name] = replaced
    }
    return mapped
  })
  return { ...success, contacts }
}

function readKeys({ headers }: IncomingMessage): { key: string; supersedes: string | undefined } {
  const { 'idempotency-key': header, 'x-supersedes': replaced } = headers
  if (header === undefined) throw new Refusal('idempotency_key_missing')
  const [key, supersedes] = [parseKey(header), parseKey(replaced)]
  if (key === undefined) throw new Refusal('idempotency_key_invalid')
  if (replaced !== undefined && (supersedes === undefined || supersedes === key))
    throw new Refusal('supersedes_invalid')
  return { key, supersedes }
}

/** A key, bare or as the quoted string of structured headers. */
function parseKey(text: string | string[] | undefined): string | undefined {
  return /^("?)([A-Za-z0-9_-]{16,64})\1$/.exec(String(text ?? ''))?.[2]
}

function toSend(
  json: unknown,
  principal: string,
  keys: ReturnType<typeof readKeys>,
  { environment, upstream: { phoneNumberId, toPseudonym } }: Runtime,
): Send {
  const { allowedRecipients, sendsPerMinute: perMinute, sendsPerDay: perDay } = environment
  const parsed = parsePayload(json)
  if (!parsed.ok) throw new Refusal('invalid_message', { errors: parsed.errors.map(toShortError) })
  const { to, recipient: userId, biz_opaque_callback_data: tracking } = parsed.payload
  const recipients = [to?.slice(1), userId].filter((one) => one !== undefined)
  if (allowedRecipients && !recipients.every((one) => allowedRecipients.has(one)))
    throw new Refusal('recipient_not_allowed')
  const [first = ''] = recipients
  const pseudonym = toPseudonym(first)
  const caps = { recipient: pseudonym, recipientSeconds: PAIR_SECONDS, perMinute, perDay }
  const recipient = `…${first.slice(-2)}#${pseudonym.slice(0, 8)}`
  // The keys of a checked payload stand in one order, so that those of the request and its white space do not matter.
  const text = JSON.stringify(parsed.payload)
  const tracked = `${text.slice(0, -1)},"biz_opaque_callback_data":"${keys.key}"}`
  return {
    claim: { phoneNumberId, principal, ...keys, fingerprint: hash('sha256', text), recipient, caps },
    // Comes back in status webhooks, where it can settle a send whose answer was lost.
    json: tracking === undefined ? tracked : text,
    recipients,
  }
}

function toShortError({ pointer, message }: { pointer: string; message: string }) {
  return { pointer: pointer.slice(0, 200), message: message.slice(0, 200) }
}
