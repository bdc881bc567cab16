import type { Kysely, Migration } from 'kysely'
import { Migrator, sql } from 'kysely'
import type { Tables } from './database.ts'
import { StoreRefused } from './store.ts'

// Forward only. SQLite does not undo a half-made migration, so each statement must bear being run again.
const migrations: Record<string, Migration> = {
  '0001_sends': { up: createTables },
  '0002_recipient': { up: addRecipient },
}

/** Brings the tables up to date; throws `StoreRefused` when a later Trio made them, else what the database said. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new StoreRefused('A later version of Trio has changed this database. Run that version.', {
      cause: error,
    })
  }
  if (error) throw error
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sends')
    .ifNotExists()
    .addColumn('phone_number_id', 'text', (column) => column.notNull())
    .addColumn('principal', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('released', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('lease_until', 'bigint', (column) => column.notNull())
    .addColumn('upstream_code', 'integer')
    .addColumn('fbtrace_id', 'text')
    .addColumn('status', 'integer')
    .addColumn('answer', 'text')
    .addColumn('wamid', 'text')
    .addColumn('delivery', 'text')
    .addColumn('supersedes', 'text')
    .addColumn('superseded_by', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('claimed_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('sends_pk', ['phone_number_id', 'principal', 'key'])
    .execute()
  await db.schema
    .createTable('counters')
    .ifNotExists()
    .addColumn('bucket', 'text', (column) => column.primaryKey())
    .addColumn('length', 'integer', (column) => column.notNull())
    .addColumn('max', 'integer', (column) => column.notNull())
    .addColumn('window_start', 'bigint', (column) => column.notNull())
    .addColumn('n', 'integer', (column) => column.notNull())
    .addCheckConstraint('counters_within_cap', sql`n <= max`)
    .execute()
  await db.schema
    .createTable('sessions')
    .ifNotExists()
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('principal', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('seen_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('webhook_events')
    .ifNotExists()
    .addColumn('dedupe_key', 'text', (column) => column.primaryKey())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('processed_at', 'bigint')
    .execute()
  // The shape that rate-limiter-flexible expects; on SQLite it counts in memory and this one stays empty.
  await db.schema
    .createTable('login_attempts')
    .ifNotExists()
    .addColumn('key', 'varchar(255)', (column) => column.primaryKey())
    .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('expire', 'bigint')
    .execute()
  await createIndexes(db)
}

/** Whom a send went to, masked. Sends of before do not tell. */
async function addRecipient(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables()
  const isThere = tables.some(
    ({ name, columns }) => name === 'sends' && columns.some((one) => one.name === 'recipient'),
  )
  if (!isThere) await db.schema.alterTable('sends').addColumn('recipient', 'text').execute()
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  await sql`create index if not exists sends_wamid on sends (phone_number_id, wamid)`.execute(db)
  await sql`create index if not exists sends_key on sends (phone_number_id, key)`.execute(db)
  await sql`create index if not exists sends_inflight on sends (lease_until) where state = 'inflight'`.execute(
    db,
  )
  await sql`create index if not exists events_open on webhook_events (received_at) where processed_at is null`.execute(
    db,
  )
}
