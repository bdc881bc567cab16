import type { Config } from '#whatsapp/problem.ts'
import { createApp, createSend } from './app.ts'
import type { Environment } from './env.ts'
import { createGuard } from './guard.ts'
import type { Log, Scrub } from './log.ts'
import { createMedia } from './media.ts'
import { createMessages } from './messages.ts'
import type { Runtime } from './runtime.ts'
import type { Secret } from './secret.ts'
import type { Handlers } from './server.ts'
import type { StaticFiles } from './static.ts'

export type Parts = Handlers & { https: boolean; inFlight: () => number }

/** The app and its guards around a runtime; cheap, and made anew when development reloads the code. */
export function createParts(
  environment: Environment,
  runtime: Runtime,
  tools: { log: Log; scrub: Scrub; files: StaticFiles },
): Parts {
  const { access, trustedProxies, publicOrigins } = environment
  const { store, upstream } = runtime
  const { log, scrub, files } = tools
  const https = publicOrigins.length > 0 && publicOrigins.every((origin) => origin.startsWith('https:'))
  const isDraining = (): boolean => runtime.phase === 'draining'
  const messages = createMessages({ store, upstream, limits: environment, log, scrub, isDraining })
  const media = createMedia({ upstream, log, scrub, isDraining })
  const session = { access, trustedProxies, store, https }
  const isServing = (): boolean => runtime.phase === 'serving'
  const app = createApp({ config: toConfig(environment), session, messages, media, files, log, isServing })
  const send = createSend({ session, messages, log })
  return { app, send, guard: createGuard(publicOrigins), https, inFlight: messages.inFlight }
}

/** Every secret that a log line must never hold; the address of a database is one where it has a password in it. */
export function listSecrets({ account, appSecret, verifyToken, access, databaseUrl }: Environment): Secret[] {
  const password = access.kind === 'password' ? access.password : undefined
  const database = databaseUrl.reveal().startsWith('postgres') ? databaseUrl : undefined
  return [account?.accessToken, appSecret, verifyToken, password, database].filter(
    (secret) => secret !== undefined,
  )
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
