import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LEASE_MS } from './claims.ts'
import type { Store } from './store.ts'
import { StoreUnavailable } from './store.ts'
import type { Harness, Opened } from './testing/harness.ts'
import { age, openNew } from './testing/harness.ts'
import { claimNew, NOT_SENT, REJECTED, toAccepted, toClaim, toRequest, UNKNOWN } from './testing/requests.ts'

const MINUTE_MS = 60_000

/** What a send may count on, whatever the database. */
export function describeSends(harness: Harness): void {
  let opened: Opened
  let store: Store
  beforeAll(async () => {
    opened = await openNew(harness)
    store = opened.store
  })
  afterAll(() => store.close())

  describe('a claim', () => {
    test('T-S01 is won once, then lost, and its outcome is given again', async () => {
      const request = toRequest()
      const claim = toClaim(await store.claim(request))
      expect(await store.claim(request)).toMatchObject({ kind: 'lost', record: { state: 'inflight' } })
      const accepted = toAccepted()
      expect(await store.settle(claim, accepted)).toBe(true)
      const replay = await store.claim(request)
      expect(replay).toMatchObject({
        kind: 'lost',
        record: { state: 'accepted', released: false, wamid: accepted.wamid, answer: accepted.answer },
      })
    })

    test('T-S01 of the same key with another message is lost, and shows the first fingerprint', async () => {
      const request = toRequest()
      toClaim(await store.claim(request))
      const other = await store.claim({ ...request, fingerprint: 'b'.repeat(64) })
      expect(other).toMatchObject({ kind: 'lost', record: { fingerprint: request.fingerprint } })
    })

    test('T-S01 of the same key by another principal or for another number is won', async () => {
      const request = toRequest()
      toClaim(await store.claim(request))
      toClaim(await store.claim({ ...request, principal: 'password', caps: toRequest().caps }))
      toClaim(await store.claim({ ...request, phoneNumberId: '206540352242922' }))
    })

    test('T-S10 that the simulator accepted is unknown to live mode', async () => {
      const simulated = toRequest({ phoneNumberId: '100000000000000' })
      await store.settle(toClaim(await store.claim(simulated)), toAccepted())
      expect(await store.read({ ...simulated, phoneNumberId: '106540352242922' })).toBeUndefined()
    })

    test('is won again after not_sent and after a released rejection, with a clean record', async () => {
      for (const outcome of [NOT_SENT, { ...REJECTED, state: 'rejected' as const, released: true }]) {
        const request = toRequest()
        await store.settle(toClaim(await store.claim(request)), outcome)
        expect(await store.read(request)).toMatchObject({ state: outcome.state, released: true })
        toClaim(await store.claim(request))
        const record = await store.read(request)
        expect(record).toMatchObject({ state: 'inflight', released: false })
        for (const gone of ['reason', 'answer', 'upstreamCode', 'fbtraceId'])
          expect(record).not.toHaveProperty(gone)
      }
    })

    test('is not won again with another message, although the key was released', async () => {
      const request = toRequest()
      await store.settle(toClaim(await store.claim(request)), NOT_SENT)
      expect(await store.claim({ ...request, fingerprint: 'b'.repeat(64) })).toMatchObject({ kind: 'lost' })
    })

    test('is not won again after a rejection or an unknown outcome', async () => {
      for (const outcome of [REJECTED, UNKNOWN]) {
        const request = toRequest()
        await store.settle(toClaim(await store.claim(request)), outcome)
        expect(await store.claim(request)).toMatchObject({ kind: 'lost', record: { state: outcome.state } })
      }
    })
  })

  describe('an outcome', () => {
    test('T-S03 by another owner changes nothing', async () => {
      const claim = await claimNew(store)
      expect(await store.settle({ ...claim, owner: 'somebody else' }, toAccepted())).toBe(false)
      expect(await store.read(claim)).toMatchObject({ state: 'inflight' })
    })

    test('T-S03 that comes after the key was claimed anew changes nothing', async () => {
      const request = toRequest()
      const first = toClaim(await store.claim(request))
      await store.settle(first, NOT_SENT)
      toClaim(await store.claim(request))
      expect(await store.settle(first, NOT_SENT)).toBe(false)
      expect(await store.read(request)).toMatchObject({ state: 'inflight', released: false })
    })

    test('T-S03 that is definite never changes', async () => {
      for (const outcome of [toAccepted(), REJECTED, NOT_SENT]) {
        const claim = await claimNew(store)
        await store.settle(claim, outcome)
        const before = await store.read(claim)
        for (const later of [toAccepted(), REJECTED, NOT_SENT, UNKNOWN]) {
          expect(await store.settle(claim, later)).toBe(false)
        }
        expect(await store.read(claim)).toEqual(before)
      }
    })

    test('T-S05 is unknown when the lease is over, and the late owner still settles it', async () => {
      const claim = await claimNew(store)
      await age(opened, claim, LEASE_MS + 1000)
      expect(await store.read(claim)).toMatchObject({ state: 'unknown', reason: 'crash' })
      expect(await store.settle(claim, toAccepted())).toBe(true)
      expect(await store.read(claim)).toMatchObject({ state: 'accepted' })
    })

    test('T-S05 is made unknown by a sweep, which leaves what is within its lease', async () => {
      const [late, young] = [await claimNew(store), await claimNew(store)]
      await age(opened, late, LEASE_MS + 1000)
      expect(await store.sweep()).toBe(1)
      expect(await store.read(late)).toMatchObject({ state: 'unknown', reason: 'crash' })
      expect(await store.read(young)).toMatchObject({ state: 'inflight' })
    })

    test('keeps its answer, down to the last odd character', async () => {
      const body = {
        detail: 'emoji 🎉, \u0000, \ud800 alone, "quotes" and \\',
        nested: [null, 1.5, { a: [] }],
      }
      const claim = await claimNew(store)
      await store.settle(claim, { ...REJECTED, answer: { status: 422, body } })
      expect((await store.read(claim))?.answer).toEqual({ status: 422, body })
    })
  })

  describe('a delivery status', () => {
    const status = { phoneNumberId: '106540352242922', answer: { status: 200, body: { ok: true } } }

    test('T-S03 settles an unknown send by its key, also when it says failed', async () => {
      for (const delivery of ['sent', 'failed'] as const) {
        const claim = await claimNew(store)
        await store.settle(claim, UNKNOWN)
        const wamid = `wamid.${claim.key}`
        expect(await store.recordDelivery({ ...status, key: claim.key, wamid, delivery })).toBe(true)
        const record = await store.read(claim)
        expect(record).toMatchObject({ state: 'accepted', wamid, delivery, answer: status.answer })
        expect(record).not.toHaveProperty('reason')
        expect(await store.settle(claim, UNKNOWN)).toBe(false)
      }
    })

    test('T-S03 settles a send in flight, and its owner comes too late', async () => {
      const claim = await claimNew(store)
      await store.recordDelivery({ ...status, key: claim.key, wamid: 'wamid.early', delivery: 'sent' })
      expect(await store.settle(claim, REJECTED)).toBe(false)
      expect(await store.read(claim)).toMatchObject({ state: 'accepted', wamid: 'wamid.early' })
    })

    test('T-S03 does not touch what was rejected or not sent', async () => {
      for (const outcome of [REJECTED, NOT_SENT]) {
        const claim = await claimNew(store)
        await store.settle(claim, outcome)
        const wamid = `wamid.${claim.key}`
        expect(await store.recordDelivery({ ...status, key: claim.key, wamid, delivery: 'sent' })).toBe(false)
        expect(await store.read(claim)).toMatchObject({ state: outcome.state })
      }
    })

    test('settles nothing when two principals have the key open', async () => {
      const request = toRequest()
      const mine = toClaim(await store.claim(request))
      const theirs = toClaim(await store.claim({ ...request, principal: 'password', caps: toRequest().caps }))
      const given = { ...status, key: request.key, wamid: 'wamid.whose', delivery: 'sent' } as const
      expect(await store.recordDelivery(given)).toBe(false)
      await store.settle(theirs, REJECTED)
      expect(await store.recordDelivery(given)).toBe(true)
      expect(await store.read(mine)).toMatchObject({ state: 'accepted' })
    })

    test('never goes back, and failed is final', async () => {
      const claim = await claimNew(store)
      const accepted = toAccepted()
      await store.settle(claim, accepted)
      const since = (await store.read(claim))?.since
      const seen: unknown[] = []
      for (const delivery of ['delivered', 'sent', 'read', 'delivered', 'sent', 'failed', 'read'] as const) {
        await store.recordDelivery({ ...status, wamid: accepted.wamid, delivery })
        seen.push((await store.read(claim))?.delivery)
      }
      expect(seen).toEqual(['delivered', 'delivered', 'read', 'read', 'read', 'failed', 'failed'])
      expect((await store.read(claim))?.since).toEqual(since)
    })
  })

  describe('sending again anyway', () => {
    async function claimUnknown(ageMs: number) {
      const claim = await claimNew(store)
      await store.settle(claim, UNKNOWN)
      await age(opened, claim, ageMs)
      return claim
    }

    test('links both sends when the old one is unknown for more than a minute', async () => {
      const old = await claimUnknown(MINUTE_MS + 1000)
      const request = toRequest({ supersedes: old.key })
      toClaim(await store.claim(request))
      expect(await store.read(request)).toMatchObject({ state: 'inflight', supersedes: old.key })
      expect(await store.read(old)).toMatchObject({ state: 'unknown', supersededBy: request.key })
    })

    test('is refused, and leaves nothing, when the old send is young, settled, foreign or not there', async () => {
      const young = await claimUnknown(0)
      const settled = await claimNew(store)
      await store.settle(settled, toAccepted())
      await age(opened, settled, 2 * MINUTE_MS)
      const foreign = await claimUnknown(2 * MINUTE_MS)
      const requests = [
        toRequest({ supersedes: young.key }),
        toRequest({ supersedes: settled.key }),
        toRequest({ supersedes: foreign.key, principal: 'password' }),
        toRequest({ supersedes: 'no-such-key-at-all' }),
      ]
      for (const request of requests) {
        expect(await store.claim(request)).toEqual({ kind: 'supersedes_invalid' })
        expect(await store.read(request)).toBeUndefined()
      }
    })

    test('works for one new key only, and for that one again after not_sent', async () => {
      const old = await claimUnknown(2 * MINUTE_MS)
      const requests = Array.from({ length: 10 }, () => toRequest({ supersedes: old.key }))
      const results = await Promise.all(requests.map((request) => store.claim(request)))
      const winner = results.findIndex((result) => result.kind === 'won')
      expect(results.filter((result) => result.kind === 'supersedes_invalid')).toHaveLength(9)
      const request = requests[winner] ?? toRequest()
      await store.settle(toClaim(results[winner] ?? { kind: 'supersedes_invalid' }), NOT_SENT)
      toClaim(await store.claim(request))
    })
  })

  test('what the database refuses is StoreUnavailable, with the cause', async () => {
    const broken = await openNew(harness)
    await broken.database.db.schema.dropTable('sends').execute()
    const error = await broken.store.claim(toRequest()).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect(error).toHaveProperty('cause')
    await broken.store.close()
  })
}
