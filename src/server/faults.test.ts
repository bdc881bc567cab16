import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { CANARY } from './testing/canary.ts'
import type { Behaviour } from './testing/fake-upstream.ts'
import {
  accept,
  answer,
  graphError,
  json,
  ok,
  raw,
  startFakeUpstream,
  success,
} from './testing/fake-upstream.ts'
import { shareTrio } from './testing/share-trio.ts'
import { newKey, newPayload } from './testing/trio.ts'

const { trio, upstream } = await shareTrio()

type Result = { status: number; problem: Record<string, unknown>; headers: Headers; ms: number }

async function sendOnce(key: string, payload: unknown): Promise<Result> {
  const began = performance.now()
  const response = await trio.send(payload, key)
  const text = await response.text()
  expect(text).not.toContain(CANARY)
  return {
    status: response.status,
    problem: JSON.parse(text),
    headers: response.headers,
    ms: performance.now() - began,
  }
}

/** The first answer, then the same key again, and how many POSTs arrived in all. */
async function sendTwice(behaviour: Behaviour): Promise<{ first: Result; again: Result; posts: number }> {
  const [key, payload] = [newKey(), newPayload()]
  upstream.behave(behaviour)
  const first = await sendOnce(key, payload)
  const again = await sendOnce(key, payload)
  return { first, again, posts: upstream.seen.length }
}

describe('an answer that proves nothing is unknown, is told again, and is never repeated', () => {
  const SUCCESS = JSON.stringify(success('wamid.never'))
  it.each<[string, Behaviour]>([
    ['T-R02 a reset after the request', (socket) => socket.resetAndDestroy()],
    ['T-R02 an end without an answer', (socket) => socket.end()],
    [
      'T-R02 a reset in mid-body',
      raw('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"mess', (s) =>
        setTimeout(() => s.resetAndDestroy(), 20),
      ),
    ],
    ['T-R02 a body that is cut', raw('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"mess', (s) => s.end())],
    ['T-R03 HTML', raw(ok('<html>fine</html>'))],
    ['T-R03 nothing', raw(ok(''))],
    ['T-R03 null', raw(ok('null'))],
    ['T-R03 a list', raw(ok('[]'))],
    ['T-R03 other JSON', raw(ok('{"ok":true}'))],
    ['T-R03 an id that is no string', raw(ok('{"messages":[{"id":7}]}'))],
    ['T-R03 60,000 levels', raw(ok('['.repeat(60_000)))],
    [
      'T-R03 bytes that are no UTF-8',
      raw(
        Buffer.concat([
          Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n'),
          Buffer.from([0x22, 0xff, 0x22]),
        ]),
      ),
    ],
    ['T-R03 204', raw('HTTP/1.1 204 No Content\r\n\r\n')],
    ['T-R03 200 with an error object', json(200, { ...graphError(100), ...success('wamid.never') })],
    ['T-R04 no HTTP', raw('\x00\x01\x02 hello', (s) => s.end())],
    [
      'T-R04 a header of 200 KB',
      raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(200_000)}\r\ncontent-length: 2\r\n\r\n{}`),
    ],
    [
      'T-R04 a bad chunk size',
      raw(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n${SUCCESS}\r\n0\r\n\r\n`),
    ],
    ['T-R04 status 999', raw(ok(SUCCESS).replace('200 OK', '999 Odd'))],
    [
      'T-R05 a gzip bomb',
      raw(
        Buffer.concat([
          Buffer.from(
            `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${BOMB().length}\r\n\r\n`,
          ),
          BOMB(),
        ]),
      ),
    ],
    ['T-R11 500 JSON', json(500, { hello: 1 })],
    ['T-R11 500 empty', json(500, '')],
    ['T-R11 502 HTML', json(502, '<h1>Bad gateway</h1>')],
    ['T-R11 503 code 2', json(503, graphError(2), { 'retry-after': '1' })],
    ['T-R11 500 code 131000', json(500, graphError(131000))],
    ['T-R11 500 code 131016', json(500, graphError(131016))],
    ['T-R11 400 code 1', json(400, graphError(1))],
    ['T-70 404 without an error object', json(404, 'nope')],
  ])('%s', async (_, behaviour) => {
    const { first, again, posts } = await sendTwice(behaviour)
    expect([first.status, again.status, posts]).toEqual([502, 502, 1])
    expect(first.problem).toMatchObject({ code: 'outcome_unknown', outcome: 'unknown' })
    expect(again.problem).toMatchObject({ code: 'outcome_unknown', outcome: 'unknown' })
    expect(again.problem.since).toEqual(expect.any(String))
    expect(again.problem.reason).toEqual(first.problem.reason)
  })

  it('is told with the same time at once and later, from which the minute to the next try counts', async () => {
    upstream.behave((socket) => setTimeout(() => socket.resetAndDestroy(), 900))
    const key = newKey()
    const first = await (await trio.send(newPayload(), key)).json()
    const later = await (await trio.request(`/api/messages/${key}`)).json()
    expect(Math.abs(Date.parse(first.since) - Date.parse(later.since))).toBeLessThan(450)
  })

  it('T-R05 an endless body is cut at its cap', async () => {
    const before = process.memoryUsage().rss
    const pour: Behaviour = (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
      const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(chunk)), 1)
    }
    const { first, posts } = await sendTwice(pour)
    expect([first.status, posts]).toEqual([502, 1])
    expect(first.problem.reason).toBe('answer_too_large')
    expect(first.ms).toBeLessThan(3000)
    expect(process.memoryUsage().rss - before).toBeLessThan(20_000_000)
  })

  it.each([301, 302, 303, 307, 308])('T-R06 T-70 a redirect with %i is not followed', async (status) => {
    const other = await startFakeUpstream()
    const { first, again, posts } = await sendTwice(
      json(status, '', { location: `${other.url}/v26.0/1/messages` }),
    )
    expect([first.status, again.status, posts, other.seen.length]).toEqual([502, 502, 1, 0])
    await other.close()
  })
})

