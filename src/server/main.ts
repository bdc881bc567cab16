import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from './app.ts'
import type { Environment } from './env.ts'
import { loadEnvironment } from './env.ts'
import { createScrub } from './log.ts'
import { readPage } from './page.ts'
import type { Runtime } from './runtime.ts'
import { createRuntime } from './runtime.ts'
import { createTrioServer } from './server.ts'
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
const loaded = loadEnvironment()
if (!loaded.ok) refuseToStart(loaded.faults)
for (const warning of loaded.warnings) process.stderr.write(`Warning: ${warning}\n`)
const command = process.argv[2]
if (command !== undefined && command !== 'purge')
  refuseToStart(['The only command is purge. Without one, Trio serves.'])
try {
  if (command === 'purge') await purge(loaded.environment)
  else await serve(loaded.environment)
} catch (error) {
  if (error instanceof StoreRefused) refuseToStart([error.message])
  const scrub = createScrub(loaded.environment.secrets)
  process.stderr.write(
    `Trio cannot start: ${scrub(error instanceof Error ? error.message : String(error))}\n`,
  )
  process.exit(1)
}

function refuseToStart(faults: string[]): never {
  process.stderr.write(`Trio does not start like this:\n${faults.map((fault) => `  - ${fault}\n`).join('')}`)
  process.exit(EXIT_CONFIGURATION)
}

/** `main.js purge [days]` removes what is older, for whoever must not keep it for 30 days. */
async function purge({ databaseUrl }: Environment): Promise<void> {
  const days = process.argv[3] ?? '30'
  if (!/^\d{1,5}$/.test(days)) refuseToStart(['purge takes a whole number of days.'])
  process.stdout.write(`${await runPurge(databaseUrl.reveal(), Number(days))} sends removed\n`)
}

async function serve(environment: Environment): Promise<void> {
  const { account, host, port, publicOrigins, graphVersion } = environment
  const runtime = await createRuntime(environment)
  const page = readPage(join(import.meta.dirname, '../client'))
  const server = createTrioServer(createApp(runtime, page), runtime, page?.html)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, resolve)
  })
  const bound = server.address() as AddressInfo
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`
  const mode = account ? 'live' : 'simulator'
  runtime.log('info', 'ready', { mode, address, store: runtime.store.kind, graphVersion })
  const note = account ? '' : ': nothing leaves this computer'
  process.stdout.write(`Trio is ready: ${publicOrigins[0] ?? address} (${mode}${note})\n`)
  stopWhenTold(server, runtime, bound.address === '::1' || bound.address.startsWith('127.'))
}

function stopWhenTold(server: Server, runtime: Runtime, isLoopback: boolean): void {
  let isStopping = false
  const stopOnce = (work: () => Promise<void>): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    void work()
  }
  const leave = async (): Promise<void> => {
    setTimeout(() => process.exit(1), HARD_STOP).unref()
    runtime.phase = 'leaving'
    server.emit('leaving')
    runtime.log('info', 'leaving', { count: runtime.inFlight })
    // A load balancer needs a moment to look elsewhere; until then everything is answered, with a goodbye.
    if (!isLoopback) await sleep(GOODBYE_TIME)
    await drain(server, runtime, isLoopback ? DRAIN_TIME : DRAIN_TIME - GOODBYE_TIME)
    runtime.log('info', 'stopped')
    process.exit()
  }
  const fail = (): void => {
    process.exitCode = 1
    if (!isStopping) stopOnce(() => drain(server, runtime, CRASH_DRAIN).finally(() => process.exit()))
  }
  const crash = (error: unknown): void => {
    const reason = error instanceof Error ? error.stack?.replace(error.message, '') : typeof error
    runtime.log('error', 'crashed', { reason })
    fail()
  }
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stopOnce(leave))
  process.stdout.on('error', ({ message }) => {
    if (!isStopping)
      process.stderr.write(`Trio stops: its log cannot be written to standard output (${message}).\n`)
    fail()
  })
  process.on('uncaughtException', crash)
  process.on('unhandledRejection', crash)
}

/** Starts nothing new and waits for what is in flight, then for the store. */
async function drain(server: Server, runtime: Runtime, time: number): Promise<void> {
  runtime.phase = 'draining'
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const end = performance.now() + time
  while (runtime.inFlight + runtime.uploading > 0 && performance.now() < end) await sleep(20)
  // Answers may still be on their way out of the sockets.
  await Promise.race([closed, sleep(500)])
  server.closeAllConnections()
  await runtime.close()
}
