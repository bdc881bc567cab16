import { randomUUID } from 'node:crypto'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { claimSend } from './claims.ts'
import type { Database } from './database.ts'
import { parseDatabaseUrl } from './database-url.ts'
import { openPostgres } from './postgres.ts'
import { expireSends, readSend, recordDelivery, settleSend } from './sends.ts'
import { openSqlite } from './sqlite.ts'
import type {
  Claim,
  ClaimRequest,
  ClaimResult,
  DeliveryStatus,
  SendName,
  Settlement,
  WebhookEvent,
} from './store.ts'
import { StoreRefused, StoreUnavailable, toUnavailable, withinDeadline } from './store.ts'

const OPERATION_MS = 1000
const PING_MS = 500
const CLOSE_MS = 3000
const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS
const SESSION_IDLE_MS = 12 * HOUR_MS
const SESSION_ABSOLUTE_MS = 7 * DAY_MS
// A page asks often; to write each time would cost the disk for nothing.
const TOUCH_EVERY_MS = 60_000
const RETENTION_DAYS = 30
// Small enough to finish in time on PostgreSQL, and not to hold up the process on SQLite.
const PURGE_BATCH = 500
// Within the lease; after it the record has become `unknown` by itself, which the last one still mends.
const RETRY_DELAYS_MS = [250, 1000, 4000, 12_000, 30_000]

/**
 * Opens the database, brings its tables up to date and returns the store; throws `StoreRefused` or `StoreUnavailable`.
 * `databaseUrl` is `postgres://…`, `file:…` or the path of a file.
 */
export async function createStore(databaseUrl: string) {
  return createStoreOn(await openDatabase(databaseUrl))
}

export async function openDatabase(databaseUrl: string): Promise<Database> {
  const location = parseDatabaseUrl(databaseUrl)
  if (location.kind === 'invalid') throw new StoreRefused(`DATABASE_URL cannot be used: ${location.message}.`)
  return location.kind === 'sqlite' ? openSqlite(location.path) : openPostgres(location.url)
}

/**
 * Every method ends within a second or so and throws `StoreUnavailable` when the database did not do it; a claim that threw may
 * have been stored all the same, and is then taken back in the background, so the caller answers `not_sent`.
 */
export function createStoreOn(database: Database) {
  return {
    kind: database.kind,
    ...createSendMethods(database),
    ...createSessionMethods(database),
    ...createEventMethods(database),
  }
}

/** Sends, and what keeps them: the only methods that repeat themselves behind the scenes. */
function createSendMethods(database: Database) {
  const { db, kind } = database
  const timers = new Set<NodeJS.Timeout>()
  let isClosed = false
  const settleOnce = (claim: Claim, settlement: Settlement): Promise<boolean> =>
    attempt('settle', () => settleSend(database, claim, settlement))
  /** Writes an outcome that the database did not take the first time, until it is there. */
  const settleLater = (claim: Claim, settlement: Settlement, tries = 0): void => {
    const delay = RETRY_DELAYS_MS[tries]
    if (delay === undefined || isClosed) return
    const timer = setTimeout(async () => {
      timers.delete(timer)
      // Not settled may also mean that the claim has not arrived yet.
      const isSettled = await settleOnce(claim, settlement).catch(() => false)
      if (!isSettled) settleLater(claim, settlement, tries + 1)
    }, delay)
    timers.add(timer.unref())
  }
  return {
    claim: (request: ClaimRequest): Promise<ClaimResult> => {
      const { phoneNumberId, principal, key, caps } = request
      // One owner for each claim: an outcome that comes late can never settle a later claim of the same process.
      const owner = randomUUID()
      return attempt('claim', async () => {
        const result = await claimSend(database, request, owner)
        if (result) return result
        const record = await readSend(database, request)
        if (!record) throw new StoreUnavailable('the database lost a record while it was claimed')
        return { kind: 'lost' as const, record }
      }).catch((error: unknown) => {
        // It may have been committed all the same, and nothing will be sent.
        const claim = { phoneNumberId, principal, key, owner, recipient: caps.recipient, since: new Date(0) }
        settleLater(claim, { state: 'not_sent', reason: 'store_unavailable' })
        throw error
      })
    },
    /** False when the send was settled before, or has another owner by now. A failed write is tried again behind the scenes. */
    settle: (claim: Claim, settlement: Settlement): Promise<boolean> =>
      settleOnce(claim, settlement).catch((error: unknown) => {
        settleLater(claim, settlement)
        throw error
      }),
    /** Settles an open send of that key and notes the delivery by wamid, never backwards. True if a row changed. */
    recordDelivery: (status: DeliveryStatus) =>
      attempt('record a delivery', () => recordDelivery(database, status)),
    read: (name: SendName) => attempt('read', () => readSend(database, name)),
    /** At start: what a dead owner left in flight becomes `unknown` with the reason `crash`. Returns how many. */
    recover: () => attempt('recover', () => expireSends(database, kind === 'postgres')),
    /** Every 10 s: the same for what is older than its lease. Returns how many. */
    sweep: () => attempt('sweep', () => expireSends(database, true)),
    /** Removes what ended more than `days` ago, and expired sessions. Returns the number of sends removed. */
    purge: (days = RETENTION_DAYS) =>
      purge(database, days).catch((error: unknown) => {
        throw toUnavailable(error, 'purge')
      }),
    /** Resolves within 500 ms when the database answers. */
    ping: async () => {
      await withinDeadline(PING_MS, 'answer', () => sql`select 1`.execute(db))
    },
    close: async () => {
      isClosed = true
      for (const timer of timers) clearTimeout(timer)
      // A connection that hangs must not keep the process.
      await withinDeadline(CLOSE_MS, 'close', () => db.destroy()).catch(() => undefined)
    },
  }
}

