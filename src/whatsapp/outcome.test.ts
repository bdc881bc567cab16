import { describe, expect, it } from 'vitest'
import { classifyAnswer, parseRetryAfter } from './outcome.ts'

const graph = (code: number) => ({ error: { message: 'm', type: 'OAuthException', code, fbtrace_id: 'A1' } })
const success = { messages: [{ id: 'wamid.1' }] }

const THROTTLED = [4, 80007, 130429, 131056, 133016]
const ACCOUNT = [
  0, 3, 10, 33, 104, 190, 200, 250, 299, 368, 131005, 131031, 131037, 131042, 131045, 131048, 131064, 133010,
  134011,
]
const MESSAGE = [
  100, 470, 130403, 130472, 130497, 131008, 131009, 131021, 131026, 131030, 131047, 131049, 131050, 131051,
  131053, 131062, 132000, 132069, 132999, 135000, 137000,
]
const NO_PROMISE = [1, 2, 131000, 131016, 131057]

describe('throttling', () => {
  it.each(THROTTLED.flatMap((code) => [400, 429, 500, 503].map((status) => [code, status])))(
    'code %i with status %i was not sent and frees the key',
    (code, status) => {
      expect(classifyAnswer({ status, body: graph(code) })).toMatchObject({
        outcome: 'not_sent',
        released: true,
        problem: 'upstream_throttled',
        error: { code },
      })
    },
  )

  it.each([[undefined], [null], [{}], [graph(131009)], [graph(131000)], [success]])(
    'status 429 with %j was not sent',
    (body) => {
      expect(classifyAnswer({ status: 429, body }).outcome).toBe('not_sent')
    },
  )

  it.each([
    [undefined, 5],
    [0, 1],
    [0.2, 1],
    [7, 7],
    [7.2, 8],
    [301, 300],
    [9e9, 300],
    [Number.POSITIVE_INFINITY, 300],
  ])('asks for %s seconds and gets %i', (retryAfter, expected) => {
    expect(classifyAnswer({ status: 429, retryAfter, body: undefined })).toMatchObject({
      retryAfter: expected,
    })
  })

  it.each([
    [undefined, 6],
    [2, 6],
    [16, 16],
  ])('of one pair asks for %s seconds and gets %i', (retryAfter, expected) => {
    expect(classifyAnswer({ status: 400, retryAfter, body: graph(131056) })).toMatchObject({
      retryAfter: expected,
    })
  })
})

describe('an error code', () => {
  it.each(ACCOUNT.flatMap((code) => [400, 401, 403, 500].map((status) => [code, status])))(
    '%i with status %i is the fault of the account and frees the key',
    (code, status) => {
      expect(classifyAnswer({ status, body: graph(code) })).toEqual({
        outcome: 'rejected',
        released: true,
        problem: 'upstream_config',
        error: { code, fbtrace_id: 'A1' },
      })
    },
  )

  // 130497 comes with 403: the code counts before the status.
  it.each(MESSAGE.flatMap((code) => [400, 403, 404, 500, 503].map((status) => [code, status])))(
    '%i with status %i is about the message and is kept',
    (code, status) => {
      expect(classifyAnswer({ status, body: graph(code) })).toMatchObject({
        outcome: 'rejected',
        released: false,
        problem: 'upstream_rejected',
        error: { code },
      })
    },
  )

  it.each(NO_PROMISE.flatMap((code) => [400, 500, 503].map((status) => [code, status])))(
    '%i with status %i promises nothing',
    (code, status) => {
      expect(classifyAnswer({ status, retryAfter: 1, body: graph(code) })).toMatchObject({
        outcome: 'unknown',
        released: false,
        problem: 'outcome_unknown',
        error: { code },
      })
    },
  )

  it.each([
    [401, 'upstream_config'],
    [403, 'upstream_config'],
    [400, 'upstream_rejected'],
    [404, 'upstream_rejected'],
    [500, 'outcome_unknown'],
    [503, 'outcome_unknown'],
  ])('that nobody knows goes by its status %i: %s', (status, problem) => {
    for (const code of [999999, 133000, 199, 300])
      expect(classifyAnswer({ status, body: graph(code) })).toMatchObject({ problem })
  })

  it.each([200, 201, 302])('does not count with status %i', (status) => {
    expect(classifyAnswer({ status, body: graph(131009) })).toMatchObject({ outcome: 'unknown' })
  })
})

describe('an answer without an error code', () => {
  it.each([200, 201, 299])('with status %i and a message id is accepted', (status) => {
    expect(classifyAnswer({ status, body: success })).toEqual({
      outcome: 'accepted',
      released: false,
      success: { messaging_product: 'whatsapp', contacts: [], messages: [{ id: 'wamid.1' }] },
    })
  })

  it.each([[undefined], [null], [[]], [{ ok: true }], [{ messages: [] }], [{ ...success, ...graph(100) }]])(
    'with status 200 and %j is unknown',
    (body) => {
      expect(classifyAnswer({ status: 200, body })).toMatchObject({
        outcome: 'unknown',
        reason: 'success_without_id',
      })
    },
  )

  it.each([100, 204, 301, 307, 308, 400, 401, 403, 404, 413, 500, 502, 503, 599, 999])(
    'with status %i is unknown',
    (status) => {
      for (const body of [undefined, null, { error: 'text' }, { error: { message: 'no code' } }])
        expect(classifyAnswer({ status, body })).toMatchObject({ outcome: 'unknown', released: false })
    },
  )

  it.each([100, 302, 400, 500])('with status %i is never accepted, whatever it holds', (status) => {
    expect(classifyAnswer({ status, body: success }).outcome).toBe('unknown')
  })
})

describe('a Retry-After header', () => {
  const now = Date.UTC(2026, 9, 1)
  it.each([
    ['7', 7],
    [' 0 ', 0],
    ['9e9', 9e9],
    ['-1', undefined],
    ['abc', undefined],
    ['', undefined],
    [undefined, undefined],
    ['Thu, 01 Oct 2026 00:00:30 GMT', 30],
    ['Wed, 21 Oct 2015 07:28:00 GMT', undefined],
  ])('%j means %s', (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds)
  })
})
