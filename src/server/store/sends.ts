import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { toRecipientBucket } from './claims.ts'
import type { Database, Tables } from './database.ts'
import type { Claim, Delivery, DeliveryStatus, SendName, SendRecord, Settlement } from './store.ts'

// What each delivery status may follow: they come late, twice and in any order.
const DELIVERIES: readonly Delivery[] = ['sent', 'delivered', 'read', 'failed']

/** Only the owner settles, and only what is open: also its own `unknown`, when it was thought dead and was but late. */
export async function settleSend(
  { db, now }: Database,
  claim: Claim,
  settlement: Settlement,
): Promise<boolean> {
  const { phoneNumberId, principal, key, owner } = claim
  const { state, reason = null, upstreamCode = null, fbtraceId = null, wamid = null, answer } = settlement
  const released = state === 'not_sent' || settlement.released ? 1 : 0
  const { rows } = await sql<{ claimed_at: number }>`
    update sends set state = ${state}, released = ${released}, reason = ${reason}, upstream_code = ${upstreamCode},
      fbtrace_id = ${fbtraceId}, wamid = ${wamid}, status = ${answer?.status ?? null},
      answer = ${answer ? JSON.stringify(answer.body) : null}, updated_at = ${now}
    where phone_number_id = ${phoneNumberId} and principal = ${principal} and key = ${key}
      and owner = ${owner} and state in ('inflight', 'unknown')
    returning claimed_at`.execute(db)
  const [settled] = rows
  // Nothing went out to this recipient, so its next message need not wait. To fail at this costs some seconds at most.
  if (settled && (state === 'not_sent' || state === 'rejected'))
    await db
      .deleteFrom('counters')
      .where('bucket', '=', toRecipientBucket(phoneNumberId, claim.recipient))
      .where('window_start', '=', settled.claimed_at)
      .execute()
      .catch(() => undefined)
  return settled !== undefined
}

/**
 * Any status proves that Meta had accepted the message, so it settles what is open under that key. A webhook does not tell the
 * principal: a key that two of them have open settles neither.
 */
export async function recordDelivery({ db, now }: Database, status: DeliveryStatus): Promise<boolean> {
  const { phoneNumberId, wamid, delivery, key = null, answer } = status
  const settled = await sql`
    update sends set state = 'accepted', reason = null, upstream_code = null, wamid = ${wamid}, delivery = ${delivery},
      status = ${answer.status}, answer = ${JSON.stringify(answer.body)}, updated_at = ${now}
    where phone_number_id = ${phoneNumberId} and key = ${key} and state in ('inflight', 'unknown')
      and not exists (select 1 from sends as other where other.phone_number_id = sends.phone_number_id
        and other.key = sends.key and other.principal <> sends.principal and other.state in ('inflight', 'unknown'))
    returning key`.execute(db)
  const earlier = ['none', ...DELIVERIES.slice(0, DELIVERIES.indexOf(delivery))]
  const noted = await sql`
    update sends set delivery = ${delivery}
    where phone_number_id = ${phoneNumberId} and wamid = ${wamid} and coalesce(delivery, 'none') in (${sql.join(earlier)})
    returning key`.execute(db)
  return settled.rows.length + noted.rows.length > 0
}

export async function readSend(database: Database, name: SendName): Promise<SendRecord | undefined> {
  const row = await selectSend(database, name)
  if (!row?.expired) return row && toRecord(row)
  await expireSends(database, true)
  const crashed = await selectSend(database, name)
  return crashed && toRecord(crashed)
}

/** Sends in flight whose owner is gone become `unknown`: all of them, or those that outlived their lease. Returns how many. */
export async function expireSends({ db, now }: Database, isByLease: boolean): Promise<number> {
  let expire = db
    .updateTable('sends')
    .set({ state: 'unknown', reason: 'crash', updated_at: now })
    .where('state', '=', 'inflight')
  if (isByLease) expire = expire.where('lease_until', '<', now)
  const { numUpdatedRows } = await expire.executeTakeFirst()
  return Number(numUpdatedRows)
}

function selectSend({ db, now }: Database, { phoneNumberId, principal, key }: SendName) {
  return db
    .selectFrom('sends')
    .selectAll()
    .select((eb) => eb.and([eb('state', '=', 'inflight'), eb('lease_until', '<', now)]).as('expired'))
    .where((eb) => eb.and({ phone_number_id: phoneNumberId, principal, key }))
    .executeTakeFirst()
}

function toRecord(row: Selectable<Tables['sends']>): SendRecord {
  return {
    key: row.key,
    fingerprint: row.fingerprint,
    state: row.state,
    released: row.released === 1,
    since: new Date(row.updated_at),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.status !== null && { answer: { status: row.status, body: JSON.parse(row.answer ?? 'null') } }),
    ...(row.wamid !== null && { wamid: row.wamid }),
    ...(row.delivery !== null && { delivery: row.delivery }),
    ...(row.supersedes !== null && { supersedes: row.supersedes }),
    ...(row.superseded_by !== null && { supersededBy: row.superseded_by }),
  }
}