/** `idHash` stands for the cookie's value, which the store never learns. */
function createSessionMethods({ db, now, loginLimits }: Database) {
  return {
    insertSession: (idHash: string, principal: string) =>
      attempt('log in', () =>
        sql`insert into sessions values (${idHash}, ${principal}, ${now}, ${now})`.execute(db),
      ),
    /** The principal of a live session, whose idle time starts again. */
    touchSession: (idHash: string) =>
      attempt('look up a session', async () => {
        const { rows } = await sql<{ principal: string; stale: unknown }>`
          select principal, seen_at < ${now} - ${TOUCH_EVERY_MS} as stale from sessions where id_hash = ${idHash}
            and seen_at > ${now} - ${SESSION_IDLE_MS} and created_at > ${now} - ${SESSION_ABSOLUTE_MS}`.execute(
          db,
        )
        if (rows[0]?.stale)
          await sql`update sessions set seen_at = ${now} where id_hash = ${idHash}`.execute(db)
        return rows[0]?.principal
      }),
    deleteSession: (idHash: string) =>
      attempt('log out', () => sql`delete from sessions where id_hash = ${idHash}`.execute(db)),
    loginLimits: {
      attempt: (address: string) => attempt('count a log-in', () => loginLimits.attempt(address)),
      succeed: (address: string) => attempt('count a log-in', () => loginLimits.succeed(address)),
    },
  }
}

/** What webhooks tell, kept until it is worked off. */
function createEventMethods({ db, now }: Database) {
  return {
    /** Stores each event once; returns the dedupe keys that were new. */
    insertEvents: (events: WebhookEvent[]) =>
      attempt('store events', async () => {
        if (events.length === 0) return []
        const values = events.map(({ dedupeKey, body }) => sql`(${dedupeKey}, ${body}, ${now})`)
        const { rows } = await sql<{ dedupe_key: string }>`
          insert into webhook_events (dedupe_key, body, received_at) values ${sql.join(values)}
          on conflict (dedupe_key) do nothing returning dedupe_key`.execute(db)
        return rows.map((row) => row.dedupe_key)
      }),
    /** The oldest events that nobody has marked as processed. */
    pendingEvents: (limit: number) =>
      attempt('read events', async () => {
        const { rows } = await sql<WebhookEvent>`
          select dedupe_key as "dedupeKey", body from webhook_events where processed_at is null
          order by received_at, dedupe_key limit ${limit}`.execute(db)
        return rows
      }),
    markProcessed: (dedupeKeys: string[]) =>
      attempt('mark events', async () => {
        const update = db.updateTable('webhook_events').set({ processed_at: now })
        if (dedupeKeys.length > 0) await update.where('dedupe_key', 'in', dedupeKeys).execute()
      }),
  }
}

async function purge({ db, now }: Database, days: number): Promise<number> {
  const limit = sql<number>`${now} - ${days * DAY_MS}`
  // The state is asked for twice, for a key may be claimed again between the choice of the rows and their removal.
  const removed = await repeat(sql`
    delete from sends where state <> 'inflight' and updated_at < ${limit} and (phone_number_id, principal, key) in (
      select phone_number_id, principal, key from sends
      where state <> 'inflight' and updated_at < ${limit} limit ${PURGE_BATCH})`)
  await repeat(sql`
    delete from webhook_events where dedupe_key in (
      select dedupe_key from webhook_events where received_at < ${limit} limit ${PURGE_BATCH})`)
  await sql`delete from counters where window_start < ${now} - ${2 * DAY_MS}`.execute(db)
  await sql`
    delete from sessions
    where seen_at <= ${now} - ${SESSION_IDLE_MS} or created_at <= ${now} - ${SESSION_ABSOLUTE_MS}`.execute(db)
  return removed

  async function repeat(removal: RawBuilder<unknown>): Promise<number> {
    let removed = 0
    for (let batch = PURGE_BATCH; batch === PURGE_BATCH; removed += batch) {
      batch = Number((await removal.execute(db)).numAffectedRows)
      // On SQLite nothing else would: its promises never wait for the event loop.
      await yieldToOthers()
    }
    return removed
  }
}

function attempt<T>(what: string, work: () => Promise<T>): Promise<T> {
  return withinDeadline(OPERATION_MS, what, work)
}
