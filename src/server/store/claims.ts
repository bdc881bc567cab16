import type { QueryCreator, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Capped } from './counters.ts'
import { countOnConflict, explainCap, isOverCap, toCounterRows, toCounterTable } from './counters.ts'
import type { Database, Tables } from './database.ts'
import { toColumns } from './database.ts'
import type { Claim, ClaimRequest } from './store.ts'

// The 20 s deadline of a send, and time to write down how it ended.
export const LEASE_MS = 35_000
const SUPERSEDE_AFTER_MS = 60_000

type ClaimAttempt = { kind: 'won'; claim: Claim } | { kind: 'lost' } | { kind: 'supersedes_invalid' } | Capped

/** Claims the key and counts the caps: both or neither. */
export async function claimSend(
  database: Database,
  request: ClaimRequest,
  owner: string,
): Promise<ClaimAttempt> {
  const { phoneNumberId, principal, key, caps, supersedes } = request
  try {
    const claimedAt =
      database.kind === 'postgres' && supersedes === undefined
        ? await claimInOneStatement(database, request, owner)
        : await claimInTransaction(database, request, owner)
    if (claimedAt === 'supersedes_invalid') return { kind: claimedAt }
    if (claimedAt === undefined) return { kind: 'lost' }
    const since = new Date(claimedAt)
    return { kind: 'won', claim: { phoneNumberId, principal, key, owner, recipient: caps.recipient, since } }
  } catch (error) {
    if (isOverCap(error)) return explainCap(database, phoneNumberId, caps)
    throw error
  }
}

/**
 * The counters of the minute and the day are what all instances wait for. In one statement PostgreSQL holds them no
 * longer than its own commit takes; between two it would hold them for as long as this process has other things to do.
 */
async function claimInOneStatement(
  database: Database,
  request: ClaimRequest,
  owner: string,
): Promise<number | undefined> {
  const row = await database.db
    .with('claimed', (db) => toClaimQuery(database, db, request, owner))
    .with('counted', (db) =>
      db
        .insertInto('counters')
        .columns(['bucket', 'length', 'max', 'window_start', 'n'])
        .expression((eb) =>
          eb
            .selectFrom(['claimed', toCounterTable(request.phoneNumberId, request.caps)])
            .select([
              'counter.bucket',
              'counter.length',
              'counter.max',
              'claimed.claimed_at',
              sql.lit(1).as('n'),
            ])
            .orderBy('counter.position'),
        )
        .onConflict(countOnConflict),
    )
    .selectFrom('claimed')
    .select('claimed_at')
    .executeTakeFirst()
  return row?.claimed_at
}

async function claimInTransaction(
  database: Database,
  request: ClaimRequest,
  owner: string,
): Promise<number | undefined | 'supersedes_invalid'> {
  const trx = await database.db.startTransaction().execute()
  try {
    const row = await toClaimQuery(database, trx, request, owner).executeTakeFirst()
    const mayGoOn = row !== undefined && (await supersede(trx, request, row.claimed_at))
    if (mayGoOn) {
      await trx
        .insertInto('counters')
        .values(toCounterRows(request.phoneNumberId, request.caps, row.claimed_at))
        .onConflict(countOnConflict)
        .execute()
    }
    await (mayGoOn ? trx.commit() : trx.rollback()).execute()
    return row && !mayGoOn ? 'supersedes_invalid' : row?.claimed_at
  } catch (error) {
    // The database may have rolled back by itself already; its first error is the one to tell.
    if (!trx.isCommitted && !trx.isRolledBack)
      await trx
        .rollback()
        .execute()
        .catch(() => undefined)
    throw error
  }
}

/** Arbitrates first claims and new claims of a released key; gives a row to the winner and none to the others. */
function toClaimQuery({ now }: Database, db: QueryCreator<Tables>, request: ClaimRequest, owner: string) {
  return db
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
          state: 'inflight',
          released: 0,
          owner,
          reason: null,
          upstream_code: null,
          fbtrace_id: null,
          status: null,
          answer: null,
          lease_until: eb.ref('excluded.lease_until'),
          supersedes: eb.fn.coalesce('excluded.supersedes', 'sends.supersedes'),
          claimed_at: eb.ref('excluded.claimed_at'),
          updated_at: eb.ref('excluded.updated_at'),
        }))
        .where('sends.released', '=', 1)
        .whereRef('sends.fingerprint', '=', 'excluded.fingerprint'),
    )
    .returning('claimed_at')
}

/** Links the old send to the new one. Its row arbitrates: two keys cannot both send the same message again. */
async function supersede(trx: Transaction<Tables>, request: ClaimRequest, now: number): Promise<boolean> {
  const { supersedes, key } = request
  if (supersedes === undefined) return true
  const linked = await trx
    .updateTable('sends')
    .set({ superseded_by: key })
    .where((eb) => eb.and({ ...toColumns(request), key: supersedes, state: 'unknown' }))
    .where('updated_at', '<', now - SUPERSEDE_AFTER_MS)
    .where((eb) => eb.or([eb('superseded_by', 'is', null), eb('superseded_by', '=', key)]))
    .returning('key')
    .executeTakeFirst()
  return linked !== undefined
}
