/** `elsewhere`: this server takes no password, and yet lets nobody in without a log-in of another kind. */
export type LogInEnd =
  | { outcome: 'entered' }
  | { outcome: 'wrong' }
  | { outcome: 'limited'; seconds: number }
  | { outcome: 'elsewhere' }
  | { outcome: 'unreachable' }
  | { outcome: 'refused'; message: string }

const PATIENCE = 15_000

export async function postPassword(password: string): Promise<LogInEnd> {
  try {
    const answer = await fetch('/api/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Requested-By': 'trio' },
      body: JSON.stringify({ password }),
      signal: AbortSignal.timeout(PATIENCE),
    })
    return answer.ok ? { outcome: 'entered' } : await readRefusal(await answer.json())
  } catch {
    // No answer, or one that is not Trio's.
    return { outcome: 'unreachable' }
  }
}

async function readRefusal(body: unknown): Promise<LogInEnd> {
  const { problemSchema } = await import('#whatsapp/problem.ts')
  const { code, title, detail, retryAfter = 60 } = problemSchema.parse(body)
  switch (code) {
    case 'login_failed':
      return { outcome: 'wrong' }
    case 'login_limited':
      return { outcome: 'limited', seconds: retryAfter }
    case 'not_found':
      return { outcome: (await fetch('/api/config')).ok ? 'entered' : 'elsewhere' }
    default:
      return { outcome: 'refused', message: `${title}. ${detail}` }
  }
}
