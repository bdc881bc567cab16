import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Store } from './store.ts'
import type { Harness, Opened } from './testing/harness.ts'
import { age, countRows, openNew } from './testing/harness.ts'
import { claimNew, toAccepted, toClaim, toRequest, UNKNOWN } from './testing/requests.ts'

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

/** What time does to the store: purge, clocks, sessions, events, log-in limits. */
export function describeUpkeep(harness: Harness): void {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await openNew(harness)
    store = opened.store
  })
  afterAll(() => store.close())
  afterEach(() => {
    vi.useRealTimers()
  })

  test('T-S11 a purge removes what ended 30 days ago and keeps what is in flight', async () => {
    const [old, young, open] = [await claimNew(store), await claimNew(store), await claimNew(store)]
    await store.settle(old, toAccepted())
    await store.settle(young, UNKNOWN)
    await age(opened, old, 30 * DAY_MS + 1000)
    await age(opened, young, 30 * DAY_MS - HOUR_MS)
    await age(opened, open, 40 * DAY_MS)
    expect(await store.purge()).toBe(1)
    expect(await store.read(old)).toBeUndefined()
    expect(await store.read(young)).toMatchObject({ state: 'unknown' })
    expect(await store.read(open)).toMatchObject({ state: 'unknown', reason: 'crash' })
    toClaim(await store.claim({ ...toRequest(), key: old.key }))
  })

  test('T-S11 a purge of more than fits one step removes all of it, and lets others through', async () => {
    const { store, database, url } = await openNew(harness)
    const { phoneNumberId, principal } = await claimNew(store)
    const name = { phone_number_id: phoneNumberId, principal, fingerprint: 'f', owner: 'gone' }
    const times = { lease_until: 0, created_at: 0, claimed_at: 0, updated_at: 0 }
    for (let part = 0; part < 3; part++) {
      const keys = Array.from({ length: 400 }, (_, i) => `old-${part}-${i}`)
      const rows = keys.map((key) => ({ ...name, ...times, key, state: 'accepted' as const, released: 0 }))
      await database.db.insertInto('sends').values(rows).execute()
    }
    const others = vi.fn()
    setImmediate(others)
    expect(await store.purge()).toBe(1200)
    expect(others).toHaveBeenCalled()
    expect(await countRows({ store, database, url }, 'sends')).toBe(1)
    await store.close()
  })

  test.each([-DAY_MS, DAY_MS])('T-S11 a process clock that is %i ms off changes nothing', async (offset) => {
    const real = Date.now()
    vi.useFakeTimers({ toFake: ['Date'], now: real + offset })
    const changes = {
      phoneNumberId: `4${Math.abs(offset)}${offset < 0 ? 1 : 2}`,
      caps: { ...toRequest().caps, perMinute: 2 },
    }
    const claim = await claimNew(store, changes)
    expect(Math.abs(claim.since.getTime() - real)).toBeLessThan(60_000)
    expect(await store.sweep()).toBe(0)
    await claimNew(store, { ...changes, caps: { ...changes.caps, recipient: 'another' } })
    const third = toRequest({ ...changes, caps: { ...changes.caps, recipient: 'a third' } })
    expect(await store.claim(third)).toMatchObject({ kind: 'capped', code: 'cap_minute' })
    await store.settle(claim, UNKNOWN)
    expect(await store.purge()).toBe(0)
    const hash = toHash(`clock ${offset}`)
    await store.insertSession(hash, 'password')
    expect(await store.touchSession(hash)).toBe('password')
  })

  test('T-S12 a session lives 12 idle hours and 7 days at most, and each use starts the hours again', async () => {
    const hash = toHash('a cookie')
    await store.insertSession(hash, 'password')
    expect(await store.touchSession(hash)).toBe('password')
    await ageSession(hash, 11 * HOUR_MS)
    expect(await store.touchSession(hash)).toBe('password')
    await ageSession(hash, 11 * HOUR_MS)
    expect(await store.touchSession(hash)).toBe('password')
    await ageSession(hash, 12 * HOUR_MS + 1000)
    expect(await store.touchSession(hash)).toBeUndefined()
  })

  test('T-S12 a session in constant use ends after 7 days', async () => {
    const hash = toHash('a busy cookie')
    await store.insertSession(hash, 'password')
    await ageSession(hash, 0, 7 * DAY_MS - HOUR_MS)
    expect(await store.touchSession(hash)).toBe('password')
    await ageSession(hash, 0, HOUR_MS)
    expect(await store.touchSession(hash)).toBeUndefined()
  })

  test('T-S12 a session that was deleted or never was has no principal', async () => {
    const hash = toHash('logged out')
    await store.insertSession(hash, 'ada@example.org')
    await store.deleteSession(hash)
    expect(await store.touchSession(hash)).toBeUndefined()
    expect(await store.touchSession(toHash('never'))).toBeUndefined()
  })

  test('T-S12 a purge removes the sessions that have ended and no others', async () => {
    const [ended, live] = [toHash('ended'), toHash('live')]
    for (const hash of [ended, live]) await store.insertSession(hash, 'password')
    await ageSession(ended, 13 * HOUR_MS)
    await store.purge()
    const rows = await opened.database.db.selectFrom('sessions').select('id_hash').execute()
    const hashes = rows.map((row) => row.id_hash)
    expect(hashes).toContain(live)
    expect(hashes).not.toContain(ended)
  })

  test('T-S12 an event is stored once, is pending until marked, and old ones are purged', async () => {
    const event = { dedupeKey: 'wamid.1:sent:1700000000', body: '{"status":"sent"}' }
    const inserted = await Promise.all(Array.from({ length: 50 }, () => store.insertEvents([event])))
    expect(inserted.flat()).toEqual([event.dedupeKey])
    const other = { dedupeKey: 'wamid.1:read:1700000009', body: '{"status":"read"}' }
    expect(await store.insertEvents([event, other])).toEqual([other.dedupeKey])
    expect(await store.insertEvents([])).toEqual([])
    expect(await store.pendingEvents(10)).toEqual([event, other])
    expect(await store.pendingEvents(1)).toEqual([event])
    await store.markProcessed([event.dedupeKey])
    expect(await store.pendingEvents(10)).toEqual([other])
    await opened.database.db.updateTable('webhook_events').set({ received_at: 0 }).execute()
    await store.purge()
    expect(await store.pendingEvents(10)).toEqual([])
  })

  test('T-34 the sixth failed log-in of a minute is limited, and another address is not', async () => {
    const attempts = await Promise.all(
      Array.from({ length: 200 }, () => store.loginLimits.attempt('192.0.2.1')),
    )
    expect(attempts.filter((attempt) => attempt.kind === 'allowed')).toHaveLength(5)
    const limited = await store.loginLimits.attempt('192.0.2.1')
    expect(limited).toHaveProperty(
      'retryAfter',
      expect.toSatisfy((s: number) => s >= 1 && s <= 60),
    )
    expect(await store.loginLimits.attempt('192.0.2.2')).toEqual({ kind: 'allowed' })
  })

  test('right passwords do not count, whatever their number', async () => {
    for (let login = 0; login < 30; login++) {
      expect(await store.loginLimits.attempt('192.0.2.3')).toEqual({ kind: 'allowed' })
      await store.loginLimits.succeed('192.0.2.3')
    }
  })

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 'limited'],
    ['2001:db8:1:3::1', '2001:db8:1:4::1', 'allowed'],
    ['::ffff:192.0.2.4', '192.0.2.4', 'limited'],
    ['::ffff:192.0.2.5', '::ffff:192.0.2.6', 'allowed'],
    ['fe80::1%eth0', 'fe80::2%eth0', 'limited'],
  ])('after five failures of %s, %s is %s', async (first, second, kind) => {
    for (let attempt = 0; attempt < 5; attempt++) await store.loginLimits.attempt(first)
    expect(await store.loginLimits.attempt(second)).toMatchObject({ kind })
  })

  test('answers a ping', async () => {
    await expect(store.ping()).resolves.toBeUndefined()
  })

  async function ageSession(hash: string, seenMs: number, createdMs = seenMs) {
    await opened.database.db
      .updateTable('sessions')
      .set((eb) => ({ seen_at: eb('seen_at', '-', seenMs), created_at: eb('created_at', '-', createdMs) }))
      .where('id_hash', '=', hash)
      .execute()
  }
}

function toHash(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex')
}
