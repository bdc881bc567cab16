import type { Expression, ExpressionBuilder, Kysely, SqlBool, Transaction } from 'kysely'
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
  // Everybody takes the counters in this order, so that no two transactions wait for each other.
  const counters: Counter[] = [
    {
      code: 'cap_recipient',
      bucket: toRecipientBucket(phoneNumberId, caps.recipient),
      max: 1,
      length: caps.recipientSeconds * 1000,
    },
    { code: 'cap_minute', bucket: `minute:${phoneNumberId}`, max: caps.perMinute, length: MINUTE_MS },
    { code: 'cap_day', bucket: `day:${phoneNumberId}`, max: caps.perDay, length: DAY_MS },
  ]
  for (const counter of counters) {
    const wait = await countOne(trx, counter, now)
    if (wait !== undefined)
      return { kind: 'capped', code: counter.code, retryAfter: Math.max(1, Math.ceil(wait / 1000)) }
  }
  return undefined
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

/** Undefined when counted, else the milliseconds until the window ends. */
async function countOne(
  trx: Transaction<Tables>,
  counter: Counter,
  now: number,
): Promise<number | undefined> {
  const { bucket, max, length } = counter
  if (length === 0) return undefined
  if (max === 0) return length
  // A start in the future is a clock that was set back; the tolerance is for claims that began at the same time.
  const running = (eb: ExpressionBuilder<Tables, 'counters'>): Expression<SqlBool> =>
    eb.between('counters.window_start', now - length + 1, now + length)
  const counted = await trx
    .insertInto('counters')
    .values({ bucket, window_start: now, n: 1 })
    .onConflict((conflict) =>
      conflict
        .column('bucket')
        .doUpdateSet({
          n: (eb) =>
            eb
              .case()
              .when(running(eb))
              .then(eb('counters.n', '+', 1))
              .else(1)
              .end(),
          window_start: (eb) =>
            eb.case().when(running(eb)).then(eb.ref('counters.window_start')).else(sql.val(now)).end(),
        })
        .where((eb) => eb.or([eb('counters.n', '<', max), eb.not(running(eb))])),
    )
    .returning('n')
    .executeTakeFirst()
  if (counted) return undefined
  const full = await trx
    .selectFrom('counters')
    .select('window_start')
    .where('bucket', '=', bucket)
    .executeTakeFirst()
  return full ? full.window_start + length - now : length
}

function toRecipientBucket(phoneNumberId: string, recipient: string): string {
  return `recipient:${phoneNumberId}:${recipient}`
}
