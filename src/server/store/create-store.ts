import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { claimSend } from './claims.ts'
import type { Database } from './database.ts'
import { parseDatabaseUrl } from './database-url.ts'
import { toUnavailable, withinDeadline } from './deadline.ts'
import { openPostgres } from './postgres.ts'
import { purgeStore } from './purge.ts'
import type { Retries } from './retries.ts'
import { createRetries } from './retries.ts'
import { expireSends, readSend, recordDelivery, settleSend } from './sends.ts'
import { deleteSession, insertSession, touchSession } from './sessions.ts'
import { openSqlite } from './sqlite.ts'
import type { ClaimRequest, ClaimResult, Settlement, Store } from './store.ts'
import { StoreRefused, StoreUnavailable } from './store.ts'
import { insertEvents, markProcessed, pendingEvents } from './webhook-events.ts'

const OPERATION_MS = 1000
const PING_MS = 500
const CLOSE_MS = 3000
const RETENTION_DAYS = 30

const TAKEN_BACK: Settlement = { state: 'not_sent', reason: 'store_unavailable' }

/**
 * Opens the database, brings its tables up to date and returns the store; throws `StoreRefused` or `StoreUnavailable`.
 * `databaseUrl` is `postgres://…`, `file:…` or the path of a file.
 */
export async function createStore(databaseUrl: string): Promise<Store> {
  return createStoreOn(await openDatabase(databaseUrl))
}

export async function openDatabase(databaseUrl: string): Promise<Database> {
  const location = parseDatabaseUrl(databaseUrl)
  if (location.kind === 'invalid') throw new StoreRefused(`DATABASE_URL cannot be used: ${location.message}.`)
  return location.kind === 'sqlite' ? openSqlite(location.path) : openPostgres(location.url)
}

export function createStoreOn(database: Database): Store {
  const { db, loginLimits } = database
  const run = <T>(what: string, work: () => Promise<T>) => withinDeadline(OPERATION_MS, what, work)
  const retries = createRetries((claim, settlement) =>
    run('settle', () => settleSend(database, claim, settlement)),
  )
  return {
    kind: database.kind,
    claim: (request) => claim(database, retries, request),
    settle: async (claim, settlement) => {
      try {
        return await run('settle', () => settleSend(database, claim, settlement))
      } catch (error) {
        retries.later(claim, settlement)
        throw error
      }
    },
    recordDelivery: (status) => run('record a delivery', () => recordDelivery(database, status)),
    read: (name) => run('read', () => readSend(database, name)),
    recover: () => run('recover', () => expireSends(database, database.kind === 'sqlite' ? 'all' : 'lease')),
    sweep: () => run('sweep', () => expireSends(database, 'lease')),
    purge: (days = RETENTION_DAYS) =>
      purgeStore(database, days).catch((error: unknown) => {
        throw toUnavailable(error, 'purge')
      }),
    insertSession: (idHash, principal) => run('log in', () => insertSession(database, idHash, principal)),
    touchSession: (idHash) => run('look up a session', () => touchSession(database, idHash)),
    deleteSession: (idHash) => run('log out', () => deleteSession(db, idHash)),
    insertEvents: (events) => run('store events', () => insertEvents(database, events)),
    pendingEvents: (limit) => run('read events', () => pendingEvents(database, limit)),
    markProcessed: (keys) => run('mark events', () => markProcessed(database, keys)),
    loginLimits: {
      attempt: (address) => run('count a log-in', () => loginLimits.attempt(address)),
      succeed: (address) => run('count a log-in', () => loginLimits.succeed(address)),
    },
    ping: async () => {
      await withinDeadline(PING_MS, 'answer', () => sql`select 1`.execute(db))
    },
    close: async () => {
      retries.stop()
      // A connection that hangs must not keep the process.
      await withinDeadline(CLOSE_MS, 'close', () => db.destroy()).catch(() => undefined)
    },
  }
}

async function claim(database: Database, retries: Retries, request: ClaimRequest): Promise<ClaimResult> {
  const { phoneNumberId, principal, key, caps } = request
  // One owner for each claim: an outcome that comes late can never settle a later claim of the same process.
  const owner = randomUUID()
  return withinDeadline(OPERATION_MS, 'claim', async () => {
    const result = await claimSend(database, request, owner)
    if (result.kind !== 'lost') return result
    const record = await readSend(database, request)
    if (!record) throw new StoreUnavailable('the database lost a record while it was claimed')
    return { kind: 'lost' as const, record }
  }).catch((error: unknown) => {
    // It may have been committed all the same, and nothing will be sent.
    retries.later(
      { phoneNumberId, principal, key, owner, recipient: caps.recipient, since: new Date(0) },
      TAKEN_BACK,
    )
    throw error
  })
}
