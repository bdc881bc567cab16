import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim, SendState, Settlement } from './store.ts'
import type { Harness, Opened } from './testing/harness.ts'
import { age, openNew } from './testing/harness.ts'
import { NOT_SENT, REJECTED, toAccepted, toRequest, UNKNOWN } from './testing/requests.ts'

const LEASE_OVER_MS = 36_000
const RUNS = process.env.SOAK ? 500 : 25

type Step =
  | { do: 'claim' }
  | { do: 'settle'; claim: number; outcome: Settlement }
  | { do: 'deliver' }
  | { do: 'crash' }
  | { do: 'sweep' }

const outcomes: Settlement[] = [
  toAccepted('wamid.a'),
  REJECTED,
  { ...REJECTED, state: 'rejected', released: true },
  NOT_SENT,
  UNKNOWN,
]
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'claim' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('settle' as const),
      claim: fc.nat(3),
      outcome: fc.constantFrom(...outcomes),
    }),
  },
  fc.constantFrom({ do: 'deliver' as const }, { do: 'crash' as const }, { do: 'sweep' as const }),
)

/** One send as it should be; `owner` counts the claims that were won. */
type Model = { state: SendState | 'none'; released: boolean; owner: number; leaseOver: boolean }

/** Any order of claims, outcomes, webhooks and crashes: the store does what the state machine says, and nothing else. */
export function describeModel(harness: Harness): void {
  test('any history of one key follows the state machine', async () => {
    const opened = await openNew(harness)
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 25 }), (steps) => follow(opened, steps)),
      { numRuns: RUNS },
    )
    await opened.store.close()
  }, 120_000)
}

async function follow(opened: Opened, steps: Step[]): Promise<void> {
  const { store } = opened
  const request = toRequest()
  const claims: Claim[] = []
  const model: Model = { state: 'none', released: false, owner: -1, leaseOver: false }
  for (const step of steps) {
    if (step.do === 'claim') {
      const result = await store.claim(request)
      expect(result.kind).toBe(claimed(model) ? 'won' : 'lost')
      if (result.kind === 'won') model.owner = claims.push(result.claim) - 1
    } else if (step.do === 'settle') {
      const claim = claims[step.claim]
      if (!claim) continue
      expect(await store.settle(claim, step.outcome)).toBe(settled(model, step.claim, step.outcome))
    } else if (step.do === 'deliver') {
      const open = isOpen(model)
      const status = {
        ...request,
        wamid: 'wamid.b',
        delivery: 'sent' as const,
        answer: { status: 200, body: {} },
      }
      expect(await store.recordDelivery({ ...status, phoneNumberId: request.phoneNumberId })).toBe(open)
      if (open) Object.assign(model, { state: 'accepted', released: false })
    } else if (step.do === 'crash') {
      await age(opened, request, LEASE_OVER_MS)
      model.leaseOver = true
    } else {
      await store.sweep()
      expire(model)
    }
    const record = await store.read(request)
    expire(model)
    expect(record?.state ?? 'none').toBe(model.state)
    expect(record?.released ?? false).toBe(model.released)
  }
}

/** Applies a claim; tells whether it is won. */
function claimed(model: Model): boolean {
  if (model.state !== 'none' && !model.released) return false
  Object.assign(model, { state: 'inflight', released: false, leaseOver: false })
  return true
}

/** Applies an outcome; tells whether it is taken. */
function settled(model: Model, owner: number, outcome: Settlement): boolean {
  if (owner !== model.owner || !isOpen(model)) return false
  model.state = outcome.state
  model.released = outcome.state === 'not_sent' || outcome.released === true
  return true
}

function isOpen(model: Model): boolean {
  return model.state === 'inflight' || model.state === 'unknown'
}

function expire(model: Model): void {
  if (model.state === 'inflight' && model.leaseOver) model.state = 'unknown'
}
