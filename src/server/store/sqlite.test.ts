import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { createStore, openDatabase } from './create-store.ts'
import { migrate } from './migrations.ts'
import { describeSends } from './store.contract.ts'
import { StoreRefused, StoreUnavailable } from './store.ts'
import { describeCaps } from './store-caps.contract.ts'
import { describeCrashes } from './store-crash.contract.ts'
import { describeModel } from './store-model.contract.ts'
import { describeUpkeep } from './store-upkeep.contract.ts'
import type { Harness } from './testing/harness.ts'
import { countRows, openNew } from './testing/harness.ts'
import { claimNew, toAccepted, toClaim, toRequest } from './testing/requests.ts'
import { openInChild, openInChildOrThrow } from './testing/store-in-child.ts'

const folder = mkdtempSync(join(tmpdir(), 'trio-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const toFile = () => join(folder, `${files++}`, 'trio.db')
const sqlite: Harness = {
  kind: 'sqlite',
  createUrl: async () => `file:${toFile()}`,
  openRivals: async () => [(await openNew(sqlite)).store],
}

describe('SQLite: sends', () => describeSends(sqlite))
describe('SQLite: caps', () => describeCaps(sqlite))
describe('SQLite: histories', () => describeModel(sqlite))
describe('SQLite: upkeep', () => describeUpkeep(sqlite))
describe('SQLite: crashes', () => describeCrashes(sqlite, async () => undefined))

describe('SQLite: the file', () => {
  test('T-S07 a full disk: StoreUnavailable in time, nothing half-written, and well again with room', async () => {
    const { store, database, url } = await openNew(sqlite)
    const claim = await claimNew(store)
    const before = await countRows({ store, database, url }, 'counters')
    await sql`pragma max_page_count = 1`.execute(database.db)
    const started = performance.now()
    const results = await Promise.allSettled(Array.from({ length: 200 }, () => store.claim(toRequest())))
    const failed = results.filter((result) => result.status === 'rejected')
    expect(failed.length).toBeGreaterThan(100)
    for (const { reason } of failed) expect(reason).toBeInstanceOf(StoreUnavailable)
    expect(performance.now() - started).toBeLessThan(1500)
    const won = results.filter((result) => result.status === 'fulfilled').length
    expect(await countRows({ store, database, url }, 'sends')).toBe(won + 1)
    expect(await countRows({ store, database, url }, 'counters')).toBe(before + won)
    await sql`pragma max_page_count = 1000000`.execute(database.db)
    expect(await store.settle(claim, toAccepted())).toBe(true)
    await claimNew(store)
    await store.close()
  })

  test('T-S07 a read-only database: no claim, no outcome, and the outcome is written as soon as it can be', async () => {
    const { store, database } = await openNew(sqlite)
    const claim = await claimNew(store)
    await sql`pragma query_only = on`.execute(database.db)
    await expect(store.claim(toRequest())).rejects.toBeInstanceOf(StoreUnavailable)
    await expect(store.settle(claim, toAccepted())).rejects.toBeInstanceOf(StoreUnavailable)
    expect(await store.read(claim)).toMatchObject({ state: 'inflight' })
    await sql`pragma query_only = off`.execute(database.db)
    await expect.poll(() => store.read(claim), { timeout: 3000 }).toMatchObject({ state: 'accepted' })
    await store.close()
  })

  test('T-S08 a torn write-ahead log opens, is whole, keeps what came before and takes what comes next', async () => {
    const file = toFile()
    const before = await openInChildOrThrow(file)
    const requests = Array.from({ length: 30 }, () => toRequest())
    for (const request of requests) await before.settle(toClaim(await before.claim(request)), toAccepted())
    await before.kill()
    const log = `${file}-wal`
    truncateSync(log, statSync(log).size - 100)
    const after = await openInChildOrThrow(file)
    expect(await after.checkIntegrity()).toBe('ok')
    expect(await after.recover()).toBe(1)
    for (const request of requests.slice(0, -1)) {
      expect(await after.read(request)).toMatchObject({ state: 'accepted' })
    }
    // Its outcome was the torn write: it says that it does not know.
    expect(await after.read(requests.at(-1) ?? toRequest())).toMatchObject({ state: 'unknown' })
    const next = toRequest()
    await after.settle(toClaim(await after.claim(next)), toAccepted())
    expect(await after.read(next)).toMatchObject({ state: 'accepted' })
    await after.kill()
  })

  test('T-S09 locks, logs and syncs as it must', async () => {
    const database = await openDatabase(toFile())
    const pragmas: Record<string, unknown> = {}
    for (const name of ['locking_mode', 'journal_mode', 'synchronous', 'busy_timeout']) {
      const { rows } = await sql<Record<string, unknown>>`${sql.raw(`pragma ${name}`)}`.execute(database.db)
      pragmas[name] = Object.values(rows[0] ?? {})[0]
    }
    expect(pragmas).toEqual({
      locking_mode: 'exclusive',
      journal_mode: 'wal',
      synchronous: 2,
      busy_timeout: 1000,
    })
  })

  test('T-S09 a second process is refused with a sentence, and let in when the first one dies', async () => {
    const file = toFile()
    const first = await openInChildOrThrow(file)
    const second = await openInChild(file)
    expect(second).toHaveProperty(
      'refused',
      expect.stringMatching(/^Another Trio is using this database file\./),
    )
    expect(second).toHaveProperty(
      'ms',
      expect.toSatisfy((ms: number) => ms < 1500),
    )
    await first.claim(toRequest())
    await first.kill()
    const third = await openInChildOrThrow(file)
    await third.kill()
  })

  test('T-67 the folder and all files are for this user only', async () => {
    const file = toFile()
    const store = await createStore(file)
    await claimNew(store)
    expect(toMode(dirname(file))).toBe('700')
    expect(toMode(file)).toBe('600')
    expect(toMode(`${file}-wal`)).toBe('600')
    expect(existsSync(`${file}-shm`)).toBe(false)
    await store.close()
  })

  test('T-67 an empty folder that was there is closed to others, one with other files is not', async () => {
    const [empty, used] = [toFile(), toFile()]
    for (const file of [empty, used]) {
      mkdirSync(dirname(file))
      chmodSync(dirname(file), 0o755)
    }
    writeFileSync(join(dirname(used), 'notes.txt'), '')
    writeFileSync(used, '', { mode: 0o644 })
    for (const file of [empty, used]) await (await createStore(file)).close()
    expect(toMode(dirname(empty))).toBe('700')
    expect(toMode(dirname(used))).toBe('755')
    expect(toMode(used)).toBe('600')
  })

  test('what is no database, or no file, is refused with a sentence, and stays open to whom it was', async () => {
    const file = toFile()
    mkdirSync(dirname(file))
    writeFileSync(file, 'This is a text. '.repeat(500), { mode: 0o644 })
    chmodSync(dirname(file), 0o755)
    await expect(createStore(file)).rejects.toThrow(/^The file that DATABASE_URL names is not a database\./)
    expect([toMode(file), toMode(dirname(file))]).toEqual(['644', '755'])
    await expect(createStore(dirname(file))).rejects.toBeInstanceOf(StoreRefused)
    await expect(createStore(join(file, 'inside', 'a-file.db'))).rejects.toBeInstanceOf(StoreRefused)
  })

  test('a database of a later Trio is refused', async () => {
    const database = await openDatabase(toFile())
    await sql`insert into kysely_migration values ('9999_later', '2099-01-01')`.execute(database.db)
    await expect(migrate(database.db)).rejects.toThrow(/^A later version of Trio has changed this database\./)
  })
})

function toMode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8)
}
