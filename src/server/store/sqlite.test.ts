import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { describeSends } from './store.contract.ts'
import { describeCaps } from './store-caps.contract.ts'
import type { Harness } from './testing/harness.ts'
import { openNew } from './testing/harness.ts'

const folder = mkdtempSync(join(tmpdir(), 'trio-sqlite-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const sqlite: Harness = {
  kind: 'sqlite',
  createUrl: async () => `file:${join(folder, `${files++}`, 'trio.db')}`,
  openRivals: async () => [(await openNew(sqlite)).store],
}

describe('SQLite: sends', () => describeSends(sqlite))
describe('SQLite: caps', () => describeCaps(sqlite))
