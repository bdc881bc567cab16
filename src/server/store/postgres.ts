import type { PostgresPool } from 'kysely'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { PoolConfig } from 'pg'
import { DatabaseError, Pool, types } from 'pg'
import type { Database, Tables } from './database.ts'
import { createPostgresLimits } from './login-limits.ts'
import { migrate } from './migrations.ts'
import { StoreRefused, toUnavailable } from './store.ts'

const OPERATION_MS = 1000
const MIGRATION_MS = 30_000

const REFUSALS: Record<string, string> = {
  '28P01': 'PostgreSQL does not take the user or the password in DATABASE_URL.',
  '28000': 'PostgreSQL does not let this user in. Look at the user in DATABASE_URL and at pg_hba.conf.',
  '3D000': 'The database that DATABASE_URL names does not exist. Create it first.',
  '42501': 'The user in DATABASE_URL may not create tables. Grant it CREATE on the schema.',
}

/** Connects, brings the tables up to date and looks at the promises of the server. */
export async function openPostgres(url: string): Promise<Database> {
  try {
    await migratePostgres(url)
    return await connectPostgres(url)
  } catch (error) {
    const refusal = error instanceof DatabaseError && error.code && REFUSALS[error.code]
    if (refusal) throw new StoreRefused(refusal, { cause: error })
    if (error instanceof StoreRefused) throw error
    // What has no code is a fault of the settings that the driver alone can tell, in words that hold none of them.
    const words = error instanceof Error && !('code' in error) ? `: ${error.message}` : ''
    throw toUnavailable(error, `be opened${words}`)
  }
}

async function connectPostgres(url: string): Promise<Database> {
  const pool = createPool(url, OPERATION_MS, { max: 10 })
  const db = createKysely(pool)
  try {
    await refuseLooseCommits(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    kind: 'postgres',
    db,
    now: sql<number>`(extract(epoch from statement_timestamp()) * 1000)::bigint`,
    loginLimits: createPostgresLimits(pool),
  }
}

// Instances that start together wait for each other here, longer than any other statement may take.
async function migratePostgres(url: string): Promise<void> {
  const db = createKysely(createPool(url, MIGRATION_MS, { max: 1 }))
  try {
    await migrate(db)
  } finally {
    await db.destroy()
  }
}

async function refuseLooseCommits(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(db)
  if (rows[0]?.synchronous_commit !== 'off') return
  throw new StoreRefused(
    'PostgreSQL runs with synchronous_commit = off and may forget a send in a crash. Set it to on for this database.',
  )
}

function createPool(url: string, timeout: number, config: PoolConfig): Pool {
  const pool = new Pool({
    ...config,
    connectionString: url,
    application_name: 'trio',
    connectionTimeoutMillis: OPERATION_MS,
    // The server's own time-out does not help when the network hangs, nor the client's when the client is gone.
    statement_timeout: timeout,
    query_timeout: timeout,
    idle_in_transaction_session_timeout: 2 * timeout,
    keepAlive: true,
    // To connect anew costs more than a claim.
    idleTimeoutMillis: 60_000,
    // The one place where bigint, which pg gives as text, becomes a number: ours are times and counts.
    types: {
      getTypeParser: (oid, format) =>
        oid === types.builtins.INT8 ? Number : types.getTypeParser(oid, format),
    },
  })
  // Without listeners a connection that breaks would end the process: one in the pool, or one between two statements.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

function createKysely(pool: Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: discardBroken(pool) }) })
}

/** A connection that failed without an answer of PostgreSQL is not put back: it may hang until the kernel gives it up. */
function discardBroken(pool: Pool): PostgresPool {
  return {
    connect: async () => {
      const client = await pool.connect()
      let broken: Error | undefined
      const query = async (text: string, parameters: unknown[]) => {
        if (broken) throw broken
        try {
          return await client.query(text, parameters)
        } catch (error) {
          if (!(error instanceof DatabaseError)) broken = error instanceof Error ? error : new Error('broken')
          throw error
        }
      }
      return { query: query as never, release: () => client.release(broken) }
    },
    end: () => pool.end(),
  }
}