function BOMB(): Buffer {
  return gzipSync(Buffer.alloc(50_000_000), { level: 9 })
}

describe('a refusal is told with its code', () => {
  it.each<[string, Behaviour, string, number]>([
    ['T-R09 400 code 100', json(400, graphError(100, 'Invalid parameter')), 'upstream_rejected', 100],
    [
      'T-R09 500 code 131009',
      json(500, graphError(131009, 'Button title length invalid')),
      'upstream_rejected',
      131009,
    ],
    ['400 with an unknown code', json(400, graphError(99999)), 'upstream_rejected', 99999],
    [
      'error_data as a string',
      json(400, { error: { code: 131026, error_data: 'plain' } }),
      'upstream_rejected',
      131026,
    ],
    ['no error_data', json(400, { error: { code: 131030 } }), 'upstream_rejected', 131030],
  ])('%s: 422, replayed', async (_, behaviour, code, upstreamCode) => {
    const { first, again, posts } = await sendTwice(behaviour)
    expect([first.status, again.status, posts]).toEqual([422, 422, 1])
    expect(first.problem).toMatchObject({ code, outcome: 'rejected', upstream: { code: upstreamCode } })
    expect(again.problem).toEqual(first.problem)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
  })

  it.each([
    ['T-R10 T-62 401 code 190', 401, 190],
    ['403 code 10', 403, 10],
    ['400 code 131042', 400, 131042],
    ['403 with an unknown code', 403, 99998],
  ])(
    '%s: 502 about the account, and the key runs again once that is mended',
    async (_, status, code) => {
      const [key, payload] = [newKey(), newPayload()]
      upstream.behave(json(status, graphError(code, `see ${CANARY}`, `Malformed access token ${CANARY}`)))
      const first = await sendOnce(key, payload)
      expect(first.status).toBe(502)
      expect(first.problem).toMatchObject({
        code: 'upstream_config',
        outcome: 'rejected',
        upstream: { code },
      })
      upstream.behave(accept)
      const again = await sendOnce(key, payload)
      expect([again.status, upstream.seen.length]).toEqual([200, 2])
    },
    30_000,
  )
})

describe('throttling is not_sent, waits as long as it must, and frees the key', () => {
  it.each<[string, Behaviour, number]>([
    ['T-R07 429 with Retry-After 7', json(429, graphError(130429), { 'retry-after': '7' }), 7],
    ['T-R07 429 with HTML', json(429, '<html>slow down</html>'), 5],
    ['T-R07 400 code 131056', json(400, graphError(131056)), 6],
    ['T-R07 400 code 131056 that names 3 s', json(400, graphError(131056), { 'retry-after': '3' }), 6],
    ['T-R08 Retry-After -1', json(429, '', { 'retry-after': '-1' }), 5],
    ['T-R08 Retry-After abc', json(429, '', { 'retry-after': 'abc' }), 5],
    ['T-R08 Retry-After 9e9', json(429, '', { 'retry-after': '9e9' }), 300],
    ['T-R08 a date that is past', json(429, '', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }), 5],
  ])('%s', async (_, behaviour, seconds) => {
    const [key, payload] = [newKey(), newPayload()]
    upstream.behave(behaviour)
    const { status, problem, headers } = await sendOnce(key, payload)
    expect([status, upstream.seen.length]).toEqual([429, 1])
    expect(problem).toMatchObject({ code: 'upstream_throttled', outcome: 'not_sent', retryAfter: seconds })
    expect(headers.get('retry-after')).toBe(String(seconds))
  })

  it('T-R07 the same key runs again once WhatsApp has recovered', async () => {
    const [key, payload] = [newKey(), newPayload()]
    upstream.behave(json(429, '', { 'retry-after': '7' }))
    expect((await sendOnce(key, payload)).status).toBe(429)
    upstream.behave(accept)
    expect([(await sendOnce(key, payload)).status, upstream.seen.length]).toEqual([200, 2])
  }, 30_000)

  it('a wait of a second or two is waited by the server, at most twice', async () => {
    upstream.behave((socket, seen, n) =>
      n < 3 ? answer(socket, 429, '', { 'retry-after': '1' }) : accept(socket, seen, n),
    )
    const { status, ms } = await sendOnce(newKey(), newPayload())
    expect([status, upstream.seen.length]).toEqual([200, 3])
    expect(ms).toBeGreaterThan(1900)
  })
})
