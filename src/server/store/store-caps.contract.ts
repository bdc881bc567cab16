import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Claim, ClaimRequest, Settlement, Store } from './store.ts'
import type { Harness, Opened } from './testing/harness.ts'
import { age, countRows, openNew } from './testing/harness.ts'
import { claimNew, NOT_SENT, REJECTED, toAccepted, toClaim, toRequest, UNKNOWN } from './testing/requests.ts'

/** SOAK=1 goes on for longer. */
const ROUNDS = process.env.SOAK ? 20 : 2

/** How far anybody gets, and who gets there first. */
export function describeCaps(harness: Harness): void {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await openNew(harness)
    store = opened.store
  })
  afterAll(() => store.close())

  // Each test counts for a number of its own.
  let numbers = 0
  const toNumber = () => `${300_000_000_000_000 + numbers++}`
  const toCaps = (caps: { perMinute?: number; perDay?: number; recipient?: string }) => ({
    ...toRequest().caps,
    ...caps,
  })

  test('T-S04 a full cap leaves no row, no count and a free key', async () => {
    const phoneNumberId = toNumber()
    const caps = () => toCaps({ perMinute: 2 })
    for (let sent = 0; sent < 2; sent++) await claimNew(store, { phoneNumberId, caps: caps() })
    const before = [await countRows(opened, 'sends'), await countRows(opened, 'counters')]
    const request = toRequest({ phoneNumberId, caps: caps() })
    const refused = await store.claim(request)
    expect(refused).toMatchObject({ kind: 'capped', code: 'cap_minute' })
    expect(refused).toHaveProperty(
      'retryAfter',
      expect.toSatisfy((s: number) => s >= 55 && s <= 60),
    )
    expect([await countRows(opened, 'sends'), await countRows(opened, 'counters')]).toEqual(before)
    toClaim(await store.claim({ ...request, caps: toCaps({ perMinute: 3 }) }))
  })

  test('T-S04 the day has its own cap, and its window begins with the first send', async () => {
    const phoneNumberId = toNumber()
    await claimNew(store, { phoneNumberId, caps: toCaps({ perDay: 1 }) })
    const refused = await store.claim(toRequest({ phoneNumberId, caps: toCaps({ perDay: 1 }) }))
    expect(refused).toMatchObject({ kind: 'capped', code: 'cap_day' })
    expect(refused).toHaveProperty(
      'retryAfter',
      expect.toSatisfy((s: number) => s > 86_390 && s <= 86_400),
    )
  })

  test('a cap of 0 pauses sending, and what was sent is still told', async () => {
    const phoneNumberId = toNumber()
    const request = toRequest({ phoneNumberId })
    await store.settle(toClaim(await store.claim(request)), toAccepted())
    const paused = toCaps({ perMinute: 0 })
    for (const number of [phoneNumberId, toNumber()]) {
      const refused = await store.claim(toRequest({ phoneNumberId: number, caps: paused }))
      expect(refused).toEqual({ kind: 'capped', code: 'cap_minute', retryAfter: 60 })
    }
    expect(await store.claim({ ...request, caps: paused })).toMatchObject({ kind: 'lost' })
  })

  test('one recipient gets one message in 6 s', async () => {
    const changes = { phoneNumberId: toNumber(), caps: toCaps({ recipient: 'the same' }) }
    const first = await claimNew(store, changes)
    await store.settle(first, toAccepted())
    const refused = await store.claim(toRequest(changes))
    expect(refused).toMatchObject({ kind: 'capped', code: 'cap_recipient' })
    expect(refused).toHaveProperty(
      'retryAfter',
      expect.toSatisfy((s: number) => s >= 1 && s <= 6),
    )
    await shiftCounters(opened, 6001)
    toClaim(await store.claim(toRequest(changes)))
  })

  test('a recipient to whom nothing went out need not wait', async () => {
    for (const outcome of [NOT_SENT, REJECTED]) {
      const changes = { phoneNumberId: toNumber(), caps: toCaps({ recipient: 'the same' }) }
      await store.settle(await claimNew(store, changes), outcome)
      toClaim(await store.claim(toRequest(changes)))
    }
  })

  test('a recipient who may have got something has to wait, whatever else settles', async () => {
    const changes = { phoneNumberId: toNumber(), caps: toCaps({ recipient: 'the same' }) }
    const earlier = await claimNew(store, changes)
    await age(opened, earlier, 60_000)
    await shiftCounters(opened, 60_000)
    await store.settle(await claimNew(store, changes), UNKNOWN)
    await store.settle(earlier, NOT_SENT)
    expect(await store.claim(toRequest(changes))).toMatchObject({ kind: 'capped', code: 'cap_recipient' })
  })

  test('a clock that was set back does not stop sending for as long', async () => {
    const changes = { phoneNumberId: toNumber(), caps: toCaps({ recipient: 'the same' }) }
    await claimNew(store, changes)
    await shiftCounters(opened, -60 * 60_000)
    toClaim(await store.claim(toRequest(changes)))
  })

  test(`T-S02 50 claims of one key at once have one winner, ${ROUNDS} times, and so has each new claim`, async () => {
    const rivals = await harness.openRivals()
    let rounds = 0
    while (rounds < ROUNDS) {
      const request = toRequest()
      const first = await race(rivals, request)
      for (const winner of first.winners) await settleInPeace(rivals[0], winner, NOT_SENT)
      const second = first.winners.length === 1 ? await race(rivals, request) : first
      if (first.inTime && second.inTime) rounds++
    }
  }, 120_000)

  test('T-46 61 sends from all processes: 60 are won and one is over the cap', async () => {
    const rivals = await harness.openRivals()
    const caps = () => toCaps({ perMinute: 60 })
    const sendInTurn = async (rival: Rival, sends: number) => {
      const kinds: string[] = []
      while (kinds.length < sends) kinds.push((await rival.claim(toRequest({ caps: caps() }))).kind)
      return kinds
    }
    const shares = rivals.map((_, i) => Math.floor((61 + i) / rivals.length))
    const kinds = await Promise.all(rivals.map((rival, i) => sendInTurn(rival, shares[i] ?? 0)))
    expect(kinds.flat().sort()).toEqual(['capped', ...Array.from({ length: 60 }, () => 'won')])
  })
}

type Rival = Awaited<ReturnType<Harness['openRivals']>>[number]

/** Never two winners. On a machine with too much to do a claim may run out of time; then the race has none, perhaps. */
async function race(rivals: Rival[], request: ClaimRequest) {
  const claims = Array.from({ length: 50 }, async (_, i) => rivals[i % rivals.length]?.claim(request))
  const results = (await Promise.allSettled(claims)).map((result) =>
    result.status === 'fulfilled' ? result.value : undefined,
  )
  const winners = results.flatMap((result) => (result?.kind === 'won' ? [result.claim] : []))
  const inTime = !results.includes(undefined)
  if (inTime) expect(results.filter((result) => result?.kind === 'lost')).toHaveLength(49)
  expect(winners.length).toBeLessThanOrEqual(1)
  expect(inTime && winners.length === 0).toBe(false)
  return { winners, inTime }
}

async function settleInPeace(rival: Rival | undefined, claim: Claim, settlement: Settlement): Promise<void> {
  await expect
    .poll(() =>
      rival?.settle(claim, settlement).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
}

async function shiftCounters({ database }: Opened, ms: number): Promise<void> {
  await database.db
    .updateTable('counters')
    .set((eb) => ({ window_start: eb('window_start', '-', ms) }))
    .execute()
}
