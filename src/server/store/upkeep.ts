import { createStore } from './create-store.ts'
import type { Store } from './store.ts'

const SWEEP_EVERY_MS = 10_000
const PURGE_EVERY_MS = 60 * 60_000

export type UpkeepReport =
  | { task: 'sweep' | 'purge'; count: number }
  | { task: 'sweep' | 'purge'; error: unknown }

/** Sweeps every 10 s and purges every hour, beginning at once with the purge. Returns what stops it. */
export function startUpkeep(store: Store, report: (done: UpkeepReport) => void): () => void {
  const run = (task: 'sweep' | 'purge') => {
    store[task]().then(
      (count) => {
        if (count > 0) report({ task, count })
      },
      (error: unknown) => report({ task, error }),
    )
  }
  run('purge')
  const timers = [
    setInterval(run, SWEEP_EVERY_MS, 'sweep').unref(),
    setInterval(run, PURGE_EVERY_MS, 'purge').unref(),
  ]
  return () => {
    for (const timer of timers) clearInterval(timer)
  }
}

/** `node dist/server/main.js purge [days]`: removes old sends now. A SQLite file must not be in use by a running Trio. */
export async function runPurge(databaseUrl: string, days?: number): Promise<number> {
  const store = await createStore(databaseUrl)
  try {
    return await store.purge(days)
  } finally {
    await store.close()
  }
}
