import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { giveBackRecipient } from './counters.ts'
import type { Database, Tables } from './database.ts'
import { toColumns } from './database.ts'
import { createStatement } from './statement.ts'
import type { Claim, Delivery, DeliveryStatus, SendName, SendRecord, SendState, Settlement } from './store.ts'

const OPEN: SendState[] = ['inflight', 'unknown']

// What each delivery status may follow: they come late, twice and in any order.
const EARLIER: Record<Delivery, Delivery[]> = {
  sent: [],
  delivered: ['sent'],
  read: ['sent', 'delivered'],
  failed: ['sent', 'delivered', 'read'],
}

/** Only the owner settles, and only what is open: also its own `unknown`, when it was thought dead and was but late. */
export function settleSend(database: Database, claim: Claim, settlement: Settlement): Promise<boolean> {
  const { phoneNumberId, principal, key, owner } = claim
  const { state, reason = null, upstreamCode = null, fbtraceId = null, answer } = settlement
  const released = state === 'not_sent' || settlement.released ? 1 : 0
  const { wamid = null } = settlement
  const status = answer?.status ?? null
  const body = answer ? JSON.stringify(answer.body) : null
  const outcome = { state, released, reason, upstreamCode, fbtraceId, wamid, status, body }
  return database.write(async (db) => {
    const [settled] = await settle(database, { phoneNumberId, principal, key, owner, ...outcome }, db)
    if (settled && (state === 'not_sent' || state === 'rejected'))
      await giveBackRecipient(db, claim, settled.claimed_at)
    return settled !== undefined
  })
}

type SettleValues = SendName & {
  owner: string
  state: SendState
  released: number
  reason: string | null
  upstreamCode: number | null
  fbtraceId: string | null
  wamid: string | null
  status: number | null
  body: string | null
}

const settle = createStatement<SettleValues, { claimed_at: number }>(
  ({ now }, values) => sql`
    update sends set state = ${values.state}, released = ${values.released}, reason = ${values.reason},
      upstream_code = ${values.upstreamCode}, fbtrace_id = ${values.fbtraceId}, wamid = ${values.wamid},
      status = ${values.status}, answer = ${values.body}, updated_at = ${now}
    where phone_number_id = ${values.phoneNumberId} and principal = ${values.principal} and key = ${values.key}
      and owner = ${values.owner} and state in ('inflight', 'unknown')
    returning claimed_at`,
)

/** Any status proves that Meta had accepted the message, so it settles what is open under that key. */
export async function recordDelivery(database: Database, status: DeliveryStatus): Promise<boolean> {
  const { phoneNumberId, wamid, delivery } = status
  const settled = status.key !== undefined && (await settleByKey(database, status, status.key))
  const noted = await database.db
    .updateTable('sends')
    .set({ delivery })
    .where('phone_number_id', '=', phoneNumberId)
    .where('wamid', '=', wamid)
    .where((eb) =>
      eb.or([eb('delivery', 'is', null), ...EARLIER[delivery].map((e) => eb('delivery', '=', e))]),
    )
    .returning('key')
    .executeTakeFirst()
  return settled || noted !== undefined
}

export async function readSend(database: Database, name: SendName): Promise<SendRecord | undefined> {
  const row = await selectSend(database, name)
  if (!row?.expired) return row && toRecord(row)
  await expireSends(database, 'lease', name)
  const crashed = await selectSend(database, name)
  return crashed && toRecord(crashed)
}

/** Sends in flight whose owner is gone become `unknown`: all of them, or those that outlived their lease. */
export async function expireSends(
  database: Database,
  which: 'all' | 'lease',
  name?: SendName,
): Promise<number> {
  let expire = database.db
    .updateTable('sends')
    .set({ state: 'unknown', reason: 'crash', updated_at: database.now })
    .where('state', '=', 'inflight')
  if (which === 'lease') expire = expire.where('lease_until', '<', database.now)
  if (name) expire = expire.where((eb) => eb.and(toColumns(name)))
  const { numUpdatedRows } = await expire.executeTakeFirst()
  return Number(numUpdatedRows)
}

async function settleByKey(database: Database, status: DeliveryStatus, key: string): Promise<boolean> {
  const { phoneNumberId, wamid, delivery, answer } = status
  const settled = await database.db
    .updateTable('sends')
    .set({
      state: 'accepted',
      reason: null,
      upstream_code: null,
      wamid,
      delivery,
      status: answer.status,
      answer: JSON.stringify(answer.body),
      updated_at: database.now,
    })
    .where((eb) => eb.and({ phone_number_id: phoneNumberId, key }))
    .where('state', 'in', OPEN)
    // A webhook does not tell the principal: a key that two of them have open settles neither.
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('sends as other')
            .select('other.key')
            .where('other.phone_number_id', '=', phoneNumberId)
            .where('other.key', '=', key)
            .where('other.state', 'in', OPEN)
            .whereRef('other.principal', '!=', 'sends.principal'),
        ),
      ),
    )
    .returning('key')
    .executeTakeFirst()
  return settled !== undefined
}

function selectSend({ db, now }: Database, name: SendName) {
  return db
    .selectFrom('sends')
    .selectAll()
    .select((eb) => eb.and([eb('state', '=', 'inflight'), eb('lease_until', '<', now)]).as('expired'))
    .where((eb) => eb.and(toColumns(name)))
    .executeTakeFirst()
}

function toRecord(row: Selectable<Tables['sends']>): SendRecord {
  return {
    phoneNumberId: row.phone_number_id,
    principal: row.principal,
    key: row.key,
    fingerprint: row.fingerprint,
    state: row.state,
    released: row.released === 1,
    since: new Date(row.updated_at),
    createdAt: new Date(row.created_at),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.upstream_code !== null && { upstreamCode: row.upstream_code }),
    ...(row.fbtrace_id !== null && { fbtraceId: row.fbtrace_id }),
    ...(row.status !== null && { answer: { status: row.status, body: JSON.parse(row.answer ?? 'null') } }),
    ...(row.wamid !== null && { wamid: row.wamid }),
    ...(row.delivery !== null && { delivery: row.delivery }),
    ...(row.supersedes !== null && { supersedes: row.supersedes }),
    ...(row.superseded_by !== null && { supersededBy: row.superseded_by }),
  }
}
