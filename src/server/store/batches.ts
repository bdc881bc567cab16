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

/** All or nothing, and once more without the one that failed. */
async function runAll(db: Kysely<Tables>, jobs: Job[]): Promise<void> {
  const results: unknown[] = []
  await sql`begin immediate`.execute(db)
  try {
    for (const { work } of jobs) results.push(await work(db))
    await sql`commit`.execute(db)
  } catch (error) {
    // The database may have rolled back by itself already; its first error is the one to tell.
    await sql`rollback`.execute(db).catch(() => undefined)
    const failed = jobs[results.length]
    if (!failed) throw error
    failed.reject(error)
    const others = jobs.filter((job) => job !== failed)
    if (others.length > 0) await runAll(db, others)
    return
  }
  jobs.forEach(({ resolve }, index) => {
    resolve(results[index] as never)
  })
}
