import type { Problem, ProblemCode } from '#whatsapp/problem.ts'
import { PROBLEM_STATUS } from '#whatsapp/problem.ts'
import { PROBLEM_TEXTS } from '#whatsapp/problem-texts.ts'

export type ProblemExtras = Partial<Omit<Problem, 'status' | 'code' | 'title'>>

/** Thrown wherever a request is refused, and told in one place, the `onError` of the app. */
export class Refusal extends Error {
  readonly problem: Problem
  readonly headers: Record<string, string>

  constructor(code: ProblemCode, extras?: ProblemExtras, headers: Record<string, string> = {}) {
    super(code)
    this.problem = createProblem(code, extras)
    this.headers = headers
  }
}

export function createProblem(code: ProblemCode, extras: ProblemExtras = {}): Problem {
  const [title, detail] = PROBLEM_TEXTS[code]
  return { status: PROBLEM_STATUS[code], code, title, detail, ...extras }
}

/** JSON with a status; from 400 on it is a problem. */
export function toResponse(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const { retryAfter } = body as Partial<Problem>
  const given = { ...headers, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type, ...given } })
}
