import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database, Tables } from './database.ts'
import type { CapCode, Caps, Claim } from './store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export type Capped = { kind: 'capped'; code: CapCode; retryAfter: number }
type Counter = { code: CapCode; bucket: string; max: number; length: number }

/** What the counters of one send are called and may come to. */
export type Counting = {
  recipientBucket: string
  recipientMs: number
  minuteBucket: string
  perMinute: number
  dayBucket: string
  perDay: number
}

export function toCounting(phoneNumberId: string, caps: Caps): Counting {
  return {
    recipientBucket: toRecipientBucket(phoneNumberId, caps.recipient),
    recipientMs: caps.recipientSeconds * 1000,
    minuteBucket: `minute:${phoneNumberId}`,
    perMinute: caps.perMinute,
    dayBucket: `day:${phoneNumberId}`,
    perDay: caps.perDay,
  }
}

/**
 * Counts the send for each cap, or breaks the check `n <= max` and so undoes the claim. A window begins with its first send, so
 * nothing is let through because the minute of a clock has just turned. `from` are tables that `claimedAt` comes from.
 */
export function countSend(
  counting: Counting,
  claimedAt: unknown,
  from: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const rows = toCounters(counting).map(
    ({ bucket, length, max }, i) =>
      sql`(${sql.lit(i)}, cast(${bucket} as text), cast(${length} as integer), cast(${max} as integer))`,
  )
  return sql`
    insert into counters (bucket, length, max, window_start, n)
    select counter.column2, counter.column3, counter.column4, ${claimedAt}, 1
    from ${from} (values ${sql.join(rows)}) as counter where true order by counter.column1
    on conflict (bucket) do update set length = excluded.length, max = excluded.max,
      n = case when ${running} then counters.n + 1 else 1 end,
      window_start = case when ${running} then counters.window_start else excluded.window_start end`
}

export function isOverCap(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === '23514' || code === 'SQLITE_CONSTRAINT_CHECK'
}

/** Which cap it was, and how long its window goes on. */
export async function explainCap({ db, now }: Database, phoneNumberId: string, caps: Caps): Promise<Capped> {
  const counters = toCounters(toCounting(phoneNumberId, caps))
  const rows = await db
    .selectFrom('counters')
    .select(['bucket', 'n', sql<number>`window_start + length - ${now}`.as('wait')])
    .where(
      'bucket',
      'in',
      counters.map(({ bucket }) => bucket),
    )
    .execute()
  for (const { code, bucket, max, length } of counters) {
    const row = rows.find((counter) => counter.bucket === bucket)
    const wait = max === 0 ? length : row && row.n >= max ? row.wait : 0
    if (wait > 0) return { kind: 'capped', code, retryAfter: Math.ceil(wait / 1000) }
  }
  // The window has ended since.
  return { kind: 'capped', code: 'cap_recipient', retryAfter: 1 }
}

/** Nothing went out to this recipient, so its next message need not wait. To have failed at this costs some seconds at most. */
export async function giveBackRecipient(db: Kysely<Tables>, claim: Claim, claimedAt: number): Promise<void> {
  await db
    .deleteFrom('counters')
    .where('bucket', '=', toRecipientBucket(claim.phoneNumberId, claim.recipient))
    .where('window_start', '=', claimedAt)
    .execute()
    .catch(() => undefined)
}

// A start in the future is a clock that was set back; the tolerance is for claims that began at the same time.
const running = sql<boolean>`(counters.window_start > excluded.window_start - excluded.length
  and counters.window_start <= excluded.window_start + excluded.length)`

// Everybody takes the counters in this order, so that no two transactions wait for each other.
function toCounters(counting: Counting): Counter[] {
  const { recipientBucket, recipientMs, minuteBucket, perMinute, dayBucket, perDay } = counting
  return [
    { code: 'cap_recipient', bucket: recipientBucket, max: 1, length: recipientMs },
    { code: 'cap_minute', bucket: minuteBucket, max: perMinute, length: MINUTE_MS },
    { code: 'cap_day', bucket: dayBucket, max: perDay, length: DAY_MS },
  ]
}

function toRecipientBucket(phoneNumberId: string, recipient: string): string {
  return `recipient:${phoneNumberId}:${recipient}`
}
