import type { ServerResponse } from 'node:http'
import type { Problem, ProblemCode } from '#whatsapp/problem.ts'
import type { ProblemExtras } from './problem.ts'
import { createProblem } from './problem.ts'

/** JSON with a status, or a status alone; `headers` are beside those that follow from the body. */
export type Answer = {
  status: number
  body?: unknown
  headers?: Record<string, string> | undefined
}

/** The answer that tells a problem. */
export function refuse(code: ProblemCode, extras?: ProblemExtras, headers?: Answer['headers']): Answer {
  const body = createProblem(code, extras)
  return { status: body.status, body, headers }
}

export function toResponse(answer: Answer): Response {
  return new Response(toText(answer) ?? null, { status: answer.status, headers: toHeaders(answer) })
}

/** Answers on Node's own response, where no `Response` of the web is needed. */
export function writeAnswer(outgoing: ServerResponse, answer: Answer): void {
  const text = toText(answer)
  const headers = toHeaders(answer)
  if (text !== undefined) headers['content-length'] = String(Buffer.byteLength(text))
  outgoing.writeHead(answer.status, headers).end(text)
}

function toText({ body }: Answer): string | undefined {
  return body === undefined ? undefined : JSON.stringify(body)
}

function toHeaders({ status, body, headers }: Answer): Record<string, string> {
  if (body === undefined) return { ...headers }
  if (status < 400) return { 'content-type': 'application/json', ...headers }
  const { retryAfter } = body as Partial<Problem>
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return { 'content-type': 'application/problem+json', ...wait, ...headers }
}
