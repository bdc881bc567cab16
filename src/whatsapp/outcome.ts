import type { GraphError, SuccessAnswer } from './answers.ts'
import { parseGraphError, parseSuccess } from './answers.ts'

/** A complete answer of the Graph API: `retryAfter` in seconds, `body` parsed, or `undefined` if it is no JSON. */
export type UpstreamAnswer = { status: number; retryAfter?: number | undefined; body: unknown }

/**
 * What an answer means, with the `problem` code that tells it. `released` frees the idempotency key, so that the same message
 * may be sent with it again.
 */
export type Classified =
  | { outcome: 'accepted'; released: false; success: SuccessAnswer }
  | { outcome: 'rejected'; released: false; problem: 'upstream_rejected'; error: GraphError }
  | { outcome: 'rejected'; released: true; problem: 'upstream_config'; error: GraphError }
  | {
      outcome: 'not_sent'
      released: true
      problem: 'upstream_throttled'
      retryAfter: number
      error?: GraphError
    }
  | { outcome: 'unknown'; released: false; problem: 'outcome_unknown'; reason: string; error?: GraphError }

/**
 * Classifies a complete answer: Meta's code first, the HTTP status last. Whatever gives no promise that nothing went out is
 * `unknown`. Source: Meta's error-codes page; 131009 has been seen with 500, throttling with 400 and 429.
 */
export function classifyAnswer({ status, retryAfter, body }: UpstreamAnswer): Classified {
  if (status >= 200 && status < 300) return classifySuccess(body)
  if (status < 400 || status > 599) return unknown(`status_${status}`)
  const error = parseGraphError(body)
  if (status === 429 || (error && THROTTLED.has(error.code))) return throttled(retryAfter, error)
  if (!error) return unknown(`status_${status}_without_error`)
  if (isAccountAtFault(error.code)) return atFault(error)
  if (isMessageRefused(error.code)) return refused(error)
  if (NO_PROMISE.has(error.code)) return unknown(`code_${error.code}`, error)
  if (status === 401 || status === 403) return atFault(error)
  return status < 500 ? refused(error) : unknown(`status_${status}`, error)
}

/** Reads a `Retry-After` header, seconds or a date to come, against `now` (Unix milliseconds); `undefined` if unusable. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  const seconds = Number(text)
  if (!Number.isNaN(seconds)) return seconds >= 0 ? seconds : undefined
  const wait = (Date.parse(text) - now) / 1000
  return wait > 0 ? wait : undefined
}

const THROTTLED = new Set([4, 80007, 130429, 131056, 133016])

const ACCOUNT = new Set([
  0, 3, 10, 33, 104, 190, 368, 131005, 131031, 131037, 131042, 131045, 131048, 131064, 133010, 134011,
])

const MESSAGE = new Set([
  100, 470, 130403, 130472, 130497, 131008, 131009, 131021, 131026, 131030, 131047, 131049, 131050, 131051,
  131053, 131062, 135000, 137000,
])

// Meta does not promise that a message refused with one of these has not gone out.
const NO_PROMISE = new Set([1, 2, 131000, 131016, 131057])

function isAccountAtFault(code: number): boolean {
  return ACCOUNT.has(code) || (code >= 200 && code <= 299)
}

function isMessageRefused(code: number): boolean {
  return MESSAGE.has(code) || (code >= 132000 && code <= 132999)
}

function classifySuccess(body: unknown): Classified {
  const success = parseSuccess(body)
  return success ? { outcome: 'accepted', released: false, success } : unknown('success_without_id')
}

function throttled(retryAfter: number | undefined, error: GraphError | undefined): Classified {
  const least = error?.code === 131056 ? PAIR_PAUSE : 1
  const seconds = Math.ceil(retryAfter ?? USUAL_PAUSE)
  return {
    outcome: 'not_sent',
    released: true,
    problem: 'upstream_throttled',
    retryAfter: Math.min(Math.max(seconds, least), LONGEST_PAUSE),
    ...(error && { error }),
  }
}

// Seconds. One message per 6 seconds goes to the same person; Meta names no pause for the other limits.
const PAIR_PAUSE = 6
const USUAL_PAUSE = 5
const LONGEST_PAUSE = 300

function atFault(error: GraphError): Classified {
  return { outcome: 'rejected', released: true, problem: 'upstream_config', error }
}

function refused(error: GraphError): Classified {
  return { outcome: 'rejected', released: false, problem: 'upstream_rejected', error }
}

function unknown(reason: string, error?: GraphError): Classified {
  return { outcome: 'unknown', released: false, problem: 'outcome_unknown', reason, ...(error && { error }) }
}
