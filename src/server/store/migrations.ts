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

const TABLES = [
  `create table if not exists sends (
    phone_number_id text not null,
    principal text not null,
    key text not null,
    fingerprint text not null,
    state text not null,
    released integer not null,
    reason text,
    owner text not null,
    lease_until bigint not null,
    upstream_code integer,
    fbtrace_id text,
    status integer,
    answer text,
    wamid text,
    delivery text,
    supersedes text,
    superseded_by text,
    created_at bigint not null,
    claimed_at bigint not null,
    updated_at bigint not null,
    constraint sends_pk primary key (phone_number_id, principal, key))`,
  'create index if not exists sends_wamid on sends (phone_number_id, wamid)',
  'create index if not exists sends_key on sends (phone_number_id, key)',
  `create index if not exists sends_inflight on sends (lease_until) where state = 'inflight'`,
  `create table if not exists counters (
    bucket text primary key,
    length integer not null,
    max integer not null,
    window_start bigint not null,
    n integer not null,
    constraint counters_within_cap check (n <= max))`,
  `create table if not exists sessions (
    id_hash text primary key, principal text not null, created_at bigint not null, seen_at bigint not null)`,
  `create table if not exists webhook_events (
    dedupe_key text primary key, body text not null, received_at bigint not null, processed_at bigint)`,
  'create index if not exists events_open on webhook_events (received_at) where processed_at is null',
  // The shape that rate-limiter-flexible expects; on SQLite it counts in memory and this one stays empty.
  `create table if not exists login_attempts (
    key varchar(255) primary key, points integer default 0 not null, expire bigint)`,
]

async function createTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES) await sql.raw(statement).execute(db)
}

/** Whom a send went to, masked. Sends of before do not tell. */
async function addRecipient(db: Kysely<unknown>): Promise<void> {
  const tables = await db.introspection.getTables()
  const isThere = tables.some(
    ({ name, columns }) => name === 'sends' && columns.some((one) => one.name === 'recipient'),
  )
  if (!isThere) await db.schema.alterTable('sends').addColumn('recipient', 'text').execute()
}
