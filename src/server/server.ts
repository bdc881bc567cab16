import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Answer } from './answer.ts'
import { refuse, toResponse, writeAnswer } from './answer.ts'
import type { App } from './app.ts'
import type { Guard } from './guard.ts'
import { isSend } from './guard.ts'
import { createResponseClass } from './headers.ts'
import { createProblem } from './problem.ts'

export type Handlers = { app: App; guard: Guard; send: (incoming: IncomingMessage) => Promise<Answer> }

export type ServerOptions = Handlers & {
  security: Record<string, string>
  /** Says goodbye on every connection, so that none is cut with a request on its way. */
  isLeaving: () => boolean
}

export type Handle = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>

const DRAIN_TIME = 500
const CONNECTIONS_MAX = 1000

/** Node's server around the app: every limit on headers, time and sockets, and answers of our own to what cannot be parsed. */
export function createTrioServer(options: ServerOptions): Server {
  const { security, isLeaving } = options
  const handle = createHandle(options)
  const server = createServer(
    {
      ServerResponse: createResponseClass(security),
      maxHeaderSize: 16_384,
      headersTimeout: 5000,
      requestTimeout: 130_000,
      connectionsCheckingInterval: 1000,
      keepAliveTimeout: 5000,
      requireHostHeader: false,
    },
    (incoming, outgoing) => {
      if (isLeaving()) outgoing.shouldKeepAlive = false
      void handle(incoming, outgoing)
    },
  )
  server.maxConnections = CONNECTIONS_MAX
  server.on('checkContinue', handle)
  server.on('checkExpectation', (incoming, outgoing) => {
    writeAnswer(outgoing, refuse('bad_request'))
    drain(incoming)
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuseUnparsed(error, socket, security))
  return server
}

/** Guards first, then the app; for Node's server and for the one of development alike. */
export function createHandle({ app, guard, send }: Handlers, overrideGlobalObjects = true): Handle {
  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects,
    errorHandler: () => toResponse(refuse('bad_request')),
  })
  return async (incoming, outgoing) => {
    const refused = guard(incoming)
    if (!refused && incoming.headers.expect) outgoing.writeContinue()
    if (!refused && !isSend(incoming)) return listener(incoming, outgoing)
    writeAnswer(outgoing, refused ?? (await send(incoming)))
    if (!incoming.complete) drain(incoming)
  }
}

/** Takes in what is left of a refused body, so that the refusal arrives; but not for long. */
function drain(incoming: IncomingMessage): void {
  incoming.resume()
  setTimeout(() => {
    if (!incoming.complete) incoming.socket.destroySoon()
  }, DRAIN_TIME).unref()
}

function refuseUnparsed(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  security: Record<string, string>,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = createProblem(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request_timeout' : 'bad_request')
  const body = JSON.stringify(problem)
  const headers = {
    ...security,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
