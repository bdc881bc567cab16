import type { Account, Environment } from './env.ts'
import type { Log } from './log.ts'
import { createLog, createPrint, createScrub } from './log.ts'
import { startSimulator } from './simulator/simulator.ts'
import { createStore } from './store/create-store.ts'
import type { Store } from './store/store.ts'
import { startUpkeep } from './store/upkeep.ts'
import type { Upstream } from './upstream.ts'
import { createUpstream } from './upstream.ts'

/** What outlives a request and a reload of the app in development. */
export type Runtime = {
  readonly environment: Environment
  readonly log: Log
  readonly store: Store
  readonly upstream: Upstream
  /** Goes one way: serving, then leaving (still answers, says goodbye), then draining (finishes, starts nothing). */
  phase: 'serving' | 'leaving' | 'draining'
  /** How many sends have been claimed and not yet answered. */
  inFlight: number
  /** How many files are on their way. */
  uploading: number
  close(): Promise<void>
}

/** Opens the store, settles what a dead process left behind, and finds its way to WhatsApp or to the simulator. */
export async function createRuntime(environment: Environment): Promise<Runtime> {
  const { account, appSecret, graphVersion, databaseUrl } = environment
  const log = createLog(createPrint(), createScrub(environment.secrets))
  const store = await createStore(databaseUrl.reveal())
  const count = await store.recover()
  if (count > 0) log('warn', 'recovered', { count })
  const sender: Account & { close?: () => Promise<void> } = account ?? (await startSimulator())
  const upstream = createUpstream({ ...sender, graphVersion, appSecret })
  const stopUpkeep = startUpkeep(store, log)
  const close = async (): Promise<void> => {
    stopUpkeep()
    await upstream.close()
    await sender.close?.()
    await store.close()
  }
  return { environment, log, store, upstream, phase: 'serving', inFlight: 0, uploading: 0, close }
}
