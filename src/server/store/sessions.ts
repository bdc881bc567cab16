import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Database, Tables } from './database.ts'

const IDLE_MS = 12 * 60 * 60_000
const ABSOLUTE_MS = 7 * 24 * 60 * 60_000
// A page asks often; to write each time would cost the disk for nothing.
const TOUCH_EVERY_MS = 60_000

export async function insertSession({ db, now }: Database, idHash: string, principal: string): Promise<void> {
  await db
    .insertInto('sessions')
    .values({ id_hash: idHash, principal, created_at: now, seen_at: now })
    .execute()
}

export async function touchSession({ db, now }: Database, idHash: string): Promise<string | undefined> {
  const session = await db
    .selectFrom('sessions')
    .select(['principal', (eb) => eb('seen_at', '<', before(now, TOUCH_EVERY_MS)).as('stale')])
    .where('id_hash', '=', idHash)
    .where('seen_at', '>', before(now, IDLE_MS))
    .where('created_at', '>', before(now, ABSOLUTE_MS))
    .executeTakeFirst()
  if (session?.stale) {
    await db.updateTable('sessions').set({ seen_at: now }).where('id_hash', '=', idHash).execute()
  }
  return session?.principal
}

export async function deleteSession(db: Kysely<Tables>, idHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
}

export async function purgeSessions({ db, now }: Database): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([eb('seen_at', '<=', before(now, IDLE_MS)), eb('created_at', '<=', before(now, ABSOLUTE_MS))]),
    )
    .execute()
}

function before(now: RawBuilder<number>, ms: number): RawBuilder<number> {
  return sql<number>`${now} - ${ms}`
}
