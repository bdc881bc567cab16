import type { GraphError, SuccessAnswer } from '#whatsapp/answers.ts'
import { explainError } from '#whatsapp/errors.ts'
import type { Problem, SendState } from '#whatsapp/problem.ts'
import type { Scrub } from './log.ts'
import type { ProblemExtras } from './problem.ts'
import { createProblem } from './problem.ts'
import type { Claim, SavedAnswer, SendRecord, Settlement } from './store/store.ts'
import type { Delivered } from './upstream.ts'

/** How a send ended, together with the answer that tells it. */
export type Told = Settlement & { answer: SavedAnswer }

/** What is written down about a send and given to the caller: a success of the Cloud API, or a problem. */
export function toSettlement(delivered: Delivered, claim: Claim, scrub: Scrub): Told {
  if (delivered.outcome === 'accepted') {
    const { success } = delivered
    return { state: 'accepted', wamid: success.messages[0].id, answer: { status: 200, body: success } }
  }
  const problem = toProblem(delivered, claim, scrub)
  const { error } = delivered
  const common = {
    answer: { status: problem.status, body: problem },
    ...('reason' in delivered && { reason: delivered.reason }),
    ...(error && { upstreamCode: error.code }),
    ...(error?.fbtrace_id && { fbtraceId: error.fbtrace_id }),
  }
  return delivered.outcome === 'rejected'
    ? { ...common, state: 'rejected', released: delivered.released }
    : { ...common, state: delivered.outcome }
}

/**
 * What the store keeps of it, for it must not learn a number. Where WhatsApp names a recipient of the payload, the place in it is
 * kept; any other number is left out.
 */
export function toKept(told: Told, recipients: readonly string[]): Settlement {
  if (told.state !== 'accepted') return told
  const hide = (value: string): string | undefined => {
    const place = recipients.indexOf(value.replace(/^\+/, ''))
    return place < 0 ? undefined : `${value.startsWith('+') ? '+' : ''}${PLACES[place]}`
  }
  return { ...told, answer: { ...told.answer, body: mapContacts(told.answer.body as SuccessAnswer, hide) } }
}

/**
 * The answer to a key whose send ended in a way that is told again; `undefined` where it may run or is running. Whoever brings
 * the same message brings its recipients along.
 */
export function replay(record: SendRecord, recipients: readonly string[]): SavedAnswer | undefined {
  switch (record.state) {
    case 'accepted': {
      const { answer } = record
      const show = (value: string): string =>
        recipients.reduce((shown, one, place) => shown.replace(PLACES[place] ?? one, one), value)
      return answer && { ...answer, body: mapContacts(answer.body as SuccessAnswer, show) }
    }
    case 'rejected':
      return record.answer
    case 'unknown': {
      const body = toUnknown(record)
      return { status: body.status, body }
    }
    default:
      return undefined
  }
}

/** What `GET /api/messages/:key` tells about a send. */
export function toSendState(record: SendRecord): SendState {
  const { key, state, since, reason, wamid, delivery } = record
  const isTold = state !== 'inflight' && state !== 'accepted'
  const problem =
    state === 'unknown'
      ? toUnknown(record)
      : isTold
        ? (record.answer?.body as Problem | undefined)
        : undefined
  return {
    key,
    state,
    since: since.toISOString(),
    ...(reason && { reason }),
    ...(wamid && { wamid }),
    ...(delivery && { delivery }),
    ...(problem && { problem }),
  }
}

/** Meta's code in our own words, with what may be passed on of Meta's. */
export function explainUpstream(error: GraphError, scrub: Scrub): ProblemExtras {
  const details = error.details && scrub(error.details)
  const { sentence, nextStep, field } = explainError(error.code, details)
  const detail = nextStep ? `${sentence} ${nextStep}` : sentence
  return {
    detail,
    upstream: {
      code: error.code,
      ...(details && { details }),
      ...(error.fbtrace_id && { fbtrace_id: error.fbtrace_id }),
    },
    ...(field && { errors: [{ pointer: field, message: sentence }] }),
  }
}

function toProblem(
  delivered: Exclude<Delivered, { outcome: 'accepted' }>,
  claim: Claim,
  scrub: Scrub,
): Problem {
  const { outcome, problem, error } = delivered
  const explained = error ? explainUpstream(error, scrub) : {}
  if (outcome === 'unknown') {
    const { upstream } = explained
    const since = claim.since.toISOString()
    return createProblem(problem, { outcome, since, reason: delivered.reason, ...(upstream && { upstream }) })
  }
  if (outcome === 'rejected') return createProblem(problem, { ...explained, outcome })
  return createProblem(problem, { ...explained, outcome, retryAfter: delivered.retryAfter })
}

const PLACES = ['{0}', '{1}']

/** The same success, with every value of its contacts replaced, or left out. */
function mapContacts(success: SuccessAnswer, map: (value: string) => string | undefined): SuccessAnswer {
  const contacts = success.contacts.map((contact) =>
    Object.fromEntries(
      Object.entries(contact).flatMap(([name, value]) => {
        const mapped = map(value)
        return mapped === undefined ? [] : [[name, mapped]]
      }),
    ),
  )
  return { ...success, contacts }
}

function toUnknown({ since, reason }: SendRecord): Problem {
  return createProblem('outcome_unknown', {
    outcome: 'unknown',
    since: since.toISOString(),
    ...(reason && { reason }),
  })
}
