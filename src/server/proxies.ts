import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import { isIP } from 'node:net'

/** The address of the client: the socket's, unless that is a trusted proxy; then the last hop that none of them vouches for. */
export function readClientAddress(incoming: IncomingMessage, trusted: BlockList): string {
  const peer = plainAddress(incoming.socket.remoteAddress ?? '')
  if (!isTrusted(peer, trusted)) return peer
  const forwarded = incoming.headers['x-forwarded-for']
  const hops = String(forwarded ?? '')
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
  const client = hops.findLast((hop) => !isTrusted(hop, trusted)) ?? ''
  return isIP(client) > 0 ? client : peer
}

/** The user whom a trusted proxy names in `header`; `ambiguous` if the header comes twice or with a look-alike. */
export function readProxyUser(
  incoming: IncomingMessage,
  header: string,
  trusted: BlockList,
): { kind: 'user'; name: string } | { kind: 'nobody' } | { kind: 'ambiguous' } {
  const { rawHeaders, socket } = incoming
  if (!isTrusted(plainAddress(socket.remoteAddress ?? ''), trusted)) return { kind: 'nobody' }
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase())
  // Some proxies and gateways take X_User for X-User: a twin that the proxy did not write could win.
  const twins = names.filter((name) => name.replaceAll('_', '-') === header)
  if (twins.length > 1) return { kind: 'ambiguous' }
  const value = twins[0] === header ? String(incoming.headers[header]).trim() : ''
  return /^[ -~]{1,128}$/.test(value) ? { kind: 'user', name: value } : { kind: 'nobody' }
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
