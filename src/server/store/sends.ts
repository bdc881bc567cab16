import type { Selectable, Transaction } from 'kysely'
import { sql } from 'kysely'
import { countSend, giveBackRecipient } from './counters.ts'
import type { Database, Tables } from './database.ts'
import type {
  CapCode,
  Claim,
  ClaimRequest,
  Delivery,
  DeliveryStatus,
  SendName,
  SendRecord,
  SendState,
  Settlement,
} from './store.ts'

// The 20 s deadline of a send, and time to write down how it ended.
export const LEASE_MS = 35_000
const SUPERSEDE_AFTER_MS = 60_000

const OPEN: SendState[] = ['inflight', 'unknown']

// What each delivery status may follow: they come late, twice and in any order.
const EARLIER: Record<Delivery, Delivery[]> = {
  sent: [],
  delivered: ['sent'],
  read: ['sent', 'delivered'],
  failed: ['sent', 'delivered', 'read'],
}

type Refusal = { kind: 'capped'; code: CapCode; retryAfter: number } | { kind: 'supersedes_invalid' }

/** In one transaction: claim, take the superseded send's place, count the caps. `signal` stops it before the commit. */
export async function claimSend(
  database: Database,
  request: ClaimRequest,
  owner: string,
  signal: AbortSignal,
): Promise<{ kind: 'won'; claim: Claim } | { kind: 'lost' } | Refusal> {
  const { phoneNumberId, principal, key, caps } = request
  const trx = await database.db.startTransaction().execute()
  try {
    const now = await insertClaim(database, trx, request, owner)
    const refusal =
      now === undefined
        ? undefined
        : ((await supersede(trx, request, now)) ?? (await countSend(trx, phoneNumberId, caps, now)))
    signal.throwIfAborted()
    if (now === undefined || refusal) {
      // Who lost has locked the row as well: a rollback frees it for the next without a wait for the disk.
      await trx.rollback().execute()
      return refusal ?? { kind: 'lost' }
    }
    await trx.commit().execute()
    const since = new Date(now)
    return { kind: 'won', claim: { phoneNumberId, principal, key, owner, recipient: caps.recipient, since } }
  } catch (error) {
    // The database may have rolled back by itself already; its first error is the one to tell.
    if (!trx.isCommitted && !trx.isRolledBack) {
      await trx
        .rollback()
        .execute()
        .catch(() => undefined)
    }
    throw error
  }
}

/** Only the owner settles, and only what is open: also its own `unknown`, when it was thought dead and was but late. */
export async function settleSend(database: Database, claim: Claim, settlement: Settlement): Promise<boolean> {
  const { state, answer } = settlement
  const settled = await database.db
    .updateTable('sends')
    .set({
      state,
      released: state === 'not_sent' || (state === 'rejected' && settlement.released) ? 1 : 0,
      reason: settlement.reason ?? null,
      upstream_code: settlement.upstreamCode ?? null,
      fbtrace_id: settlement.fbtraceId ?? null,
      wamid: state === 'accepted' ? settlement.wamid : null,
      status: answer?.status ?? null,
      answer: answer ? JSON.stringify(answer.body) : null,
      updated_at: database.now,
    })
    .where((eb) => eb.and(toColumns(claim)))
    .where('owner', '=', claim.owner)
    .where('state', 'in', OPEN)
    .returning('claimed_at')
    .executeTakeFirst()
  if (settled && (state === 'not_sent' || state === 'rejected')) {
    await giveBackRecipient(database.db, claim, settled.claimed_at)
  }
  return settled !== undefined
}

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

/** The database's time of the claim, or undefined when the key is taken. One statement arbitrates first claims and new ones. */
async function insertClaim(
  { now }: Database,
  trx: Transaction<Tables>,
  request: ClaimRequest,
  owner: string,
): Promise<number | undefined> {
  const cleared = { reason: null, upstream_code: null, fbtrace_id: null, status: null, answer: null }
  const row = await trx
    .insertInto('sends')
    .values({
      ...toColumns(request),
      fingerprint: request.fingerprint,
      state: 'inflight',
      released: 0,
      owner,
      lease_until: sql<number>`${now} + ${LEASE_MS}`,
      supersedes: request.supersedes ?? null,
      created_at: now,
      claimed_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['phone_number_id', 'principal', 'key'])
        .doUpdateSet((eb) => ({
          ...cleared,
          state: 'inflight',
          released: 0,
          owner,
          lease_until: eb.ref('excluded.lease_until'),
          supersedes: eb.fn.coalesce('excluded.supersedes', 'sends.supersedes'),
          claimed_at: eb.ref('excluded.claimed_at'),
          updated_at: eb.ref('excluded.updated_at'),
        }))
        .where('sends.released', '=', 1)
        .whereRef('sends.fingerprint', '=', 'excluded.fingerprint'),
    )
    .returning('claimed_at')
    .executeTakeFirst()
  return row?.claimed_at
}

/** Links the old send to the new one. Its row arbitrates: two keys cannot both send the same message again. */
async function supersede(
  trx: Transaction<Tables>,
  request: ClaimRequest,
  now: number,
): Promise<Refusal | undefined> {
  const { supersedes, key } = request
  if (supersedes === undefined) return undefined
  const linked = await trx
    .updateTable('sends')
    .set({ superseded_by: key })
    .where((eb) => eb.and({ ...toColumns(request), key: supersedes, state: 'unknown' }))
    .where('updated_at', '<', now - SUPERSEDE_AFTER_MS)
    .where((eb) => eb.or([eb('superseded_by', 'is', null), eb('superseded_by', '=', key)]))
    .returning('key')
    .executeTakeFirst()
  return linked ? undefined : { kind: 'supersedes_invalid' }
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

function toColumns({ phoneNumberId, principal, key }: SendName) {
  return { phone_number_id: phoneNumberId, principal, key }
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
