import { randomInt } from 'node:crypto'
import type { AddressInfo, Server } from 'node:net'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Behaviour } from './testing/fake-upstream.ts'
import { accept, graphError, json, ok, raw, startFakeUpstream } from './testing/fake-upstream.ts'
import { sendRaw } from './testing/raw.ts'
import type { Trio } from './testing/trio.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

/** SOAK=1 sends more often. */
const SENDS = process.env.SOAK ? 2000 : 200
const AT_ONCE = 40
const TRIES = 3

type State = 'accepted' | 'rejected' | 'not_sent' | 'unknown' | 'in_progress'

/** What the phone may have shown: everything but a refusal in WhatsApp's own words counts as a message. */
const REACHES: [weight: number, Behaviour][] = [
  [20, accept],
  [6, (socket, seen, n) => setTimeout(() => accept(socket, seen, n), randomInt(60))],
  [4, (socket) => socket.resetAndDestroy()],
  [4, (socket) => socket.end()],
  [3, raw('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"mess', (socket) => socket.end())],
  [3, raw(ok('<html>fine</html>'))],
  [3, json(500, graphError(131000))],
  [2, json(503, graphError(2), { 'retry-after': '1' })],
  [2, json(502, '<h1>Bad gateway</h1>')],
  [1, acceptTwice],
]

const REFUSES: [weight: number, Behaviour][] = [
  [3, json(429, graphError(130429), { 'retry-after': '1' })],
  [2, json(400, graphError(131056))],
  [4, json(400, graphError(131026))],
  [2, json(401, graphError(190))],
]

it(
  `${SENDS} sends with faults on every side go out once or not at all, and nobody is told otherwise`,
  async () => {
    const reached = new Map<string, number>()
    const upstream = await startFakeUpstream((socket, seen, n) => {
      const isReaching = randomInt(100) < 75
      const key = String(JSON.parse(seen.body).biz_opaque_callback_data)
      if (isReaching) reached.set(key, (reached.get(key) ?? 0) + 1)
      pick(isReaching ? REACHES : REFUSES)(socket, seen, n)
    })
    const line = await startBadLine(upstream.url)
    const trio = await startTrio(line.url)
    const keys = Array.from({ length: SENDS }, newKey)
    const waiting = [...keys]
    const told = new Map<string, State[]>()
    const sendAll = async (): Promise<void> => {
      for (let key = waiting.pop(); key; key = waiting.pop()) told.set(key, await sendStubbornly(trio, key))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, sendAll))

    const states = new Map<string, string>()
    for (const key of keys) states.set(key, await readState(trio, key))
    const counts = countBy([...states.values()])
    const posts = upstream.seen.length
    console.info(`${SENDS} sends, ${posts} POSTs seen, ${line.resets()} resets, ${JSON.stringify(counts)}`)

    const timesOf = (key: string): number => reached.get(key) ?? 0
    expect(keys.filter((key) => timesOf(key) > 1)).toEqual([])
    const denials = ['rejected', 'not_sent', 'never claimed']
    expect(keys.filter((key) => denials.includes(states.get(key) ?? '') && timesOf(key) > 0)).toEqual([])
    expect(keys.filter((key) => states.get(key) === 'accepted' && timesOf(key) !== 1)).toEqual([])
    expect(keys.filter((key) => states.get(key) === 'inflight')).toEqual([])
    // A caller may be told "not sent" first and "accepted" after; never the other way round.
    expect(
      keys.filter((key) => told.get(key)?.includes('accepted') && states.get(key) !== 'accepted'),
    ).toEqual([])
    for (const state of ['accepted', 'rejected', 'unknown']) expect(counts[state]).toBeGreaterThan(0)
    await trio.close()
    await line.close()
    await upstream.close()
  },
  60_000 + SENDS * 300,
)

/** A client that loses patience, loses its connection, and repeats itself with the same key, also at once. */
async function sendStubbornly(trio: Trio, key: string): Promise<State[]> {
  const body = JSON.stringify(newPayload())
  const states: State[] = []
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const kind = randomInt(10)
    if (kind < 2) await sendAndLeave(trio, key, body)
    const responses = await Promise.all(
      Array.from({ length: kind === 9 ? 2 : 1 }, () => trio.send(body, key)),
    )
    const now = await Promise.all(responses.map(toState))
    states.push(...now)
    if (now.includes('in_progress')) await sleep(300)
    else if (randomInt(3) > 0) break
  }
  return states
}

async function sendAndLeave({ port }: Trio, key: string, body: string): Promise<void> {
  const head = [
    'POST /api/messages HTTP/1.1',
    'Host: localhost',
    'Content-Type: application/json',
    'X-Requested-By: trio',
    `Idempotency-Key: ${key}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join('\r\n')
  await sendRaw(port, `${head}\r\n\r\n${body}`, randomInt(40))
}

async function toState(response: Response): Promise<State> {
  const { outcome } = (await response.json()) as { outcome?: State }
  expect([200, 409, 422, 429, 502, 503]).toContain(response.status)
  return response.status === 200 ? 'accepted' : (outcome ?? 'in_progress')
}

/** The state once nothing is under way. */
async function readState(trio: Trio, key: string): Promise<string> {
  for (let patience = 100; ; patience -= 1) {
    const response = await trio.request(`/api/messages/${key}`)
    if (response.status === 404) return 'never claimed'
    const { state } = (await response.json()) as { state: string }
    if (state !== 'inflight' || patience === 0) return state
    await sleep(100)
  }
}

/** A wire to `url` that breaks: at once, after some bytes in either direction, or while nobody speaks. */
async function startBadLine(url: string): Promise<{ url: string; resets(): number; close(): Promise<void> }> {
  let resets = 0
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1')
    const cut = (): void => {
      if (!near.destroyed) resets += 1
      near.resetAndDestroy()
      far.destroy()
    }
    const fate = randomInt(100)
    let bytesLeft = fate < 20 ? randomInt(2000) : Number.POSITIVE_INFINITY
    if (fate >= 95) return cut()
    const pass = (to: typeof near) => (chunk: Buffer) => {
      to.write(chunk.subarray(0, Math.min(chunk.length, bytesLeft)))
      bytesLeft -= chunk.length
      if (bytesLeft <= 0) setImmediate(cut)
      else if (to === near && fate > 80) setTimeout(cut, randomInt(8))
    }
    near
      .on('data', pass(far))
      .on('error', () => far.destroy())
      .on('end', () => far.end())
    far
      .on('data', pass(near))
      .on('error', () => near.resetAndDestroy())
      .on('end', () => near.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, resets: () => resets, close: () => close(server) }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function pick(choices: [weight: number, Behaviour][]): Behaviour {
  let left = randomInt(choices.reduce((sum, [weight]) => sum + weight, 0))
  const chosen = choices.find(([weight]) => {
    left -= weight
    return left < 0
  })
  return chosen?.[1] ?? accept
}

function acceptTwice(...request: Parameters<Behaviour>): void {
  accept(...request)
  accept(...request)
}

function countBy(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts
}
