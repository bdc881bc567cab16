import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { readJson } from './body.ts'
import type { Access } from './env.ts'
import type { PageAccess } from './page.ts'
import { createProblem, toProblemResponse } from './problem.ts'
import { readClientAddress, readProxyUser } from './proxies.ts'
import type { RequestEnvironment } from './request.ts'
import type { Store } from './store/store.ts'

export type SessionOptions = {
  access: Access
  trustedProxies: BlockList
  store: Store
  /** People come by https alone, so the cookie may insist on it. */
  https: boolean
}

const IDLE_SECONDS = 43_200
const compareKey = randomBytes(32)

/** Lets in whoever is named: everybody on this computer, whoever logged in, or whom the proxy in front vouches for. */
export function createAdmission(
  { access, trustedProxies, store, https }: SessionOptions,
  isOpen: (method: string, path: string) => boolean,
): MiddlewareHandler<RequestEnvironment> {
  return async (c, next) => {
    const { incoming } = c.env
    if (access.kind === 'none') {
      c.set('principal', 'local')
    } else if (isOpen(c.req.method, c.req.path)) {
      return next()
    } else if (access.kind === 'proxy') {
      const user = readProxyUser(incoming, access.header, trustedProxies)
      if (user.kind === 'ambiguous') return toProblemResponse(createProblem('bad_request'))
      if (user.kind === 'nobody') return refuseStranger(c)
      c.set('principal', user.name)
    } else {
      const id = readCookie(incoming, cookieName(https))
      const principal = id && (await store.touchSession(hash('sha256', id)))
      if (!principal) return refuseStranger(c)
      c.set('principal', principal)
    }
    return next()
  }
}

/** `POST /api/session`: a right password gives a new session, whatever cookie was brought along. */
export async function logIn(c: Context<RequestEnvironment>, options: SessionOptions): Promise<Response> {
  const { access, store, trustedProxies, https } = options
  if (access.kind !== 'password') return toProblemResponse(createProblem('not_found'))
  const json = await readJson(c.env.incoming)
  if (!json.ok) return toProblemResponse(createProblem(json.code))
  const address = readClientAddress(c.env.incoming, trustedProxies)
  const attempt = await store.loginLimits.attempt(address)
  if (attempt.kind === 'limited')
    return toProblemResponse(createProblem('login_limited', { retryAfter: attempt.retryAfter }))
  const { password } = (json.value ?? {}) as { password?: unknown }
  if (typeof password !== 'string' || !isSame(password, access.password.reveal()))
    return toProblemResponse(createProblem('login_failed'))
  await store.loginLimits.succeed(address)
  const id = randomBytes(32).toString('base64url')
  await store.insertSession(hash('sha256', id), 'password')
  return new Response(null, { status: 204, headers: { 'set-cookie': toCookie(id, IDLE_SECONDS, https) } })
}

/** `DELETE /api/session`: the session is gone on the server, not only in the browser. */
export async function logOut(
  c: Context<RequestEnvironment>,
  { store, https }: SessionOptions,
): Promise<Response> {
  const id = readCookie(c.env.incoming, cookieName(https))
  if (id) await store.deleteSession(hash('sha256', id))
  return new Response(null, { status: 204, headers: { 'set-cookie': toCookie('', 0, https) } })
}

/** What the page has to show at once: itself or the log-in. Every route asks for the session once more. */
export async function readPageAccess(
  c: Context<RequestEnvironment>,
  { access, store, https }: SessionOptions,
): Promise<PageAccess> {
  if (access.kind !== 'password') return 'open'
  const id = readCookie(c.env.incoming, cookieName(https))
  if (!id) return 'password'
  try {
    return (await store.touchSession(hash('sha256', id))) ? 'session' : 'password'
  } catch {
    // A store that does not answer says nothing about the session: the page comes, and tells what its requests meet.
    return 'session'
  }
}

function refuseStranger(c: Context<RequestEnvironment>): Response {
  const isSend = c.req.method === 'POST' && c.req.path === '/api/messages'
  return toProblemResponse(createProblem('unauthenticated', isSend ? { outcome: 'not_sent' } : {}))
}

/** Equal work for every wrong answer; a slow hash would gain nothing for a secret that stands in the environment. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', compareKey).update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function readCookie({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined
}

function cookieName(https: boolean): string {
  return https ? '__Host-trio' : 'trio'
}

function toCookie(id: string, age: number, https: boolean): string {
  const flags = ['Path=/', ...(https ? ['Secure'] : []), 'HttpOnly', 'SameSite=Strict', `Max-Age=${age}`]
  return [`${cookieName(https)}=${id}`, ...flags].join('; ')
}
