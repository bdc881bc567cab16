import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { Kysely, SqliteDialect, sql } from 'kysely'
import Libsql from 'libsql'
import type { Database, Tables } from './database.ts'
import { createMemoryLimits } from './login-limits.ts'
import { migrate } from './migrations.ts'
import { StoreRefused } from './store.ts'

// The lock comes first: it is what keeps a second process out, and the kernel lets go of it when this one dies.
const PRAGMAS = [
  ['locking_mode', 'exclusive'],
  ['busy_timeout', 1000],
  ['journal_mode', 'wal'],
  // FULL: a claim must survive a power cut, or the message could go twice.
  ['synchronous', 2],
] as const

const EXPLANATIONS: Record<string, string> = {
  SQLITE_BUSY:
    'Another Trio is using this database file. Stop it, or give this one a file of its own with DATABASE_URL.',
  SQLITE_NOTADB: 'The file that DATABASE_URL names is not a database. Name another one.',
  SQLITE_CORRUPT: 'The database file is damaged. Restore it from a backup, or move it away to begin anew.',
  SQLITE_READONLY: 'The database file cannot be written. Give Trio the right to write it and its folder.',
  SQLITE_CANTOPEN: 'The database file cannot be opened. Give Trio the right to write it and its folder.',
}

/** Opens the file for this process alone and brings its tables up to date; throws `StoreRefused`. */
export async function openSqlite(path: string): Promise<Database> {
  const file = resolve(path)
  let database: Libsql.Database | undefined
  try {
    // SQLite itself would make a file that everybody on the machine can read.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    closeSync(openSync(file, 'a', 0o600))
    database = new Libsql(file)
    for (const [name, value] of PRAGMAS) setPragma(database, name, value)
    // Only a write takes the lock for certain.
    database.exec('begin immediate; commit')
    closeToOthers(file)
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
    await migrate(db)
    return {
      kind: 'sqlite',
      db,
      now: sql<number>`cast(unixepoch('now', 'subsec') * 1000 as integer)`,
      loginLimits: createMemoryLimits(),
    }
  } catch (error) {
    database?.close()
    throw error instanceof StoreRefused ? error : new StoreRefused(explainRefusal(error), { cause: error })
  }
}

function setPragma(database: Libsql.Database, name: string, value: string | number): void {
  database.exec(`pragma ${name} = ${value}`)
  const [row] = database.prepare(`pragma ${name}`).all() as Record<string, unknown>[]
  const actual = row && Object.values(row)[0]
  if (actual === value) return
  throw new StoreRefused(`The database file is no safe place: ${name} is ${actual} and must be ${value}.`)
}

// What is no database, or in use by another, has been left alone until here.
function closeToOthers(file: string): void {
  for (const one of [file, `${file}-wal`]) chmodSync(one, 0o600)
  if (isOurs(dirname(file), basename(file))) chmodSync(dirname(file), 0o700)
}

// A folder that was there before is closed to others only when it holds nothing but this database.
function isOurs(folder: string, name: string): boolean {
  const { mode, uid } = statSync(folder)
  const shared = (mode & 0o1000) !== 0 || uid !== process.getuid?.()
  return !shared && readdirSync(folder).every((entry) => entry.startsWith(name))
}

function explainRefusal(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  const known = Object.keys(EXPLANATIONS).find((prefix) => code.startsWith(prefix))
  return (
    (known && EXPLANATIONS[known]) ??
    `The database file cannot be used (${code}). Look at its path, rights and disk.`
  )
}
