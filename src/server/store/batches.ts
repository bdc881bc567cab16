import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables, Write } from './database.ts'

type Job = {
  work: (db: Kysely<Tables>) => Promise<unknown>
  resolve: (result: never) => void
  reject: (error: unknown) => void
}

/** One commit for all that comes in one turn of the event loop: each waits for the disk, and stops everything meanwhile. */
export function createBatches(db: Kysely<Tables>): Write {
  let waiting: Job[] = []
  const commit = (): void => {
    const jobs = waiting
    waiting = []
    db.connection()
      .execute((connection) => runAll(connection, jobs))
      .catch((error: unknown) => {
        for (const { reject } of jobs) reject(error)
      })
  }
  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(commit)
      waiting.push({ work, resolve, reject })
    })
}

async function runAll(db: Kysely<Tables>, jobs: Job[]): Promise<void> {
  await sql`begin immediate`.execute(db)
  try {
    const tell: (() => void)[] = []
    for (const job of jobs) tell.push(await runOne(db, job))
    await sql`commit`.execute(db)
    for (const one of tell) one()
  } catch (error) {
    // The database may have rolled back by itself already; its first error is the one to tell.
    await sql`rollback`.execute(db).catch(() => undefined)
    throw error
  }
}

/** Stands or falls by itself, unless the database has undone everything. */
async function runOne(db: Kysely<Tables>, { work, resolve, reject }: Job): Promise<() => void> {
  await sql`savepoint job`.execute(db)
  try {
    const result = await work(db)
    await sql`release job`.execute(db)
    return () => resolve(result as never)
  } catch (error) {
    await sql`rollback to job`.execute(db).catch(() => Promise.reject(error))
    await sql`release job`.execute(db)
    return () => reject(error)
  }
}
