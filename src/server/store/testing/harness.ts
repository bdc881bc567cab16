import { createStoreOn, openDatabase } from '../create-store.ts'
import type { Database } from '../database.ts'
import type { SendName, Store } from '../store.ts'
import type { StoreInChild } from './store-in-child.ts'

/** What differs between the two databases for the contract that both keep. */
export type Harness = {
  kind: Store['kind']
  /** Names a database that does not hold anything yet. */
  createUrl(): Promise<string>
  /** Stores on one new database that try for the same keys: from several processes where that is possible. */
  openRivals(): Promise<Pick<StoreInChild, 'claim' | 'settle'>[]>
}

export type Opened = { store: Store; database: Database; url: string }

export async function openNew(harness: Harness): Promise<Opened> {
  const url = await harness.createUrl()
  const database = await openDatabase(url)
  return { store: createStoreOn(database), database, url }
}

/** Lets time pass for one send without waiting. */
export async function age({ database }: Opened, name: SendName, ms: number): Promise<void> {
  await database.db
    .updateTable('sends')
    .set((eb) => ({
      created_at: eb('created_at', '-', ms),
      updated_at: eb('updated_at', '-', ms),
      lease_until: eb('lease_until', '-', ms),
    }))
    .where((eb) => eb.and({ phone_number_id: name.phoneNumberId, principal: name.principal, key: name.key }))
    .execute()
}

export async function countRows({ database }: Opened, table: 'sends' | 'counters'): Promise<number> {
  const rows = await database.db.selectFrom(table).selectAll().execute()
  return rows.length
}
