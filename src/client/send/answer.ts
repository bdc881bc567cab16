import { parseSuccess } from '#whatsapp/answers.ts'
import type { Problem, SendState } from '#whatsapp/problem.ts'
import { PROBLEM_STATUS, problemSchema, sendStateSchema } from '#whatsapp/problem.ts'
import type { SendEnd } from './send-end.ts'

/** An answer as it came; `body` is `undefined` if it is no JSON, `date` is the server's clock in milliseconds. */
export type Answer = { status: number; body: unknown; date?: number }

/** How the send ended by the answer to its POST; `undefined` where only the state of its key can tell. */
export function readAnswer({ status, body, date }: Answer): SendEnd | undefined {
  if (status === 200) {
    const wamid = parseSuccess(body)?.messages[0].id
    return wamid === undefined ? undefined : { outcome: 'accepted', wamid }
  }
  const { data: problem } = problemSchema.safeParse(body)
  // Whatever is not a problem of Trio's comes from something in between: the message may have gone on all the same.
  if (!problem || problem.code === 'in_progress') return undefined
  const outcome = problem.outcome ?? (isGuard(problem) ? 'not_sent' : undefined)
  if (!outcome) return undefined
  const knownFor = toAge(problem.since, date)
  return { outcome, problem: nameField(problem), ...(outcome === 'unknown' && { knownFor }) }
}

/** A 404 means "never claimed" only so long after the POST that it cannot still be on its way. */
export const CONCLUSIVE_AFTER = 30_000

/** How a send ended by the state of its key, asked `elapsed` milliseconds after the POST; `undefined`: ask again. */
export function readState({ status, body, date }: Answer, elapsed: number): SendEnd | undefined {
  if (status === 200) {
    const { data } = sendStateSchema.safeParse(body)
    return data && fromState(data, date)
  }
  const { data: problem } = problemSchema.safeParse(body)
  if (problem?.code === 'not_found' && elapsed >= CONCLUSIVE_AFTER) return { outcome: 'not_sent' }
  if (problem?.code === 'unauthenticated') return { outcome: 'unknown', gap: 'logged_out' }
  return undefined
}

function fromState(
  { state, wamid, delivery, problem, since }: SendState,
  date?: number,
): SendEnd | undefined {
  switch (state) {
    case 'inflight':
      return undefined
    case 'accepted':
      return { outcome: state, ...(wamid && { wamid }), ...(delivery && { delivery }) }
    case 'rejected':
      return { outcome: state, problem: problem ?? UNTOLD }
    case 'not_sent':
      return { outcome: state, ...(problem && { problem }) }
    case 'unknown':
      return { outcome: state, ...(problem && { problem }), knownFor: toAge(since, date) }
  }
}

/** Both times are the server's: a wrong clock in the browser changes nothing. */
function toAge(since = '', date = Number.NaN): number {
  const age = date - Date.parse(since)
  return age > 0 ? age : 0
}

/** The one refusal about a field that comes without a pointer. */
function nameField(problem: Problem): Problem {
  if (problem.code !== 'recipient_not_allowed' || problem.errors) return problem
  return { ...problem, errors: [{ pointer: '/to', message: problem.title }] }
}

function isGuard({ code, status }: Problem): boolean {
  return code in PROBLEM_STATUS && status < 500
}

const UNTOLD: Problem = {
  status: 422,
  code: 'upstream_rejected',
  title: 'WhatsApp refused the message',
  detail: 'The server kept no reason.',
}
