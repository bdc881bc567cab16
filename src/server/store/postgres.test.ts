import { afterAll, beforeAll, describe } from 'vitest'
import type { Postgres } from '../../../e2e/setup/postgres.ts'
import { startPostgres } from '../../../e2e/setup/postgres.ts'
import { describeSends } from './store.contract.ts'
import { describeCaps } from './store-caps.contract.ts'
import type { Harness } from './testing/harness.ts'
import type { StoreInChild } from './testing/store-in-child.ts'
import { openInChildOrThrow } from './testing/store-in-child.ts'

// Installing PostgreSQL takes its time.
const PATIENCE_MS = 300_000

let server: Postgres
const children: StoreInChild[] = []
beforeAll(async () => {
  server = await startPostgres()
}, PATIENCE_MS)
afterAll(async () => {
  for (const child of children) await child.kill()
  await server.stop()
})

const postgres: Harness = {
  kind: 'postgres',
  createUrl: () => server.createDatabase(),
  openRivals: async () => {
    const url = await server.createDatabase()
    // All at once: they also race for the migrations.
    const rivals = await Promise.all(Array.from({ length: 3 }, () => openInChildOrThrow(url)))
    children.push(...rivals)
    return rivals
  },
}

describe('PostgreSQL: sends', () => describeSends(postgres))
describe('PostgreSQL: caps', () => describeCaps(postgres))
