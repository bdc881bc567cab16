import type { IncomingMessage } from 'node:http'
import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'
import { MEDIA_TYPES } from '#whatsapp/media.ts'
import type { ProblemCode } from '#whatsapp/problem.ts'
import type { Answer } from './answer.ts'
import { refuse } from './answer.ts'

type Route = { methods: readonly string[]; types: readonly string[]; maxBytes: number }

export type Guard = (incoming: IncomingMessage) => Answer | undefined

const JSON_ONLY = ['application/json']
const READ = ['GET', 'HEAD']
const PAGES: Route = { methods: READ, types: [], maxBytes: 0 }

/** What each address takes. An address that is not listed is a page or a file: it can only be read. */
const ROUTES = new Map<string, Route>([
  ['/api/messages', { methods: ['POST'], types: JSON_ONLY, maxBytes: 65_536 }],
  [
    '/api/media',
    { methods: ['POST'], types: MEDIA_TYPES.map(({ mime }) => mime), maxBytes: MEDIA_MAX_BYTES.document },
  ],
  ['/api/session', { methods: ['POST', 'DELETE'], types: JSON_ONLY, maxBytes: 4096 }],
])

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** Bytes of a body that an address takes. */
export function maxBytesOf(path: string): number {
  return routeOf(path).maxBytes
}

/**
 * The checks that stand before everything, cheap and closed: host name (DNS rebinding), methods, origin (cross-site requests),
 * content type and declared length. `publicOrigins` are the addresses under which others reach this server.
 */
export function createGuard(publicOrigins: readonly string[]): Guard {
  const hosts = new Set([...LOOPBACK, ...publicOrigins.map((origin) => new URL(origin).hostname)])
  const origins = new Set(publicOrigins)
  const isOwnOrigin = (origin: string, port: number | undefined): boolean =>
    origins.has(origin) ||
    LOOPBACK.some(
      (host) => origin === `http://${host}:${port}` || (port === 80 && origin === `http://${host}`),
    )
  return (incoming) => {
    const path = pathOf(incoming.url ?? '')
    const code =
      refuseFrame(incoming) ??
      (isProbe(path) ? undefined : refuseHost(incoming, hosts)) ??
      refuseRequest(incoming, path, isOwnOrigin)
    if (!code) return undefined
    const allow = { allow: routeOf(path).methods.join(', ') }
    // Nothing that a guard refuses has been sent, and whoever sends must be able to rely on that.
    return refuse(
      code,
      isSend(incoming) ? { outcome: 'not_sent' } : {},
      code === 'method_not_allowed' ? allow : {},
    )
  }
}

export function isSend({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && pathOf(url) === '/api/messages'
}

export function pathOf(url: string): string {
  return cutAt('?', url)
}

/** The type of a body without its parameters. */
export function toMediaType(contentType: string): string {
  return cutAt(';', contentType).trim().toLowerCase()
}

function cutAt(sign: string, text: string): string {
  const end = text.indexOf(sign)
  return end < 0 ? text : text.slice(0, end)
}

type OwnOrigin = (origin: string, port: number | undefined) => boolean

/** Oddities that Node lets pass: absolute targets, missing or repeated Host lines, unknown transfer encodings. */
function refuseFrame({ url = '', rawHeaders, headers }: IncomingMessage): ProblemCode | undefined {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  if (hosts === 0) return 'bad_request'
  const encoding = headers['transfer-encoding']
  if (encoding !== undefined && encoding !== 'chunked') return 'bad_request'
  return hosts > 1 || !url.startsWith('/') ? 'host_not_allowed' : undefined
}

function refuseHost({ headers }: IncomingMessage, hosts: ReadonlySet<string>): ProblemCode | undefined {
  const name = (headers.host ?? '').toLowerCase().replace(/:\d{1,5}$/, '')
  return hosts.has(name) ? undefined : 'host_not_allowed'
}

function refuseRequest(incoming: IncomingMessage, path: string, isOwn: OwnOrigin): ProblemCode | undefined {
  const { headers, method = 'GET', socket } = incoming
  const route = routeOf(path)
  // Without an app secret nobody could be believed there, so that address is none, with any method.
  if (!route.methods.includes(method)) return path === '/webhook' ? 'not_found' : 'method_not_allowed'
  const site = headers['sec-fetch-site']
  if (READ.includes(method))
    return path.startsWith('/api/') && (site === 'cross-site' || site === 'same-site')
      ? 'cross_origin'
      : undefined
  if (site !== undefined && site !== 'same-origin') return 'cross_origin'
  // Also where the browser says "same-origin": a proxy in front that rewrites Host makes foreign pages look like ours.
  if (headers.origin !== undefined && !isOwn(headers.origin, socket.localPort)) return 'cross_origin'
  if (headers['x-requested-by'] !== 'trio') return 'requested_by_missing'
  return method === 'DELETE' ? undefined : refuseBody(incoming, path, route)
}

function refuseBody(
  { headers }: IncomingMessage,
  path: string,
  { types, maxBytes }: Route,
): ProblemCode | undefined {
  if (!types.includes(toMediaType(headers['content-type'] ?? ''))) return 'unsupported_media_type'
  const length = headers['content-length']
  if (length === undefined && path === '/api/media') return 'length_required'
  return Number(length ?? 0) > maxBytes ? 'payload_too_large' : undefined
}

function routeOf(path: string): Route {
  return ROUTES.get(path) ?? PAGES
}

function isProbe(path: string): boolean {
  return path === '/livez' || path === '/readyz'
}
