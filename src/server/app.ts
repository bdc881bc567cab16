import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import type { Config } from '#whatsapp/problem.ts'
import type { Log } from './log.ts'
import type { Messages } from './messages.ts'
import { createPage } from './page.ts'
import { createProblem, toProblemResponse } from './problem.ts'
import type { RequestEnvironment } from './request.ts'
import type { SessionOptions } from './session.ts'
import { createAdmission, logIn, logOut, readPageAccess } from './session.ts'
import type { StaticFiles } from './static.ts'
import { StoreUnavailable } from './store/store.ts'

export type AppOptions = {
  config: Config
  session: SessionOptions
  messages: Messages
  media: (c: Context<RequestEnvironment>) => Promise<Response>
  files: StaticFiles
  log: Log
  isServing: () => boolean
}

export type App = Hono<RequestEnvironment>

/** The app behind the guards. Whatever is not in `isOpen` needs a principal, so that a new route is closed until listed. */
export function createApp({ config, session, messages, media, files, log, isServing }: AppOptions): App {
  const app: App = new Hono()
  const isOpen = (method: string, path: string): boolean =>
    OPEN.has(`${method} ${path}`) || (method !== 'POST' && files.has(path))
  app.use(createAdmission(session, isOpen))
  app.get('/livez', () => Response.json({ ok: true }))
  app.get('/readyz', () => tellReadiness(session, isServing))
  app.get('/api/config', () => Response.json(config))
  app.post('/api/messages', messages.post)
  app.get('/api/messages/:key', messages.read)
  app.post('/api/media', media)
  app.post('/api/session', (c) => logIn(c, session))
  app.delete('/api/session', (c) => logOut(c, session))
  if (files.html !== undefined) {
    const page = createPage(files.html, config.mode)
    app.get('/', async (c) => {
      const access = await readPageAccess(c, session)
      return page(access, c.req.header('cookie'), c.req.header('accept-encoding') ?? '')
    })
  }
  app.get('*', (c) => files.serve(c.req.path, c.req.header('accept-encoding') ?? '') ?? notFound())
  app.notFound(notFound)
  app.onError((error, c) => tellFailure(error, c, log))
  return app
}

const OPEN = new Set(['GET /livez', 'GET /readyz', 'HEAD /livez', 'HEAD /readyz', 'POST /api/session'])

function notFound(): Response {
  return toProblemResponse(createProblem('not_found'))
}

/** Not a word about WhatsApp: an outage there must not take every instance out. */
async function tellReadiness({ store }: SessionOptions, isServing: () => boolean): Promise<Response> {
  if (!isServing()) return toProblemResponse(createProblem('draining'))
  try {
    await store.ping()
    return Response.json({ ok: true })
  } catch {
    return toProblemResponse(createProblem('store_unavailable'))
  }
}

/** Says where it broke but not why: messages of errors may hold anything. */
function tellFailure(error: Error, c: Context<RequestEnvironment>, log: Log): Response {
  const reqId = randomUUID()
  const isSend = c.req.method === 'POST' && c.req.path === '/api/messages'
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line))
  log('error', 'failed', { reqId, route: c.req.routePath, reason: `${error.name}${frame?.trim() ?? ''}` })
  const headers = { 'x-request-id': reqId }
  // The store is asked outside a claim for sessions and records only, so nothing was sent.
  if (error instanceof StoreUnavailable)
    return toProblemResponse(
      createProblem('store_unavailable', { retryAfter: 5, ...(isSend && { outcome: 'not_sent' }) }),
      headers,
    )
  return toProblemResponse(createProblem('internal', isSend ? { outcome: 'unknown' } : {}), headers)
}
