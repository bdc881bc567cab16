import { randomUUID } from 'node:crypto'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Config, Problem } from '#whatsapp/problem.ts'
import type { Environment } from './env.ts'
import { createGuard, isSend } from './guard.ts'
import { createUploads } from './media.ts'
import { readMessage, sendMessage } from './messages.ts'
import type { Page } from './page.ts'
import { createPageAnswer, isFile } from './page.ts'
import { createProblem, Refusal, toResponse } from './problem.ts'
import type { Runtime } from './runtime.ts'
import { admit, logIn, logOut, readPageAccess } from './session.ts'
import { StoreUnavailable } from './store/store.ts'

export type App = Hono<{ Bindings: HttpBindings; Variables: { principal: string } }>

const OPEN = [
  'GET /',
  'GET /livez',
  'GET /readyz',
  'HEAD /',
  'HEAD /livez',
  'HEAD /readyz',
  'POST /api/session',
]

/** All routes behind the guards. Whatever is not in `isOpen` needs a principal, so that a new route is closed until listed. */
export function createApp(runtime: Runtime, page?: Page): App {
  const { environment, store } = runtime
  const guard = createGuard(environment.publicOrigins)
  const upload = createUploads(runtime)
  const config = toConfig(environment)
  const app: App = new Hono()
  const isOpen = (method: string, path: string): boolean =>
    OPEN.includes(`${method} ${path}`) || (method !== 'POST' && isFile(path))
  app.use(async (c, next) => {
    const { incoming, outgoing } = c.env
    guard(incoming)
    if (incoming.headers.expect) outgoing.writeContinue()
    c.set('principal', isOpen(c.req.method, c.req.path) ? '' : await admit(incoming, runtime))
    return next()
  })
  app.get('/livez', () => toResponse(200, { ok: true }))
  app.get('/readyz', async () => {
    // Not a word about WhatsApp: an outage there must not take every instance out.
    if (runtime.phase !== 'serving') throw new Refusal('draining')
    await store.ping()
    return toResponse(200, { ok: true })
  })
  app.get('/api/config', () => toResponse(200, config))
  app.post('/api/messages', (c) => sendMessage(c.env.incoming, c.var.principal, runtime))
  app.get('/api/messages/:key', (c) => readMessage(c.req.param('key'), c.var.principal, runtime))
  app.post('/api/media', (c) => upload(c.env.incoming))
  app.post('/api/session', (c) => logIn(c.env.incoming, runtime))
  app.delete('/api/session', (c) => logOut(c.env.incoming, runtime))
  if (page) {
    const tell = createPageAnswer(page.html, config.mode)
    app.get('/', async ({ env: { incoming } }) =>
      tell(
        await readPageAccess(incoming, runtime),
        incoming.headers.cookie,
        String(incoming.headers['accept-encoding']),
      ),
    )
    app.get('*', page.serveFile)
  }
  app.notFound(() => toResponse(404, createProblem('not_found')))
  app.onError((error, c) => {
    const isOfSend = isSend(c.env.incoming)
    if (error instanceof Refusal) return toResponse(...toRefusal(error, isOfSend))
    return toResponse(...toFailure(error, c.req.routePath, runtime, isOfSend))
  })
  return app
}

type Told = [status: number, problem: Problem, headers: Record<string, string>]

/** Nothing that is refused has been sent, and whoever sends must be able to rely on that. */
function toRefusal({ problem, headers }: Refusal, isOfSend: boolean): Told {
  const isTold = isOfSend && problem.code !== 'in_progress'
  return [problem.status, isTold ? { ...problem, outcome: 'not_sent' } : problem, headers]
}

/** Says where it broke but not why: messages of errors may hold anything. */
function toFailure(error: Error, route: string, { log }: Runtime, isOfSend: boolean): Told {
  const { name, stack } = error
  const reqId = randomUUID()
  const frame = stack?.split('\n').find((line) => /^\s+at /.test(line))
  log('error', 'failed', { reqId, route, reason: `${name}${frame?.trim() ?? ''}` })
  // A send asks the store before anything leaves, and forgives it afterwards.
  const problem =
    error instanceof StoreUnavailable
      ? createProblem('store_unavailable', { retryAfter: 5, ...(isOfSend && { outcome: 'not_sent' }) })
      : createProblem('internal', isOfSend ? { outcome: 'unknown' } : {})
  return [problem.status, problem, { 'x-request-id': reqId }]
}

function toConfig({ account, graphVersion, access, publicOrigins, ...caps }: Environment): Config {
  return {
    mode: account ? 'live' : 'simulator',
    graphVersion,
    ...(account && { phoneNumberId: account.phoneNumberId }),
    access: access.kind,
    webhook: false,
    plainHttp: publicOrigins.some((origin) => origin.startsWith('http:')),
    sendsPerMinute: caps.sendsPerMinute,
    sendsPerDay: caps.sendsPerDay,
  }
}
