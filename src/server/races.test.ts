import { describe, expect, it } from 'vitest'
import { accept } from './testing/fake-upstream.ts'
import { sendRaw } from './testing/raw.ts'
import { shareTrio } from './testing/share-trio.ts'
import { newKey, newPayload } from './testing/trio.ts'

/** SOAK=1 goes on for longer. */
const ROUNDS = process.env.SOAK ? 20 : 2

const { trio, upstream } = await shareTrio()

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** How often each key arrived upstream. */
function countPosts(): Map<string, number> {
  const posts = new Map<string, number>()
  for (const { body } of upstream.seen) {
    const key = String(JSON.parse(body).biz_opaque_callback_data)
    posts.set(key, (posts.get(key) ?? 0) + 1)
  }
  return posts
}

async function outcomeOf(response: Response): Promise<string> {
  if (response.status === 200) return 'accepted'
  return ((await response.json()) as { outcome?: string; code: string }).outcome ?? 'in_progress'
}

describe('races', () => {
  it(`T-R22 of 50 sends with one key at once, ${ROUNDS} rounds, one is sent`, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      upstream.seen.length = 0
      const [key, payload] = [newKey(), newPayload()]
      const responses = await Promise.all(Array.from({ length: 50 }, () => trio.send(payload, key)))
      expect(responses.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
      const fresh = responses.filter(
        ({ status, headers }) => status === 200 && !headers.has('idempotency-replayed'),
      )
      expect([fresh.length, upstream.seen.length]).toEqual([1, 1])
    }
  }, 60_000)

  it('T-R14 an idle socket that the peer closes just before the next send, 100 times, doubles nothing', async () => {
    upstream.behave((socket, seen, n) => {
      accept(socket, seen, n)
      setTimeout(() => socket.end(), 3)
    })
    const counts = { accepted: 0, unknown: 0, other: 0 }
    for (let i = 0; i < 100; i += 1) {
      const outcome = await outcomeOf(await trio.send(newPayload()))
      counts[outcome === 'accepted' || outcome === 'unknown' ? outcome : 'other'] += 1
      await pause(i % 6)
    }
    const posts = countPosts()
    expect([...posts.values()].filter((n) => n > 1)).toEqual([])
    expect(posts.size).toBeGreaterThanOrEqual(counts.accepted)
    expect(counts.other).toBe(0)
    console.info(`T-R14: ${JSON.stringify(counts)}, seen ${posts.size}`)
  }, 60_000)

  it('T-R15 of 64 sends at once, with every other connection reset, none that was seen is not_sent', async () => {
    upstream.behave((socket, seen, n) => (n % 2 ? accept(socket, seen, n) : socket.resetAndDestroy()))
    const keys = Array.from({ length: 64 }, newKey)
    const responses = await Promise.all(keys.map((key) => trio.send(newPayload(), key)))
    const posts = countPosts()
    expect([...posts.values()].filter((n) => n > 1)).toEqual([])
    const outcomes = await Promise.all(responses.map(outcomeOf))
    const lies = keys.filter((key, index) => posts.has(key) && outcomes[index] === 'not_sent')
    expect(lies).toEqual([])
    const unknowns = outcomes.filter((outcome) => outcome === 'unknown').length
    expect(unknowns).toBeGreaterThan(0)
    console.info(`T-R15: ${posts.size} seen, ${unknowns} unknown`)
  }, 60_000)

  it('T-R23 a client that goes away right after sending, 100 times, leaves 100 accepted sends', async () => {
    upstream.behave((socket, seen, n) => setTimeout(() => accept(socket, seen, n), 100))
    const keys = Array.from({ length: 100 }, newKey)
    for (const key of keys) {
      const body = JSON.stringify(newPayload())
      const lines = [
        'POST /api/messages HTTP/1.1',
        'Host: localhost',
        'Content-Type: application/json',
        'X-Requested-By: trio',
      ]
      const head = [...lines, `Idempotency-Key: ${key}`, `Content-Length: ${Buffer.byteLength(body)}`].join(
        '\r\n',
      )
      await sendRaw(trio.port, `${head}\r\n\r\n${body}`, 15)
    }
    await pause(600)
    const states = await Promise.all(
      keys.map(async (key) => (await trio.request(`/api/messages/${key}`)).json()),
    )
    const accepted = states.filter((state) => (state as { state?: string }).state === 'accepted')
    expect([accepted.length, upstream.seen.length]).toEqual([100, 100])
  }, 60_000)

  it('T-R27 a clock that jumps in mid-send ends nothing early and sends nothing twice', async () => {
    const { now } = Date
    const [key, payload] = [newKey(), newPayload()]
    upstream.behave((socket, seen, n) => {
      Date.now = () => now() - 3_600_000
      setTimeout(() => {
        Date.now = () => now() + 3_600_000
        accept(socket, seen, n)
      }, 200)
    })
    const first = await trio.send(payload, key)
    const again = await trio.send(payload, key)
    Date.now = now
    expect([first.status, again.status, upstream.seen.length]).toEqual([200, 200, 1])
  })

  it('a 65th send at once is asked to come back, and nothing of it is sent', async () => {
    const held: (() => void)[] = []
    upstream.behave((socket, seen, n) => held.push(() => accept(socket, seen, n)))
    const answered: Response[] = []
    const sends = Array.from({ length: 70 }, async () => answered.push(await trio.send(newPayload())))
    await expect.poll(() => [answered.length, held.length], { timeout: 10_000 }).toEqual([6, 64])
    const busy = [...answered]
    for (const release of held) release()
    await Promise.all(sends)
    expect(answered.map(({ status }) => status)).toEqual([...Array(6).fill(503), ...Array(64).fill(200)])
    expect(upstream.seen).toHaveLength(64)
    expect(await busy[0]?.json()).toMatchObject({ code: 'overloaded', outcome: 'not_sent', retryAfter: 1 })
  })
})
