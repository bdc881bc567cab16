import type { Database } from './database.ts'
import type { WebhookEvent } from './store.ts'

export async function insertEvents({ db, now }: Database, events: WebhookEvent[]): Promise<string[]> {
  if (events.length === 0) return []
  const inserted = await db
    .insertInto('webhook_events')
    .values(events.map(({ dedupeKey, body }) => ({ dedupe_key: dedupeKey, body, received_at: now })))
    .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
    .returning('dedupe_key')
    .execute()
  return inserted.map((row) => row.dedupe_key)
}

export async function pendingEvents({ db }: Database, limit: number): Promise<WebhookEvent[]> {
  const rows = await db
    .selectFrom('webhook_events')
    .select(['dedupe_key', 'body'])
    .where('processed_at', 'is', null)
    .orderBy('received_at')
    .orderBy('dedupe_key')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ dedupeKey: row.dedupe_key, body: row.body }))
}

export async function markProcessed({ db, now }: Database, dedupeKeys: string[]): Promise<void> {
  if (dedupeKeys.length === 0) return
  await db
    .updateTable('webhook_events')
    .set({ processed_at: now })
    .where('dedupe_key', 'in', dedupeKeys)
    .execute()
}
