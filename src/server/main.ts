import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from './env.ts'
import { loadEnvironmentFile, readEnvironment } from './env.ts'
import { createSecurityHeaders, hashInlineStyles } from './headers.ts'
import type { Log } from './log.ts'
import { createLog, createPrint, createScrub } from './log.ts'
import { createParts, listSecrets } from './parts.ts'
import type { Runtime } from './runtime.ts'
import { createRuntime } from './runtime.ts'
import { createTrioServer } from './server.ts'
import { createStaticFiles } from './static.ts'
import { StoreRefused } from './store/store.ts'
import { runPurge } from './store/upkeep.ts'

// sysexits.h: the configuration is at fault, starting again does not help.
const EXIT_CONFIGURATION = 78
const GOODBYE_TIME = 5000
const DRAIN_TIME = 25_000
const HARD_STOP = 30_000
const CRASH_DRAIN = 5000

// What Trio writes is for its own user alone; SQLite would make its files readable for all.
process.umask(0o077)
const print = createPrint()
await main()

async function main(): Promise<void> {
  loadEnvironmentFile()
  const result = readEnvironment()
  if (!result.ok) return refuseToStart(result.faults)
  const { environment, warnings } = result
  for (const warning of warnings) process.stderr.write(`Warning: ${warning}\n`)
  const scrub = createScrub(listSecrets(environment))
  const log = createLog(print, scrub)
  try {
    if (process.argv[2] === 'purge') return await purge(environment)
    const runtime = await createRuntime(environment, log)
    const files = createStaticFiles(join(import.meta.dirname, '../client'))
    const parts = createParts(environment, runtime, { log, scrub, files })
    const security = createSecurityHeaders({
      styleHashes: hashInlineStyles(files.html ?? ''),
      https: parts.https,
    })
    const server = createTrioServer({ ...parts, security, isLeaving: () => runtime.phase !== 'serving' })
    await listen(server, environment)
    announce(server, environment, runtime, log)
    stopWhenTold({ server, runtime, log, isExposed: !isLoopback(server), inFlight: parts.inFlight })
  } catch (error) {
    if (error instanceof StoreRefused) return refuseToStart([error.message])
    process.stderr.write(
      `Trio cannot start: ${scrub(String(error instanceof Error ? error.message : error))}\n`,
    )
    process.exit(1)
  }
}

function refuseToStart(faults: string[]): never {
  process.stderr.write(`Trio does not start like this:\n${faults.map((fault) => `  - ${fault}\n`).join('')}`)
  process.exit(EXIT_CONFIGURATION)
}

/** `main.js purge [days]` removes what is older, for whoever must not keep it for 30 days. */
async function purge({ databaseUrl }: Environment): Promise<void> {
  const days = Number(process.argv[3] ?? 30)
  if (!(days >= 0)) return refuseToStart(['purge takes a number of days.'])
  process.stdout.write(`${await runPurge(databaseUrl.reveal(), days)} sends removed\n`)
}

function listen(server: Server, { host, port }: Environment): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, resolve)
  })
}

function announce(server: Server, environment: Environment, { store }: Runtime, log: Log): void {
  const { account, host, publicOrigins, graphVersion } = environment
  const { port } = server.address() as AddressInfo
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const mode = account ? 'live' : 'simulator'
  log('info', 'ready', { mode, address, store: store.kind, graphVersion })
  const note = account ? '' : ': nothing leaves this computer'
  print(`Trio is ready: ${publicOrigins[0] ?? address} (${mode}${note})\n`)
}

function isLoopback(server: Server): boolean {
  const { address } = server.address() as AddressInfo
  return address === '::1' || address.startsWith('127.')
}

type Stop = { server: Server; runtime: Runtime; log: Log; isExposed: boolean; inFlight: () => number }

function stopWhenTold(stop: Stop): void {
  let isStopping = false
  const onSignal = (): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    void leave(stop)
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  const onCrash = (error: unknown): void => {
    stop.log('error', 'crashed', {
      reason: error instanceof Error ? error.stack?.replace(error.message, '') : typeof error,
    })
    if (isStopping) process.exit(1)
    isStopping = true
    void drain(stop, CRASH_DRAIN).finally(() => process.exit(1))
  }
  process.on('uncaughtException', onCrash)
  process.on('unhandledRejection', onCrash)
}

/** A load balancer needs a moment to look elsewhere; until then everything is answered, with a goodbye. */
async function leave(stop: Stop): Promise<void> {
  setTimeout(() => process.exit(1), HARD_STOP).unref()
  stop.runtime.phase = 'leaving'
  stop.log('info', 'leaving', { count: stop.inFlight() })
  if (stop.isExposed) await sleep(GOODBYE_TIME)
  await drain(stop, stop.isExposed ? DRAIN_TIME - GOODBYE_TIME : DRAIN_TIME)
  stop.log('info', 'stopped')
  process.exit(0)
}

/** Starts nothing new and waits for what is in flight, then for the store. */
async function drain({ server, runtime, inFlight }: Stop, time: number): Promise<void> {
  runtime.phase = 'draining'
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const end = performance.now() + time
  while (inFlight() > 0 && performance.now() < end) await sleep(20)
  // Answers may still be on their way out of the sockets.
  await Promise.race([closed, sleep(500)])
  server.closeAllConnections()
  await runtime.close()
}
