import type { Problem, ProblemCode } from '#whatsapp/problem.ts'
import { PROBLEM_STATUS } from '#whatsapp/problem.ts'
import { PROBLEM_TEXTS } from '#whatsapp/problem-texts.ts'

export type ProblemExtras = Partial<Omit<Problem, 'status' | 'code'>>

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

/** An answer in JSON; from 400 on it is a problem. */
export type Answer = { status: number; headers: Record<string, string>; text: string }

export function toAnswer(status: number, body: unknown, extra: Record<string, string> = {}): Answer {
  const headers: Record<string, string> = {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    ...extra,
  }
  const { retryAfter } = body as Partial<Problem>
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter)
  return { status, headers, text: JSON.stringify(body) }
}

/** The same for the framework. */
export function toResponse({ text, ...init }: Answer): Response {
  return new Response(text, init)
}
