import type { IncomingMessage } from 'node:http'
import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'
import { MEDIA_TYPES } from '#whatsapp/media.ts'
import { Refusal } from './problem.ts'

type Route = { methods: readonly string[]; types: readonly string[]; maxBytes: number }

const JSON_ONLY = ['application/json']
const MEDIA = MEDIA_TYPES.map(({ mime }) => mime)
const READ = ['GET', 'HEAD']

export const SEND = '/api/messages'

/** What each address takes. An address that is not listed is a page or a file: it can only be read. */
const ROUTES: Record<string, Route> = {
  [SEND]: { methods: ['POST'], types: JSON_ONLY, maxBytes: 65_536 },
  '/api/media': { methods: ['POST'], types: MEDIA, maxBytes: MEDIA_MAX_BYTES.document },
  '/api/session': { methods: ['POST', 'DELETE'], types: JSON_ONLY, maxBytes: 4096 },
}
const PAGES: Route = { methods: READ, types: [], maxBytes: 0 }
// Orchestrators probe by address, and learn nothing.
const PROBES = ['/livez', '/readyz']
// The routes would take these for another address than the checks here do; no address of ours needs them.
const OTHER_SPELLING = /[%\\]|\/\/|\/\.{1,2}(?:\/|$)/
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * The checks that stand before everything, cheap and closed: host name (DNS rebinding), methods, origin (cross-site requests),
 * content type and declared length. `publicOrigins` are the addresses under which others reach this server.
 */
export function createGuard(publicOrigins: readonly string[]): (incoming: IncomingMessage) => void {
  const hosts = new Set([...LOOPBACK, ...publicOrigins.map((origin) => new URL(origin).hostname)])
  const isOwn = (origin: string, port: number | undefined): boolean =>
    publicOrigins.includes(origin) ||
    LOOPBACK.some((host) => origin === `http://${host}${port === 80 ? '' : `:${port}`}`)
  return (incoming) => {
    const { headers, method = 'GET', socket } = incoming
    const path = pathOf(incoming)
    const { methods } = routeOf(incoming)
    refuseFrame(incoming)
    const host = (headers.host ?? '').toLowerCase().replace(/:\d{1,5}$/, '')
    if (!PROBES.includes(path) && !hosts.has(host)) throw new Refusal('host_not_allowed')
    if (OTHER_SPELLING.test(path)) throw new Refusal('not_found')
    if (!methods.includes(method)) {
      // Without an app secret nobody could be believed there, so that address is none, with any method.
      if (path === '/webhook') throw new Refusal('not_found')
      throw new Refusal('method_not_allowed', {}, { allow: methods.join(', ') })
    }
    const site = headers['sec-fetch-site']
    if (READ.includes(method)) {
      if (path.startsWith('/api/') && (site === 'cross-site' || site === 'same-site'))
        throw new Refusal('cross_origin')
      return
    }
    if (site !== undefined && site !== 'same-origin') throw new Refusal('cross_origin')
    // Also where the browser says "same-origin": a proxy in front that rewrites Host makes foreign pages look like ours.
    if (headers.origin !== undefined && !isOwn(headers.origin, socket.localPort))
      throw new Refusal('cross_origin')
    if (headers['x-requested-by'] !== 'trio') throw new Refusal('requested_by_missing')
    if (method !== 'DELETE') refuseBody(incoming)
  }
}

export function isSend(incoming: IncomingMessage): boolean {
  return incoming.method === 'POST' && pathOf(incoming) === SEND
}

/** Bytes of a body that an address takes. */
export function maxBytesOf(incoming: IncomingMessage): number {
  return routeOf(incoming).maxBytes
}

/** The type of a body without its parameters. */
export function readMediaType({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? '').replace(/;.*$/s, '').trim().toLowerCase()
}

/** Oddities that Node lets pass: absolute targets, missing or repeated Host lines, unknown transfer encodings. */
function refuseFrame({ url = '', rawHeaders, headers }: IncomingMessage): void {
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]?.toLowerCase() === 'host') hosts += 1
  const encoding = headers['transfer-encoding']
  if (hosts === 0) throw new Refusal('bad_request')
  if (encoding !== undefined && encoding !== 'chunked') throw new Refusal('bad_request')
  if (hosts > 1 || !url.startsWith('/')) throw new Refusal('host_not_allowed')
}

function refuseBody(incoming: IncomingMessage): void {
  const { types, maxBytes } = routeOf(incoming)
  const length = incoming.headers['content-length']
  if (!types.includes(readMediaType(incoming))) throw new Refusal('unsupported_media_type')
  if (length === undefined && types === MEDIA) throw new Refusal('length_required')
  if (Number(length ?? 0) > maxBytes) throw new Refusal('payload_too_large')
}

function routeOf(incoming: IncomingMessage): Route {
  return ROUTES[pathOf(incoming)] ?? PAGES
}

function pathOf({ url = '' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}
