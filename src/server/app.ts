import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Config } from '#whatsapp/problem.ts'
import type { Answer } from './answer.ts'
import { refuse, toResponse } from './answer.ts'
import type { Log } from './log.ts'
import type { Messages } from './messages.ts'
import { createPage } from './page.ts'
import type { SessionOptions } from './session.ts'
import { admit, logIn, logOut, readPageAccess } from './session.ts'
import type { StaticFiles } from './static.ts'
import { StoreUnavailable } from './store/store.ts'

export type AppOptions = {
  config: Config
  session: SessionOptions
  messages: Messages
  media: (incoming: IncomingMessage) => Promise<Answer>
  files: StaticFiles
  log: Log
  isServing: () => boolean
}

type Environment = { Bindings: HttpBindings; Variables: { principal: string } }

export type App = Hono<Environment>

/** The app behind the guards. Whatever is not in `isOpen` needs a principal, so that a new route is closed until listed. */
export function createApp({ config, session, messages, media, files, log, isServing }: AppOptions): App {
  const app: App = new Hono()
  const isOpen = (method: string, path: string): boolean =>
    OPEN.has(`${method} ${path}`) || (method !== 'POST' && files.has(path))
  app.use(async (c, next) => {
    const admitted = isOpen(c.req.method, c.req.path) ? '' : await admit(c.env.incoming, session)
    if (typeof admitted !== 'string') return toResponse(admitted)
    c.set('principal', admitted)
    return next()
  })
  const tell =
    (work: (c: Context<Environment>) => Answer | Promise<Answer>) => async (c: Context<Environment>) =>
      toResponse(await work(c))
  app.get(
    '/livez',
    tell(() => OK),
  )
  app.get(
    '/readyz',
    tell(() => tellReadiness(session, isServing)),
  )
  app.get(
    '/api/config',
    tell(() => ({ status: 200, body: config })),
  )
  app.get(
    '/api/messages/:key',
    tell((c) => messages.read(c.req.param('key') ?? '', c.var.principal)),
  )
  app.post(
    '/api/media',
    tell((c) => media(c.env.incoming)),
  )
  app.post(
    '/api/session',
    tell((c) => logIn(c.env.incoming, session)),
  )
  app.delete(
    '/api/session',
    tell((c) => logOut(c.env.incoming, session)),
  )
  if (files.html !== undefined) {
    const page = createPage(files.html, config.mode)
    app.get('/', async (c) => {
      const access = await readPageAccess(c.env.incoming, session)
      return page(access, c.req.header('cookie'), c.req.header('accept-encoding') ?? '')
    })
  }
  app.get(
    '*',
    (c) => files.serve(c.req.path, c.req.header('accept-encoding') ?? '') ?? toResponse(refuse('not_found')),
  )
  app.notFound(tell(() => refuse('not_found')))
  app.onError((error, c) => toResponse(explainFailure(error, c.req.routePath, log)))
  return app
}

const OPEN = new Set(['GET /livez', 'GET /readyz', 'HEAD /livez', 'HEAD /readyz', 'POST /api/session'])
const OK: Answer = { status: 200, body: { ok: true } }

/** `POST /api/messages`, past the app: without a `Request` and a `Response` of the web a send takes a tenth less. */
export function createSend({ session, messages, log }: Pick<AppOptions, 'session' | 'messages' | 'log'>) {
  return async (incoming: IncomingMessage): Promise<Answer> => {
    try {
      const admitted = await admit(incoming, session)
      return typeof admitted === 'string' ? await messages.send(incoming, admitted) : admitted
    } catch (error) {
      return explainFailure(error, '/api/messages', log, true)
    }
  }
}

/** Not a word about WhatsApp: an outage there must not take every instance out. */
async function tellReadiness({ store }: SessionOptions, isServing: () => boolean): Promise<Answer> {
  if (!isServing()) return refuse('draining')
  try {
    await store.ping()
    return OK
  } catch {
    return refuse('store_unavailable')
  }
}

/** Says where it broke but not why: messages of errors may hold anything. */
function explainFailure(error: unknown, route: string, log: Log, isSend = false): Answer {
  const reqId = randomUUID()
  const { name, stack } = error instanceof Error ? error : new Error()
  const frame = stack?.split('\n').find((line) => /^\s+at /.test(line))
  log('error', 'failed', { reqId, route, reason: `${name}${frame?.trim() ?? ''}` })
  const headers = { 'x-request-id': reqId }
  // A send asks the store before anything leaves, and forgives it afterwards.
  return error instanceof StoreUnavailable
    ? refuse('store_unavailable', { retryAfter: 5, ...(isSend && { outcome: 'not_sent' }) }, headers)
    : refuse('internal', isSend ? { outcome: 'unknown' } : {}, headers)
}
