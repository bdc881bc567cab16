import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { purgeSessions } from './sessions.ts'

const DAY_MS = 24 * 60 * 60_000
// Small enough to finish in time on PostgreSQL, and not to hold up the process on SQLite.
const BATCH = 500

/** Removes what ended more than `days` days ago, in small steps; returns the number of sends removed. */
export async function purgeStore(database: Database, days: number): Promise<number> {
  const { db } = database
  const limit = sql<number>`${database.now} - ${days * DAY_MS}`
  const removed = await repeat(() => purgeSends(database, limit))
  await repeat(() => purgeEvents(database, limit))
  await db
    .deleteFrom('counters')
    .where('window_start', '<', sql<number>`${database.now} - ${2 * DAY_MS}`)
    .execute()
  await purgeSessions(database)
  return removed
}

async function repeat(purgeBatch: () => Promise<number>): Promise<number> {
  let removed = 0
  let batch: number
  do {
    batch = await purgeBatch()
    removed += batch
    // On SQLite nothing else would: its promises never wait for the event loop.
    await yieldToOthers()
  } while (batch === BATCH)
  return removed
}

async function purgeSends({ db }: Database, limit: RawBuilder<number>): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sends')
    // Said twice, for a key may be claimed again between the choice of the rows and their removal.
    .where('state', '!=', 'inflight')
    .where('updated_at', '<', limit)
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('phone_number_id', 'principal', 'key'),
        'in',
        selectFrom('sends as old')
          .select(['old.phone_number_id', 'old.principal', 'old.key'])
          .where('old.state', '!=', 'inflight')
          .where('old.updated_at', '<', limit)
          .limit(BATCH)
          .$asTuple('phone_number_id', 'principal', 'key'),
      ),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

async function purgeEvents({ db }: Database, limit: RawBuilder<number>): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_events')
    .where('dedupe_key', 'in', (eb) =>
      eb
        .selectFrom('webhook_events as old')
        .select('old.dedupe_key')
        .where('old.received_at', '<', limit)
        .limit(BATCH),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}
