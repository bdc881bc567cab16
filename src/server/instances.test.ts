import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Postgres } from '../../e2e/setup/postgres.ts'
import { startPostgres } from '../../e2e/setup/postgres.ts'
import type { TcpProxy } from './store/testing/tcp-proxy.ts'
import { startTcpProxy } from './store/testing/tcp-proxy.ts'
import type { FakeUpstream } from './testing/fake-upstream.ts'
import { accept, startFakeUpstream } from './testing/fake-upstream.ts'
import type { Trio } from './testing/trio.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

/** SOAK=1 goes on for longer. */
const ROUNDS = process.env.SOAK ? 20 : 2
const AT_ONCE = 50

let postgres: Postgres
let upstream: FakeUpstream
let trios: Trio[]

beforeAll(async () => {
  postgres = await startPostgres()
}, 300_000)

afterAll(() => postgres.stop(), 60_000)

beforeEach(async () => {
  upstream = await startFakeUpstream()
})

afterEach(async () => {
  for (const trio of trios) await trio.close()
  await upstream.close()
})

describe('three instances on PostgreSQL', () => {
  const startThree = async (variables: Record<string, string> = {}): Promise<void> => {
    const DATABASE_URL = await postgres.createDatabase()
    trios = await Promise.all([1, 2, 3].map(() => startTrio(upstream.url, { DATABASE_URL, ...variables })))
  }
  const sendBy = (n: number, payload: unknown, key = newKey()): Promise<Response> => {
    const trio = trios[n % trios.length]
    return trio ? trio.send(payload, key) : Promise.reject(new Error('no instance'))
  }

  it(`T-R22 of ${AT_ONCE} sends with one key at once, ${ROUNDS} rounds, one is sent`, async () => {
    await startThree()
    for (let round = 0; round < ROUNDS; round += 1) {
      upstream.seen.length = 0
      const [key, payload] = [newKey(), newPayload()]
      const sends = Array.from({ length: AT_ONCE }, (_, n) => sendBy(n, payload, key))
      const responses = await Promise.all(sends)
      expect(responses.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
      const fresh = responses.filter(
        ({ status, headers }) => status === 200 && !headers.has('idempotency-replayed'),
      )
      expect([fresh.length, upstream.seen.length]).toEqual([1, 1])
    }
  }, 120_000)

  it('T-46 share the cap of a minute: the 61st message is refused', async () => {
    await startThree({ SENDS_PER_MINUTE: '60' })
    const responses = await Promise.all(Array.from({ length: 61 }, (_, n) => sendBy(n, newPayload())))
    const refused = responses.filter(({ status }) => status !== 200)
    expect(refused.map(({ status }) => status)).toEqual([429])
    expect(await refused[0]?.json()).toMatchObject({ code: 'cap_minute', outcome: 'not_sent' })
    expect(upstream.seen).toHaveLength(60)
  }, 60_000)
})

describe('T-R24 a PostgreSQL', () => {
  let proxy: TcpProxy
  let trio: Trio
  let url: string

  beforeEach(async () => {
    url = await postgres.createDatabase()
    const { hostname, port } = new URL(url)
    proxy = await startTcpProxy({ host: hostname, port: Number(port) })
    const behind = new URL(url)
    behind.host = `127.0.0.1:${proxy.port}`
    trio = await startTrio(upstream.url, { DATABASE_URL: behind.href })
    trios = [trio]
    // Connections that were open before are the ones that hang.
    await Promise.all(Array.from({ length: 10 }, () => trio.runtime.store.ping()))
  })

  const expectNothingSent = async (): Promise<void> => {
    const began = performance.now()
    const response = await trio.send(newPayload())
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'store_unavailable', outcome: 'not_sent' })
    expect(performance.now() - began).toBeLessThan(1500)
    expect(upstream.seen).toHaveLength(0)
  }

  it('that hangs: 503 in time, nothing is sent', async () => {
    proxy.pause()
    await expectNothingSent()
    proxy.resume()
    await proxy.close()
  })

  it('that is gone: 503 in time, nothing is sent', async () => {
    await proxy.close()
    await expectNothingSent()
  })

  it('that takes no writes: 503, nothing is sent', async () => {
    await query(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
    await query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await expect
      .poll(() =>
        trio.runtime.store.ping().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true)
    await expectNothingSent()
    await proxy.close()
  })

  it('that dies after the claim: the truth is told with a mark, and written down once it is back', async () => {
    upstream.behave((socket, seen, n) => {
      proxy.pause()
      accept(socket, seen, n)
    })
    const key = newKey()
    const response = await trio.send(newPayload(), key)
    expect([response.status, response.headers.get('x-trio-recorded')]).toEqual([200, 'false'])
    expect(trio.lines.join('')).toContain('settle_failed')
    proxy.resume()
    const readState = async () =>
      ((await (await trio.request(`/api/messages/${key}`)).json()) as { state?: string }).state
    await expect.poll(readState, { timeout: 8000 }).toBe('accepted')
    expect(upstream.seen).toHaveLength(1)
    await proxy.close()
  })

  it('T-R32 that loses the acknowledgement of the claim: 503, and the same key is sent once it is free', async () => {
    const [key, payload] = [newKey(), newPayload()]
    proxy.loseAnswersAfter('insert into sends')
    const lost = await trio.send(payload, key)
    expect(await lost.json()).toMatchObject({ code: 'store_unavailable', outcome: 'not_sent' })
    proxy.resume()
    await expect.poll(async () => (await trio.send(payload, key)).status, { timeout: 8000 }).toBe(200)
    expect(upstream.seen).toHaveLength(1)
    await proxy.close()
  })

  const query = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query(text)
    await client.end()
  }
})
