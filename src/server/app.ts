import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Config } from '#whatsapp/problem.ts'
import type { Environment } from './env.ts'
import { createGuard, SEND } from './guard.ts'
import { createUploads } from './media.ts'
import { readMessage, sendMessage } from './messages.ts'
import type { Page } from './page.ts'
import { createPageAnswer, isFile } from './page.ts'
import type { Answer } from './problem.ts'
import { createProblem, Refusal, toAnswer, toResponse } from './problem.ts'
import type { Runtime } from './runtime.ts'
import { admit, logIn, logOut, readPageAccess } from './session.ts'
import { StoreUnavailable } from './store/store.ts'

export type App = {
  fetch: Hono<Routed>['fetch']
  /** `POST /api/messages`, told to Node's server without the framework in between; never rejects. */
  send(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Answer>
  /** The paths of both. */
  routes: string[]
}

type Routed = { Bindings: HttpBindings; Variables: { principal: string } }

const OPEN = /^(?:GET|HEAD) \/(?:livez|readyz)?$|^POST \/api\/session$/

/** All routes behind the guards. Whatever is not in `isOpen` needs a principal, so that a new route is closed until listed. */
export function createApp(runtime: Runtime, page?: Page): App {
  const { environment, store } = runtime
  const guard = createGuard(environment.publicOrigins)
  const upload = createUploads(runtime)
  const config = toConfig(environment)
  const app = new Hono<Routed>()
  /** What stands before every route: gives the name of who asks, or throws. */
  const enter = async (isOpen: boolean, incoming: IncomingMessage, outgoing: ServerResponse) => {
    guard(incoming)
    if (incoming.headers.expect && incoming.httpVersion === '1.1') outgoing.writeContinue()
    return isOpen ? '' : admit(outgoing, runtime)
  }
  app.use(async (c, next) => {
    const { method, path } = c.req
    const isOpen = OPEN.test(`${method} ${path}`) || (method !== 'POST' && isFile(path))
    c.set('principal', await enter(isOpen, c.env.incoming, c.env.outgoing as ServerResponse))
    return next()
  })
  app.get('/livez', () => toResponse(toAnswer(200, { ok: true })))
  app.get('/readyz', async () => {
    // Not a word about WhatsApp: an outage there must not take every instance out.
    if (runtime.phase !== 'serving') throw new Refusal('draining')
    await store.ping()
    return toResponse(toAnswer(200, { ok: true }))
  })
  app.get('/api/config', () => toResponse(toAnswer(200, config)))
  app.get('/api/messages/:key', (c) => readMessage(c.req.param('key'), c.var.principal, runtime))
  app.post('/api/media', (c) => upload(c.env.incoming))
  app.post('/api/session', (c) => logIn(c.env.incoming, runtime))
  app.delete('/api/session', (c) => logOut(c.env.incoming, runtime))
  if (page) {
    const tell = createPageAnswer(page.html, config.mode)
    // Nobody shall wait for the form that most ask for.
    void tell(environment.access.kind === 'password' ? 'password' : 'open', '', 'br')
    app.get('/', async ({ env: { incoming, outgoing } }) =>
      tell(
        await readPageAccess(outgoing as ServerResponse, runtime),
        incoming.headers.cookie,
        String(incoming.headers['accept-encoding']),
      ),
    )
    app.get('*', page.serveFile)
  }
  app.notFound(() => toResponse(toAnswer(404, createProblem('not_found'))))
  app.onError((error, c) => toResponse(tellError(error, c.req.routePath, runtime)))
  return {
    fetch: app.fetch,
    routes: [SEND, ...app.routes.map(({ path }) => path)],
    send: async (incoming, outgoing) => {
      try {
        return await sendMessage(incoming, await enter(false, incoming, outgoing), runtime)
      } catch (error) {
        return tellError(error, SEND, runtime)
      }
    },
  }
}

/**
 * What is told of an error. A refusal speaks for itself: nothing has been sent, and whoever sends must be able to rely on that. Of
 * anything else but the store the log learns where it broke but not why, for messages of errors may hold anything.
 */
function tellError(error: unknown, route: string, { log }: Runtime): Answer {
  const isOfSend = route === SEND
  if (error instanceof Refusal) {
    const { problem, headers } = error
    const isTold = isOfSend && problem.code !== 'in_progress'
    return toAnswer(problem.status, isTold ? { ...problem, outcome: 'not_sent' } : problem, headers)
  }
  const { name, stack, message } = error instanceof Error ? error : new Error()
  const reqId = randomUUID()
  const frame = stack?.split('\n').find((line) => /^\s+at /.test(line))
  // The words of this one are ours.
  const reason = error instanceof StoreUnavailable ? `${name}: ${message}` : `${name} ${frame?.trim()}`
  log('error', 'failed', { reqId, route, reason })
  // A send asks the store before anything leaves, and forgives it afterwards.
  const problem =
    error instanceof StoreUnavailable
      ? createProblem('store_unavailable', { retryAfter: 5, ...(isOfSend && { outcome: 'not_sent' }) })
      : createProblem('internal', isOfSend ? { outcome: 'unknown' } : {})
  return toAnswer(problem.status, problem, { 'x-request-id': reqId })
}

function toConfig({ account, graphVersion, access, plainHttp, ...caps }: Environment): Config {
  return {
    mode: account ? 'live' : 'simulator',
    graphVersion,
    ...(account && { phoneNumberId: account.phoneNumberId }),
    access: access.kind,
    webhook: false,
    plainHttp,
    sendsPerMinute: caps.sendsPerMinute,
    sendsPerDay: caps.sendsPerDay,
  }
}
