import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import { parse } from 'hono/utils/cookie'
import type { Answer } from './answer.ts'
import { refuse } from './answer.ts'
import { readJson } from './body.ts'
import type { Access } from './env.ts'
import { isSend } from './guard.ts'
import type { PageAccess } from './page.ts'
import { readClientAddress, readProxyUser } from './proxies.ts'
import type { Secret } from './secret.ts'
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

/** The name of who asks, or what a stranger is told: everybody on this computer has one, whoever logged in, whom the proxy names. */
export function admit(
  incoming: IncomingMessage,
  options: SessionOptions,
): string | Answer | Promise<string | Answer> {
  const { access, trustedProxies } = options
  if (access.kind === 'none') return 'local'
  if (access.kind === 'password') return readSession(incoming, access.password, options)
  const user = readProxyUser(incoming, access.header, trustedProxies)
  if (user.kind === 'ambiguous') return refuse('bad_request')
  return user.kind === 'user' ? user.name : refuseStranger(incoming)
}

async function readSession(
  incoming: IncomingMessage,
  password: Secret,
  { store, https }: SessionOptions,
): Promise<string | Answer> {
  const id = readCookie(incoming, https)
  const principal = id && (await store.touchSession(toIdHash(id, password)))
  return principal || refuseStranger(incoming)
}

function refuseStranger(incoming: IncomingMessage): Answer {
  return refuse('unauthenticated', isSend(incoming) ? { outcome: 'not_sent' } : {})
}

/** What the page has to show at once: itself or the log-in. Every route asks for the session once more. */
export async function readPageAccess(
  incoming: IncomingMessage,
  options: SessionOptions,
): Promise<PageAccess> {
  if (options.access.kind !== 'password') return 'open'
  try {
    return typeof (await admit(incoming, options)) === 'string' ? 'session' : 'password'
  } catch {
    // A store that does not answer says nothing about the session: the page comes, and tells what its requests meet.
    return 'session'
  }
}

/** `POST /api/session`: a right password gives a new session, whatever cookie was brought along. */
export async function logIn(incoming: IncomingMessage, options: SessionOptions): Promise<Answer> {
  const { access, store, trustedProxies, https } = options
  if (access.kind !== 'password') return refuse('not_found')
  const json = await readJson(incoming)
  if (!json.ok) return refuse(json.code)
  const address = readClientAddress(incoming, trustedProxies)
  const attempt = await store.loginLimits.attempt(address)
  if (attempt.kind === 'limited') return refuse('login_limited', { retryAfter: attempt.retryAfter })
  const { password } = (json.value ?? {}) as { password?: unknown }
  if (typeof password !== 'string' || !isSame(password, access.password.reveal()))
    return refuse('login_failed')
  await store.loginLimits.succeed(address)
  const id = randomBytes(32).toString('base64url')
  await store.insertSession(toIdHash(id, access.password), 'password')
  return { status: 204, headers: { 'set-cookie': toCookie(id, IDLE_SECONDS, https) } }
}

/** `DELETE /api/session`: the session is gone on the server, not only in the browser. */
export async function logOut(
  incoming: IncomingMessage,
  { access, store, https }: SessionOptions,
): Promise<Answer> {
  const id = readCookie(incoming, https)
  if (id && access.kind === 'password') await store.deleteSession(toIdHash(id, access.password))
  return { status: 204, headers: { 'set-cookie': toCookie('', 0, https) } }
}

/** What the store keeps of a session. The password is its key, so that a new password ends every session. */
function toIdHash(id: string, password: Secret): string {
  return createHmac('sha256', password.reveal()).update(id).digest('hex')
}

/** Equal work for every wrong answer; a slow hash would gain nothing for a secret that stands in the environment. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', compareKey).update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function cookieName(https: boolean): string {
  return https ? '__Host-trio' : 'trio'
}

function readCookie({ headers }: IncomingMessage, https: boolean): string | undefined {
  const name = cookieName(https)
  return parse(headers.cookie ?? '', name)[name]
}

function toCookie(id: string, age: number, https: boolean): string {
  const secure = https ? ' Secure;' : ''
  return `${cookieName(https)}=${id}; Path=/;${secure} HttpOnly; SameSite=Strict; Max-Age=${age}`
}
