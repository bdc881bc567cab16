import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from './database.ts'
import type { CapCode, Caps, Claim } from './store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

type Counter = { code: CapCode; bucket: string; max: number; length: number }

/**
 * Counts one send against all caps, inside the transaction of its claim; the caller rolls back when one is full.
 * A window begins with its first send, so no send is ever let through because a clock's minute has just turned.
 */
export async function countSend(
  trx: Transaction<Tables>,
  phoneNumberId: string,
  caps: Caps,
  now: number,
): Promise<{ kind: 'capped'; code: CapCode; retryAfter: number } | undefined> {
  const counters = toCounters(phoneNumberId, caps)
  const counted = await trx
    .insertInto('counters')
    .values(counters.map(({ bucket, length, max }) => ({ bucket, length, max, window_start: now, n: 1 })))
    .onConflict((conflict) =>
      conflict
        .column('bucket')
        .doUpdateSet({
          length: (eb) => eb.ref('excluded.length'),
          max: (eb) => eb.ref('excluded.max'),
          n: (eb) =>
            eb
              .case()
              .when(running)
              .then(eb('counters.n', '+', 1))
              .else(1)
              .end(),
          window_start: (eb) =>
            eb
              .case()
              .when(running)
              .then(eb.ref('counters.window_start'))
              .else(eb.ref('excluded.window_start'))
              .end(),
        })
        .where(sql<boolean>`counters.n < excluded.max or not ${running}`),
    )
    .returning('bucket')
    .execute()
  const full = counters.find(({ bucket, max }) => max === 0 || !counted.some((row) => row.bucket === bucket))
  if (!full) return undefined
  const wait = full.max === 0 ? full.length : await readWait(trx, full, now)
  return { kind: 'capped', code: full.code, retryAfter: Math.max(1, Math.ceil(wait / 1000)) }
}

// A start in the future is a clock that was set back; the tolerance is for claims that began at the same time.
const running = sql<boolean>`(counters.window_start > excluded.window_start - excluded.length
  and counters.window_start <= excluded.window_start + excluded.length)`

// Everybody takes the counters in this order, so that no two transactions wait for each other.
function toCounters(phoneNumberId: string, caps: Caps): Counter[] {
  const recipient = toRecipientBucket(phoneNumberId, caps.recipient)
  return [
    { code: 'cap_recipient', bucket: recipient, max: 1, length: caps.recipientSeconds * 1000 },
    { code: 'cap_minute', bucket: `minute:${phoneNumberId}`, max: caps.perMinute, length: MINUTE_MS },
    { code: 'cap_day', bucket: `day:${phoneNumberId}`, max: caps.perDay, length: DAY_MS },
  ]
}

async function readWait(trx: Transaction<Tables>, { bucket, length }: Counter, now: number): Promise<number> {
  const counter = await trx
    .selectFrom('counters')
    .select('window_start')
    .where('bucket', '=', bucket)
    .executeTakeFirst()
  return counter ? counter.window_start + length - now : length
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

function toRecipientBucket(phoneNumberId: string, recipient: string): string {
  return `recipient:${phoneNumberId}:${recipient}`
}
