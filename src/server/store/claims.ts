import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database, Tables } from './database.ts'
import type { CapCode, ClaimRequest, ClaimResult } from './store.ts'

// The 20 s deadline of a send, and time to write down how it ended.
export const LEASE_MS = 35_000
const SUPERSEDE_AFTER_MS = 60_000
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

class SupersedesInvalid extends Error {}

/** Claims the key and counts the caps: both or neither. `undefined` where somebody has claimed it before. */
export async function claimSend(
  database: Database,
  request: ClaimRequest,
  owner: string,
): Promise<Exclude<ClaimResult, { kind: 'lost' }> | undefined> {
  const { phoneNumberId, principal, key, caps } = request
  try {
    const claimedAt = await (database.kind === 'postgres' && request.supersedes === undefined
      ? claimAtOnce(database, request, owner)
      : claimInSteps(database, request, owner))
    if (claimedAt === undefined) return undefined
    const since = new Date(claimedAt)
    return { kind: 'won', claim: { phoneNumberId, principal, key, owner, recipient: caps.recipient, since } }
  } catch (error) {
    if (error instanceof SupersedesInvalid) return { kind: 'supersedes_invalid' }
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    // The check `n <= max` of the counters.
    if (code === '23514' || code === 'SQLITE_CONSTRAINT_CHECK') return explainCap(database, request)
    throw error
  }
}

export function toRecipientBucket(phoneNumberId: string, recipient: string): string {
  return `recipient:${phoneNumberId}:${recipient}`
}

/**
 * The counters of the minute and the day are what all instances wait for. In one statement PostgreSQL holds them no
 * longer than its own commit takes; between two it would hold them for as long as this process has other things to do.
 */
async function claimAtOnce(database: Database, request: ClaimRequest, owner: string) {
  const { rows } = await sql<Claimed>`
    with claimed as (${toClaiming(database, request, owner)}),
      counted as (${toCounting(request, sql`claimed.claimed_at from claimed,`)})
    select claimed_at from claimed`.execute(database.db)
  return rows[0]?.claimed_at
}

function claimInSteps(database: Database, request: ClaimRequest, owner: string) {
  return database.db.transaction().execute(async (db) => {
    const { rows } = await toClaiming(database, request, owner).execute(db)
    for (const { claimed_at } of rows) {
      await supersede(db, request, claimed_at)
      await toCounting(request, sql`${claimed_at} from`).execute(db)
    }
    return rows[0]?.claimed_at
  })
}

type Claimed = { claimed_at: number }

/** Arbitrates first claims and new claims of a released key; gives a row to the winner and none to the others. */
function toClaiming({ now }: Database, request: ClaimRequest, owner: string): RawBuilder<Claimed> {
  const { phoneNumberId, principal, key, fingerprint, recipient, supersedes = null } = request
  return sql<Claimed>`
    insert into sends (phone_number_id, principal, key, fingerprint, state, released, owner, lease_until, supersedes,
      recipient, created_at, claimed_at, updated_at)
    values (${phoneNumberId}, ${principal}, ${key}, ${fingerprint}, 'inflight', 0, ${owner}, ${now} + ${LEASE_MS},
      ${supersedes}, ${recipient}, ${now}, ${now}, ${now})
    on conflict (phone_number_id, principal, key) do update set
      state = 'inflight', released = 0, owner = excluded.owner, lease_until = excluded.lease_until, reason = null,
      upstream_code = null, fbtrace_id = null, status = null, answer = null, claimed_at = excluded.claimed_at,
      updated_at = excluded.updated_at, supersedes = coalesce(excluded.supersedes, sends.supersedes)
    where sends.released = 1 and sends.fingerprint = excluded.fingerprint
    returning claimed_at`
}

/** Links the old send to the new one. Its row arbitrates: two keys cannot both send the same message again. */
async function supersede(db: Kysely<Tables>, request: ClaimRequest, now: number): Promise<void> {
  const { phoneNumberId, principal, key, supersedes } = request
  if (supersedes === undefined) return
  const { rows } = await sql`
    update sends set superseded_by = ${key}
    where phone_number_id = ${phoneNumberId} and principal = ${principal} and key = ${supersedes}
      and state = 'unknown' and updated_at < ${now - SUPERSEDE_AFTER_MS}
      and coalesce(superseded_by, ${key}) = ${key}
    returning key`.execute(db)
  if (rows.length === 0) throw new SupersedesInvalid()
}

/**
 * Counts the send for each cap, or breaks the check of the table and so undoes the claim. A window begins with its first send, so
 * nothing is let through because the minute of a clock has just turned. `claimedAtFrom` ends in what the counters are joined to.
 */
function toCounting(request: ClaimRequest, claimedAtFrom: RawBuilder<unknown>): RawBuilder<unknown> {
  const rows = toCounters(request).map(
    ({ bucket, length, max }, i) =>
      sql`(${sql.lit(i)}, cast(${bucket} as text), cast(${length} as integer), cast(${max} as integer))`,
  )
  // A start in the future is a clock that was set back; the tolerance is for claims that began at the same time.
  const isRunning = sql`counters.window_start > excluded.window_start - excluded.length
    and counters.window_start <= excluded.window_start + excluded.length`
  return sql`
    insert into counters (bucket, length, max, n, window_start)
    select counter.column2, counter.column3, counter.column4, 1, ${claimedAtFrom} (values ${sql.join(rows)}) as counter
    where true order by counter.column1
    on conflict (bucket) do update set length = excluded.length, max = excluded.max,
      n = case when ${isRunning} then counters.n + 1 else 1 end,
      window_start = case when ${isRunning} then counters.window_start else excluded.window_start end`
}

type Counter = { code: CapCode; bucket: string; max: number; length: number }

// Everybody takes the counters in this order, so that no two transactions wait for each other.
function toCounters({ phoneNumberId, caps }: ClaimRequest): Counter[] {
  const { recipient, recipientSeconds, perMinute, perDay } = caps
  const bucket = toRecipientBucket(phoneNumberId, recipient)
  return [
    { code: 'cap_recipient', bucket, max: 1, length: recipientSeconds * 1000 },
    { code: 'cap_minute', bucket: `minute:${phoneNumberId}`, max: perMinute, length: MINUTE_MS },
    { code: 'cap_day', bucket: `day:${phoneNumberId}`, max: perDay, length: DAY_MS },
  ]
}

/** Which cap it was, and how long its window goes on. */
async function explainCap({ db, now }: Database, request: ClaimRequest) {
  const counters = toCounters(request)
  const buckets = counters.map(({ bucket }) => bucket)
  const rows = await db
    .selectFrom('counters')
    .select(['bucket', 'n', sql<number>`window_start + length - ${now}`.as('wait')])
    .where('bucket', 'in', buckets)
    .execute()
  for (const { code, bucket, max, length } of counters) {
    const row = rows.find((counter) => counter.bucket === bucket)
    const wait = max === 0 ? length : row && row.n >= max ? row.wait : 0
    if (wait > 0) return { kind: 'capped' as const, code, retryAfter: Math.ceil(wait / 1000) }
  }
  // The window has ended since.
  return { kind: 'capped' as const, code: 'cap_recipient' as const, retryAfter: 1 }
}
