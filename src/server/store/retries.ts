import type { Claim, Settlement } from './store.ts'

// Within the lease; after it the record has become `unknown` by itself, which the last one still mends.
const DELAYS_MS = [250, 1000, 4000, 12_000, 30_000]

export type Retries = { later(claim: Claim, settlement: Settlement): void; stop(): void }

/** Writes an outcome that the database did not take the first time, in the background, until it is there. */
export function createRetries(settle: (claim: Claim, settlement: Settlement) => Promise<boolean>): Retries {
  const timers = new Set<NodeJS.Timeout>()
  const schedule = (claim: Claim, settlement: Settlement, attempt: number) => {
    const delay = DELAYS_MS[attempt]
    if (delay === undefined) return
    const timer = setTimeout(async () => {
      timers.delete(timer)
      // Not settled may also mean that the claim has not arrived yet.
      const settled = await settle(claim, settlement).catch(() => false)
      if (!settled) schedule(claim, settlement, attempt + 1)
    }, delay)
    timer.unref()
    timers.add(timer)
  }
  let stopped = false
  return {
    later: (claim, settlement) => {
      if (!stopped) schedule(claim, settlement, 0)
    },
    stop: () => {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
