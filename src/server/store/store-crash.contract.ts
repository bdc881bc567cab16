import { randomInt, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { SendRecord, SendState } from './store.ts'
import type { Harness } from './testing/harness.ts'
import { NOT_SENT, REJECTED, toAccepted, toClaim, toRequest } from './testing/requests.ts'
import type { StoreInChild } from './testing/store-in-child.ts'
import { openInChildOrThrow } from './testing/store-in-child.ts'

/** SOAK=1 kills more often. */
const KILLS = process.env.SOAK ? 100 : 10
const PATIENCE_MS = 60_000 + KILLS * 10_000

type Announced = { request: ReturnType<typeof toRequest>; state: SendState }

/** `endLeases` makes time pass, where recovery waits for the lease of a dead owner. */
export function describeCrashes(harness: Harness, endLeases: (url: string) => Promise<void>): void {
  test('T-S06 after a restart what is definite is there, and what was in flight is unknown', async () => {
    const url = await harness.createUrl()
    const before = await openInChildOrThrow(url)
    const outcomes = [toAccepted(), REJECTED, NOT_SENT]
    const requests = outcomes.map(() => toRequest())
    for (const [i, outcome] of outcomes.entries()) {
      await before.settle(toClaim(await before.claim(requests[i] ?? toRequest())), outcome)
    }
    const open = toRequest()
    toClaim(await before.claim(open))
    await before.kill()
    await endLeases(url)
    const after = await openInChildOrThrow(url)
    expect(await after.recover()).toBe(1)
    for (const [i, outcome] of outcomes.entries()) {
      expect(await after.read(requests[i] ?? open)).toMatchObject({ state: outcome.state })
    }
    expect(await after.read(open)).toMatchObject({ state: 'unknown', reason: 'crash' })
    expect(await after.claim(open)).toMatchObject({ kind: 'lost', record: { state: 'unknown' } })
    await after.kill()
  })

  test(
    `T-R21 ${KILLS} kills at random moments lose nothing that was announced`,
    async () => {
      const url = await harness.createUrl()
      const announced = new Map<string, Announced>()
      for (let kill = 0; kill < KILLS; kill++) {
        const store = await openInChildOrThrow(url)
        await store.recover()
        for (const { request, state } of announced.values()) {
          expect(await store.read(request)).toSatisfy((record) => isTrue(record, state))
        }
        // Only the sends of the last life can have changed; the others need no third look.
        announced.clear()
        const workers = Array.from({ length: 4 }, () => sendUntilDead(store, announced))
        await expect.poll(() => announced.size, { interval: 1, timeout: 10_000 }).toBeGreaterThan(0)
        await new Promise((resolve) => setTimeout(resolve, randomInt(0, 100)))
        await store.kill()
        await Promise.all(workers)
        await endLeases(url)
      }
    },
    PATIENCE_MS,
  )
}

/** What the caller was told last must be what is stored, or what the very next step would have made of it. */
function isTrue(record: SendRecord | undefined, told: SendState): boolean {
  if (told !== 'inflight') return record?.state === told
  return record?.state === 'unknown' || record?.state === 'accepted' || record?.state === 'not_sent'
}

async function sendUntilDead(store: StoreInChild, announced: Map<string, Announced>): Promise<void> {
  try {
    while (true) {
      const request = toRequest({ key: randomUUID() })
      const claim = toClaim(await store.claim(request))
      announced.set(request.key, { request, state: 'inflight' })
      const outcome = randomInt(2) === 0 ? toAccepted() : NOT_SENT
      await store.settle(claim, outcome)
      announced.set(request.key, { request, state: outcome.state })
    }
  } catch (error) {
    if (!String(error).includes('the process has ended') && !String(error).includes('EPIPE')) throw error
  }
}
