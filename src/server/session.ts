import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BlockList } from 'node:net'
import { isIP } from 'node:net'
import { parse } from 'hono/utils/cookie'
import { readJson } from './body.ts'
import type { Environment } from './env.ts'
import { Refusal } from './problem.ts'
import type { Runtime } from './runtime.ts'
import type { Secret } from './secret.ts'

const IDLE_SECONDS = 43_200
const compareKey = randomBytes(32)

/** The name of who asks: everybody on this computer has one, whoever logged in, whom the proxy names. */
export async function admit(outgoing: ServerResponse, { environment, store }: Runtime): Promise<string> {
  const { req: incoming } = outgoing
  const { access, trustedProxies } = environment
  if (access.kind === 'none') return 'local'
  if (access.kind === 'proxy') return readProxyUser(incoming, access.header, trustedProxies)
  const id = readCookie(incoming, environment)
  const principal = id && (await store.touchSession(toIdHash(id, access.password)))
  if (!principal) throw new Refusal('unauthenticated')
  // Else the browser would count its hours from the log-in.
  outgoing.setHeader('set-cookie', toCookie(id, IDLE_SECONDS, environment))
  return principal
}

/** What the page has to show at once: itself or the log-in. Every route asks for the session once more. */
export async function readPageAccess(
  outgoing: ServerResponse,
  runtime: Runtime,
): Promise<'open' | 'password' | 'session'> {
  if (runtime.environment.access.kind !== 'password') return 'open'
  try {
    await admit(outgoing, runtime)
    return 'session'
  } catch (error) {
    // A store that does not answer says nothing about the session: the page comes, and tells what its requests meet.
    return error instanceof Refusal ? 'password' : 'session'
  }
}

/** `POST /api/session`: a right password gives a new session, whatever cookie was brought along. */
export async function logIn(incoming: IncomingMessage, { environment, store }: Runtime): Promise<Response> {
  const { access, trustedProxies } = environment
  if (access.kind !== 'password') throw new Refusal('not_found')
  const { password } = ((await readJson(incoming)) ?? {}) as { password?: unknown }
  const address = readClientAddress(incoming, trustedProxies)
  const attempt = await store.loginLimits.attempt(address)
  if (attempt.kind === 'limited') throw new Refusal('login_limited', { retryAfter: attempt.retryAfter })
  if (typeof password !== 'string' || !isSame(password, access.password.reveal()))
    throw new Refusal('login_failed')
  await store.loginLimits.succeed(address)
  const old = readCookie(incoming, environment)
  if (old) await store.deleteSession(toIdHash(old, access.password))
  const id = randomBytes(32).toString('base64url')
  await store.insertSession(toIdHash(id, access.password), 'password')
  return giveCookie(toCookie(id, IDLE_SECONDS, environment))
}

/** `DELETE /api/session`: the session is gone on the server, not only in the browser. */
export async function logOut(incoming: IncomingMessage, { environment, store }: Runtime): Promise<Response> {
  const { access } = environment
  const id = readCookie(incoming, environment)
  if (id && access.kind === 'password') await store.deleteSession(toIdHash(id, access.password))
  return giveCookie(toCookie('', 0, environment))
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

function readCookie({ headers }: IncomingMessage, { https }: Environment): string | undefined {
  const name = https ? '__Host-trio' : 'trio'
  return parse(headers.cookie ?? '', name)[name]
}

function toCookie(id: string, age: number, { https }: Environment): string {
  const [name, secure] = https ? ['__Host-trio', ' Secure;'] : ['trio', '']
  return `${name}=${id}; Path=/;${secure} HttpOnly; SameSite=Strict; Max-Age=${age}`
}

function giveCookie(cookie: string): Response {
  return new Response(null, { status: 204, headers: { 'set-cookie': cookie } })
}

/**
 * The address of the client: the socket's, unless that is a trusted proxy; then the last hop that is none of them. Where all are,
 * as when people sit in the range of the proxies, the last one is the client: the proxy itself has written it.
 */
function readClientAddress({ socket, headers }: IncomingMessage, trusted: BlockList): string {
  const peer = plainAddress(socket.remoteAddress ?? '')
  if (!isTrusted(peer, trusted)) return peer
  const hops = String(headers['x-forwarded-for'] ?? '').split(',')
  const addresses = hops.map((hop) => plainAddress(hop.trim()))
  const client = addresses.findLast((hop) => !isTrusted(hop, trusted)) ?? addresses.at(-1)
  return client && isIP(client) > 0 ? client : peer
}

/** The user whom a trusted proxy names in `header`, once and without a look-alike. */
function readProxyUser({ rawHeaders, headers, socket }: IncomingMessage, header: string, trusted: BlockList) {
  if (!isTrusted(plainAddress(socket.remoteAddress ?? ''), trusted)) throw new Refusal('unauthenticated')
  // Some proxies and gateways take X_User for X-User: a twin that the proxy did not write could win.
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())
  const twins = names.filter((name) => name.replaceAll('_', '-') === header)
  if (twins.length > 1) throw new Refusal('bad_request')
  const user = twins[0] === header ? String(headers[header]).trim() : ''
  if (!/^[ -~]{1,128}$/.test(user)) throw new Refusal('unauthenticated')
  return user
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address)
  return family > 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** Without port, brackets, zone and the IPv6 clothes of an IPv4 address. */
function plainAddress(text: string): string {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  return bare.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '')
}
