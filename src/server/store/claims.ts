import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Capped, Counting } from './counters.ts'
import { countSend, explainCap, isOverCap, toCounting } from './counters.ts'
import type { Database, Tables } from './database.ts'
import { toColumns } from './database.ts'
import { createStatement } from './statement.ts'
import type { Claim, ClaimRequest, SendName } from './store.ts'

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
  const { phoneNumberId, principal, key, fingerprint, recipient, caps, supersedes } = request
  try {
    const values = {
      phoneNumberId,
      principal,
      key,
      fingerprint,
      owner,
      recipient,
      supersedes: supersedes ?? null,
      ...toCounting(phoneNumberId, caps),
    }
    const [claimed] =
      database.kind === 'postgres' && supersedes === undefined
        ? await claimAndCount(database, values)
        : await database.atomically((db) => claimInSteps(db, database, request, values))
    if (!claimed) return { kind: 'lost' }
    const since = new Date(claimed.claimed_at)
    return { kind: 'won', claim: { phoneNumberId, principal, key, owner, recipient: caps.recipient, since } }
  } catch (error) {
    if (error instanceof SupersedesInvalid) return { kind: 'supersedes_invalid' }
    if (isOverCap(error)) return explainCap(database, phoneNumberId, caps)
    throw error
  }
}

/**
 * The counters of the minute and the day are what all instances wait for. In one statement PostgreSQL holds them no
 * longer than its own commit takes; between two it would hold them for as long as this process has other things to do.
 */
const claimAndCount = createStatement<ClaimValues, Claimed>((database, values) => {
  const counting = countSend(values, sql`claimed.claimed_at`, sql`claimed,`)
  return sql`
    with claimed as (${toClaiming(database, values)}), counted as (${counting}) select claimed_at from claimed`
})

const claimAlone = createStatement(toClaiming)

const count = createStatement((_, values: Counting & Claimed) => countSend(values, values.claimed_at))

async function claimInSteps(
  db: Kysely<Tables>,
  database: Database,
  request: ClaimRequest,
  values: ClaimValues,
): Promise<Claimed[]> {
  const claimed = await claimAlone(database, values, db)
  for (const { claimed_at } of claimed) {
    if (!(await supersede(db, request, claimed_at))) throw new SupersedesInvalid()
    await count(database, { ...values, claimed_at }, db)
  }
  return claimed
}

class SupersedesInvalid extends Error {}

type Claimed = { claimed_at: number }

type ClaimValues = SendName &
  Counting & { fingerprint: string; owner: string; recipient: string; supersedes: string | null }

/** Arbitrates first claims and new claims of a released key; gives a row to the winner and none to the others. */
function toClaiming({ now }: Database, values: ClaimValues): RawBuilder<Claimed> {
  const { phoneNumberId, principal, key, fingerprint, owner, recipient, supersedes } = values
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
async function supersede(db: Kysely<Tables>, request: ClaimRequest, now: number): Promise<boolean> {
  const { supersedes, key } = request
  if (supersedes === undefined) return true
  const linked = await db
    .updateTable('sends')
    .set({ superseded_by: key })
    .where((eb) => eb.and({ ...toColumns(request), key: supersedes, state: 'unknown' }))
    .where('updated_at', '<', now - SUPERSEDE_AFTER_MS)
    .where((eb) => eb.or([eb('superseded_by', 'is', null), eb('superseded_by', '=', key)]))
    .returning('key')
    .executeTakeFirst()
  return linked !== undefined
}
