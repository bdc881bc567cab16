import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Postgres } from '../../../e2e/setup/postgres.ts'
import { startPostgres } from '../../../e2e/setup/postgres.ts'
import { createStore, openDatabase } from './create-store.ts'
import { describeSends } from './store.contract.ts'
import type { ClaimRequest, Store } from './store.ts'
import { StoreRefused, StoreUnavailable } from './store.ts'
import { describeCaps } from './store-caps.contract.ts'
import { describeCrashes } from './store-crash.contract.ts'
import { describeModel } from './store-model.contract.ts'
import { describeUpkeep } from './store-upkeep.contract.ts'
import type { Harness } from './testing/harness.ts'
import { openNew } from './testing/harness.ts'
import { claimNew, toAccepted, toClaim, toRequest } from './testing/requests.ts'
import type { StoreInChild } from './testing/store-in-child.ts'
import { openInChildOrThrow } from './testing/store-in-child.ts'
import { startTcpProxy } from './testing/tcp-proxy.ts'

// Installing PostgreSQL takes its time.
const PATIENCE_MS = 300_000

let server: Postgres
const children: StoreInChild[] = []
beforeAll(async () => {
  server = await startPostgres()
}, PATIENCE_MS)
afterAll(async () => {
  for (const child of children) await child.kill()
  await server.stop()
}, 60_000)

const postgres: Harness = {
  kind: 'postgres',
  createUrl: () => server.createDatabase(),
  openRivals: async () => {
    const url = await server.createDatabase()
    // All at once: they also race for the migrations.
    const rivals = await Promise.all(Array.from({ length: 3 }, () => openInChildOrThrow(url)))
    children.push(...rivals)
    return rivals
  },
}

describe('PostgreSQL: sends', () => describeSends(postgres))
describe('PostgreSQL: caps', () => describeCaps(postgres))
describe('PostgreSQL: histories', () => describeModel(postgres))
describe('PostgreSQL: upkeep', () => describeUpkeep(postgres))
describe('PostgreSQL: crashes', () =>
  describeCrashes(postgres, async (url) => {
    await queryOnce(url, 'update sends set lease_until = lease_until - 60000')
  }))

describe('PostgreSQL: the server', () => {
  test('T-S07 a table that another session locks: StoreUnavailable in time, and well again', async () => {
    const { store, url } = await openNew(postgres)
    const other = new Client({ connectionString: url })
    await other.connect()
    await other.query('begin; lock table sends in access exclusive mode')
    const request = toRequest()
    await expectUnavailable(() => store.claim(request))
    await expectUnavailable(() => store.read(request))
    await other.query('rollback')
    await other.end()
    expect(await store.read(request)).toBeUndefined()
    toClaim(await store.claim(request))
    await store.close()
  })

  test('T-S07 a network that stands still: StoreUnavailable in time, nothing half-written, and well again', async () => {
    const { store, proxy, url } = await openBehindProxy()
    const claim = await claimNew(store)
    proxy.pause()
    const request = toRequest()
    await Promise.all(Array.from({ length: 20 }, () => expectUnavailable(() => store.claim(request))))
    await expectUnavailable(() => store.settle(claim, toAccepted()))
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable)
    proxy.resume()
    await expect
      .poll(
        () =>
          store.ping().then(
            () => true,
            () => false,
          ),
        { timeout: 5000 },
      )
      .toBe(true)
    // What could not be written is written behind the scenes: the outcome, and that nothing was sent.
    await expect.poll(() => stateOf(url, claim.key), { timeout: 8000 }).toBe('accepted')
    await expect.poll(() => claimKind(store, request), { timeout: 8000 }).toBe('won')
    await store.close()
    await proxy.close()
  }, 30_000)

  test('T-S07 a read-only server: StoreUnavailable, nothing written', async () => {
    const url = await server.createDatabase()
    const store = await createStore(url)
    await queryOnce(
      url,
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`,
    )
    await dropConnections(url)
    await expectUnavailable(() => store.claim(toRequest()))
    await store.close()
  })

  test('T-R32 a claim whose acknowledgement is lost: StoreUnavailable, then the same key is free again', async () => {
    const { store, proxy, url } = await openBehindProxy()
    const request = toRequest()
    proxy.loseAnswersAfter('insert into sends')
    await expectUnavailable(() => store.claim(request))
    proxy.resume()
    await expect.poll(() => stateOf(url, request.key), { timeout: 8000 }).toBe('not_sent')
    toClaim(await store.claim(request))
    await store.close()
    await proxy.close()
  })

  test('connections that the server drops do not end the process, and the next claim works', async () => {
    const { store, url } = await openNew(postgres)
    await Promise.all(Array.from({ length: 10 }, () => claimNew(store)))
    await dropConnections(url)
    await expect.poll(() => claimKind(store, toRequest())).toBe('won')
    await store.close()
  })

  test('a process that stops inside its transaction holds up the others for some seconds only', async () => {
    const { store, url } = await openNew(postgres)
    await claimNew(store)
    const stopped = await openDatabase(url)
    const transaction = await stopped.db.startTransaction().execute()
    await transaction.updateTable('counters').set({ n: 0 }).execute()
    await expectUnavailable(() => store.claim(toRequest()))
    await expect.poll(() => claimKind(store, toRequest()), { timeout: 5000 }).toBe('won')
    await expect(transaction.commit().execute()).rejects.toThrow()
    await store.close()
  })

  test('T-S09 synchronous_commit = off is refused with a sentence', async () => {
    const url = await server.createDatabase()
    await queryOnce(url, `alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`)
    await expect(createStore(url)).rejects.toThrow(/^PostgreSQL runs with synchronous_commit = off/)
    await expect(createStore(url)).rejects.toBeInstanceOf(StoreRefused)
  })

  test('a database that does not exist is refused, a server that does not answer is unavailable', async () => {
    const missing = new URL(await server.createDatabase())
    missing.pathname = '/no_such_database'
    await expect(createStore(missing.href)).rejects.toThrow(/does not exist/)
    await expect(createStore('postgres://trio:a-password@127.0.0.1:9/trio')).rejects.toThrow(
      /^the database could not be opened \(ECONNREFUSED\)$/,
    )
  })

  test('what has no code, as a server without the TLS that is asked for, is told in words', async () => {
    const url = `${await server.createDatabase()}?sslmode=verify-full`
    await expect(createStore(url)).rejects.toThrow(/^the database could not be opened: .* not support SSL/)
  })
})

async function openBehindProxy() {
  const url = new URL(await server.createDatabase())
  const direct = url.href
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) })
  url.port = `${proxy.port}`
  const store = await createStore(url.href)
  // Connections that were open before the network fails are the ones that hang.
  await Promise.all(Array.from({ length: 10 }, () => store.ping()))
  return { store, proxy, url: direct }
}

async function expectUnavailable(work: () => Promise<unknown>): Promise<void> {
  const started = performance.now()
  await expect(work()).rejects.toBeInstanceOf(StoreUnavailable)
  expect(performance.now() - started).toBeLessThan(1500)
}

function claimKind(store: Store, request: ClaimRequest): Promise<string> {
  return store.claim(request).then((result) => result.kind, String)
}

async function stateOf(url: string, key: string): Promise<unknown> {
  const [row] = await queryOnce(url, `select state from sends where key = '${key}'`)
  return row?.state
}

function dropConnections(url: string): Promise<unknown> {
  return queryOnce(
    url,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
}

async function queryOnce(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(query)).rows
  } finally {
    await client.end()
  }
}
