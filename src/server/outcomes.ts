import type { GraphError, SuccessAnswer } from '#whatsapp/answers.ts'
import { explainError } from '#whatsapp/errors.ts'
import type { Problem } from '#whatsapp/problem.ts'
import type { Scrub } from './log.ts'
import type { ProblemExtras } from './problem.ts'
import { createProblem } from './problem.ts'
import type { SavedAnswer, SendRecord, Settlement } from './store/store.ts'
import type { Delivered } from './upstream.ts'

type Told = Settlement & { answer: SavedAnswer }

/** What is written down about a send and given to the caller: a success of the Cloud API, or a problem. */
export function toSettlement(delivered: Delivered, since: Date, scrub: Scrub): Told {
  if (delivered.outcome === 'accepted') {
    const { success } = delivered
    return { state: 'accepted', wamid: success.messages[0].id, answer: { status: 200, body: success } }
  }
  const { outcome: state, problem: code, error } = delivered
  const reason = 'reason' in delivered ? delivered.reason : undefined
  const { upstream, ...words } = error ? explainUpstream(error, scrub) : {}
  const body = createProblem(code, {
    ...(state === 'unknown' ? { since: since.toISOString(), ...(reason && { reason }) } : words),
    ...(upstream && { upstream }),
    ...('retryAfter' in delivered && { retryAfter: delivered.retryAfter }),
    outcome: state,
  })
  const released = state === 'rejected' && delivered.released
  const answer = { status: body.status, body }
  return { state, released, answer, reason, upstreamCode: error?.code, fbtraceId: error?.fbtrace_id }
}

/** The problem that a send ended with, if it did. */
export function tellProblem({ state, since, reason, answer }: SendRecord): Problem | undefined {
  if (state === 'rejected' || state === 'not_sent') return answer?.body as Problem | undefined
  if (state !== 'unknown') return undefined
  return createProblem('outcome_unknown', {
    outcome: 'unknown',
    since: since.toISOString(),
    ...(reason && { reason }),
  })
}

/** Meta's code in our own words, with what may be passed on of Meta's. */
export function explainUpstream(error: GraphError, scrub: Scrub): ProblemExtras {
  const details = error.details && scrub(error.details)
  const { sentence, nextStep, field } = explainError(error.code, details)
  const { code, fbtrace_id } = error
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
export function hideRecipients(told: Told, recipients: readonly string[]): Settlement {
  if (told.state !== 'accepted') return told
  const hide = (value: string): string | undefined => {
    const place = recipients.indexOf(value.replace(/^\+/, ''))
    return place < 0 ? undefined : value.replace(/[^+].*/s, `{${place}}`)
  }
  return { ...told, answer: { ...told.answer, body: mapContacts(told.answer.body, hide) } }
}

/** The success as it was: whoever brings the same message brings its recipients along. */
export function showRecipients(body: unknown, recipients: readonly string[]): SuccessAnswer {
  return mapContacts(body, (value) =>
    recipients.reduce((shown, one, place) => shown.replace(`{${place}}`, one), value),
  )
}

/** The same success, with every value of its contacts replaced, or left out. */
function mapContacts(body: unknown, map: (value: string) => string | undefined): SuccessAnswer {
  const success = body as SuccessAnswer
  const contacts = success.contacts.map((contact) => {
    const mapped = Object.entries(contact).map(([name, value]) => [name, map(value)] as const)
    return Object.fromEntries(mapped.filter(([, value]) => value !== undefined))
  })
  return { ...success, contacts }
}
