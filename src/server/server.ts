import { createHash } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { App } from './app.ts'
import { isSend } from './guard.ts'
import type { Answer } from './problem.ts'
import { createProblem, toAnswer, toResponse } from './problem.ts'
import type { Runtime } from './runtime.ts'

type Headers = Record<string, string>

const CONNECTIONS_MAX = 1000
const REST_TIME = 500

/** Node's server around the app: every limit on headers, time and sockets, and the security headers on whatever leaves. */
export function createTrioServer(app: App, runtime: Runtime, html = ''): Server {
  const security = createSecurityHeaders(hashInlineStyles(html), runtime.environment.https)
  const listener = createListener(app, security)
  const server = createServer({
    maxHeaderSize: 16_384,
    headersTimeout: 5000,
    requestTimeout: 130_000,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 5000,
    requireHostHeader: false,
  })
  server.maxConnections = CONNECTIONS_MAX
  const answers = new Set<ServerResponse>()
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answers.add(outgoing)
    outgoing.on('close', () => answers.delete(outgoing))
    if (runtime.phase !== 'serving') outgoing.shouldKeepAlive = false
    listener(incoming, outgoing)
  }
  // A goodbye on every connection, so that none is cut with a request on its way.
  server.on('leaving', () => {
    for (const outgoing of answers) outgoing.shouldKeepAlive = false
  })
  server.on('request', handle)
  server.on('checkContinue', handle)
  const refuse = (socket: Duplex, error?: NodeJS.ErrnoException): void => {
    const here = [...answers].filter(({ req, writableEnded }) => req.socket === socket && !writableEnded)
    const send = here.find(({ req }) => isSend(req))
    // The refusal of what comes behind a send would pass for its answer, which is still on the way, and now the last one here.
    if (send?.req.complete && socket.writable) send.shouldKeepAlive = false
    else refuseUnparsed(socket, security, error)
  }
  server.on('checkExpectation', ({ socket }) => refuse(socket))
  server.on('clientError', (error, socket) => refuse(socket, error))
  return server
}

/**
 * The app for Node's server, and for the one of development. Sends go past the framework, whose objects for requests and answers
 * are a good part of the work of a send: see docs/decisions/sends-past-the-framework.md.
 */
export function createListener(app: App, security: Headers = {}, overrideGlobalObjects = true) {
  const fixed = Object.entries(security).flat()
  // What cannot be made a request of the web does not get to the app; an empty host name is for the guard to refuse.
  const errorHandler = () => toResponse(toAnswer(400, createProblem('bad_request')))
  const listen = getRequestListener(app.fetch, { overrideGlobalObjects, errorHandler, hostname: 'localhost' })
  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    if (isSend(incoming)) {
      void app.send(incoming, outgoing).then((answer) => writeAnswer(outgoing, answer, fixed))
      return
    }
    for (const name in security) outgoing.setHeader(name, security[name] ?? '')
    outgoing.on('finish', () => endRest(incoming))
    void listen(incoming, outgoing)
  }
}

function writeAnswer(outgoing: ServerResponse, { status, headers, text }: Answer, fixed: string[]): void {
  const lines = [...fixed, 'content-length', String(Buffer.byteLength(text))]
  for (const name in headers) lines.push(name, headers[name] ?? '')
  outgoing.writeHead(status, lines).end(text)
  endRest(outgoing.req)
}

/** The rest of a body that nobody wants may come for a moment: to close at once could cost the other side the answer. */
function endRest(incoming: IncomingMessage): void {
  if (incoming.complete) return
  incoming.resume()
  setTimeout(() => incoming.complete || incoming.socket.destroy(), REST_TIME)
}

function refuseUnparsed(socket: Duplex, security: Headers, error?: NodeJS.ErrnoException): void {
  if (error?.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const isLate = error?.code === 'ERR_HTTP_REQUEST_TIMEOUT'
  // It may have been meant as a send; nothing of it has left.
  const problem = createProblem(isLate ? 'request_timeout' : 'bad_request', { outcome: 'not_sent' })
  const { headers, text } = toAnswer(problem.status, problem, { ...security, connection: 'close' })
  const fields = Object.entries({ ...headers, 'content-length': Buffer.byteLength(text) })
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('')}\r\n${text}`)
}

/**
 * The headers of every answer, whatever layer gives it. `styleHashes` allow the inlined critical CSS of the built page,
 * `https` means that people reach this server by https alone.
 */
export function createSecurityHeaders(styleHashes: string[], https: boolean): Headers {
  return {
    'content-security-policy':
      `default-src 'none'; script-src 'self'; style-src ${["'self'", ...styleHashes].join(' ')}; ` +
      "img-src 'self' blob: data: https:; media-src 'self' blob: https:; font-src 'self'; connect-src 'self'; " +
      "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
    'x-content-type-options': 'nosniff',
    // "no-referrer" would turn the Origin of some POSTs into "null".
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/** CSP sources for the `<style>` elements of a page. */
export function hashInlineStyles(html: string): string[] {
  const styles = html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)
  return [...styles].map(([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`)
}
