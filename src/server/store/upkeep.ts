import type { Log } from '../log.ts'
import { createStore } from './create-store.ts'
import type { Store } from './store.ts'

const SWEEP_EVERY_MS = 10_000
const PURGE_EVERY_MS = 60 * 60_000

/** Sweeps every 10 s and purges every hour, beginning at once with the purge. Returns what stops it. */
export function startUpkeep(store: Store, log: Log): () => void {
  const run = (task: 'sweep' | 'purge'): void => {
    store[task]().then(
      (count) => count > 0 && log('info', task, { count }),
      () => log('warn', `${task}_failed`),
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
