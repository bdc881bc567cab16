import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Postgres } from '../../e2e/setup/postgres.ts'
import { startPostgres } from '../../e2e/setup/postgres.ts'
import type { Child } from './testing/child.ts'
import { LIVE, startChild, stopChild } from './testing/child.ts'
import type { FakeUpstream } from './testing/fake-upstream.ts'
import { accept, startFakeUpstream } from './testing/fake-upstream.ts'
import { newKey, newPayload } from './testing/trio.ts'

/** SOAK=1 kills more often. */
const KILLS = process.env.SOAK ? 100 : 10
const KILLS_BEFORE_THE_ANSWER = process.env.SOAK ? 20 : 2
const WORKERS = 4
const HEADERS = { 'content-type': 'application/json', 'x-requested-by': 'trio' }
const CAPS = { SENDS_PER_MINUTE: '1000000', SENDS_PER_DAY: '1000000' }

type Send = { key: string; body: string; told?: number }

let postgres: Postgres
let upstream: FakeUpstream
let server: { child: Child; address: string; readyAfter: number }
let variables: Record<string, string>

beforeAll(async () => {
  postgres = await startPostgres()
}, 300_000)

afterAll(() => postgres.stop(), 60_000)

beforeEach(async () => {
  upstream = await startFakeUpstream()
})

afterEach(async () => {
  await stopChild(server.child)
  rmSync(server.child.folder, { recursive: true })
  await upstream.close()
})

it('T-33 a session lives over a restart, and ends with the password that opened it', async () => {
  const [password, another] = ['correct horse battery staple', 'another horse battery staple']
  const init = { method: 'POST', headers: HEADERS, body: JSON.stringify({ password }) }
  await start({ ACCESS_PASSWORD: password })
  const opened = await fetch(`${server.address}/api/session`, init)
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const statuses: number[] = []
  for (const next of [password, another, password]) {
    await stopChild(server.child)
    await start({ ACCESS_PASSWORD: next }, server.child.folder)
    statuses.push((await fetch(`${server.address}/api/config`, { headers: { cookie } })).status)
  }
  expect(statuses).toEqual([200, 401, 200])
}, 60_000)

describe.each([
  ['the file', async () => ({})],
  ['PostgreSQL', async () => ({ DATABASE_URL: await postgres.createDatabase() })],
])('with %s', (name, createDatabase: () => Promise<Record<string, string>>) => {
  it(
    `T-R20 ${KILLS_BEFORE_THE_ANSWER} kills between the acceptance and the answer leave an unknown that is never sent again`,
    async () => {
      await start({ ...CAPS, ...(await createDatabase()) })
      for (let kill = 0; kill < KILLS_BEFORE_THE_ANSWER; kill += 1) {
        const send = newSend()
        upstream.behave(() => server.child.process.kill('SIGKILL'))
        await expect(post(send)).rejects.toThrow()
        upstream.behave(accept)
        await restart()
        const again = await post(send)
        expect(await again.json()).toMatchObject({ code: 'outcome_unknown', outcome: 'unknown' })
        expect([again.status, await stateOf(send), countPosts(send)]).toEqual([502, 'unknown', 1])
      }
    },
    60_000 + KILLS_BEFORE_THE_ANSWER * 10_000,
  )

  it(
    `T-R21 ${KILLS} kills at any moment: each key is sent once at most, and its state is true`,
    async () => {
      await start({ ...CAPS, ...(await createDatabase()) })
      const firstStart = server.readyAfter
      const starts: number[] = []
      let sends = 0
      for (let kill = 0; kill < KILLS; kill += 1) {
        const lived = await sendUntilKilled()
        await restart()
        starts.push(server.readyAfter - firstStart)
        for (const send of lived) await expectTruth(send)
        sends += lived.length
      }
      // The median, for a machine with other things to do stands still at times.
      const later = Math.round(starts.toSorted((a, b) => a - b)[Math.floor(KILLS / 2)] ?? Number.NaN)
      console.info(`T-R21 ${name}: ${KILLS} kills, ${sends} sends, ready ${later} ms later than at first`)
      expect(upstream.seen.length).toBeGreaterThan(KILLS)
      expect(later).toBeLessThan(1000)
    },
    60_000 + KILLS * 10_000,
  )
})

async function start(changes: Record<string, string>, folder?: string, tries = 3): Promise<void> {
  variables = changes
  const began = performance.now()
  const child = startChild({ ...LIVE, GRAPH_API_URL: upstream.url, ...variables }, folder)
  const address = await child.ready
  // A database that is slow to answer ends the start; whoever runs Trio starts it again then.
  if (address === undefined && tries > 1) return start(changes, child.folder, tries - 1)
  if (address === undefined) throw new Error(child.output())
  server = { child, address, readyAfter: performance.now() - began }
}

/** After a kill: on the same database, and past the lease of the process that is gone. */
async function restart(): Promise<void> {
  await server.child.exit
  if (variables.DATABASE_URL) await endLeases(variables.DATABASE_URL)
  await start(variables, server.child.folder)
}

async function endLeases(url: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    // A claim that was on its way is written after the kill, and its lease begins then.
    await expect.poll(() => countOthers(client), { timeout: 5000, interval: 10 }).toBe(0)
    await client.query(`update sends set lease_until = lease_until - 60000 where state = 'inflight'`)
  } finally {
    await client.end()
  }
}

/** Connections of others to this database. */
async function countOthers(client: Client): Promise<number> {
  const { rows } = await client.query(
    'select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  return Number(rows[0]?.count)
}

function newSend(): Send {
  return { key: newKey(), body: JSON.stringify(newPayload()) }
}

function post({ key, body }: Send): Promise<Response> {
  const headers = { ...HEADERS, 'idempotency-key': key }
  return fetch(`${server.address}/api/messages`, { method: 'POST', headers, body })
}

async function stateOf({ key }: Send): Promise<string> {
  const response = await fetch(`${server.address}/api/messages/${key}`)
  return response.status === 404 ? 'never claimed' : ((await response.json()) as { state: string }).state
}

function countPosts({ key }: Send): number {
  return upstream.seen.filter(({ body }) => body.includes(key)).length
}

/** Several at once, one after the other, until the process is shot. */
async function sendUntilKilled(): Promise<Send[]> {
  const sends: Send[] = []
  const work = async (): Promise<void> => {
    for (;;) {
      const send = newSend()
      sends.push(send)
      try {
        send.told = (await post(send)).status
      } catch {
        return
      }
    }
  }
  const workers = Promise.all(Array.from({ length: WORKERS }, work))
  await sleep(randomInt(20, 200))
  server.child.process.kill('SIGKILL')
  await workers
  return sends
}

async function expectTruth(send: Send): Promise<void> {
  const state = await stateOf(send)
  const posts = countPosts(send)
  if (send.told === 200) expect(state).toBe('accepted')
  else expect(['never claimed', 'unknown', 'accepted']).toContain(state)
  if (posts > 0) expect(state).not.toBe('never claimed')
  if (state === 'accepted') expect(posts).toBe(1)
  // Whoever lost the answer asks again with the same key.
  if (send.told === undefined) await post(send)
  expect(countPosts(send)).toBeLessThanOrEqual(1)
}
