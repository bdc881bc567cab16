import { sql } from 'kysely'
import { createStoreOn, openDatabase } from '../create-store.ts'
import type { ChildCall, ChildMessage } from './store-in-child.ts'

const started = performance.now()
const send = (message: ChildMessage) => process.send?.(message)

// A store in a process of its own, driven by messages, so that it can be killed in the middle of anything.
try {
  const database = await openDatabase(process.argv[2] ?? '')
  const store = createStoreOn(database)
  const methods = {
    claim: store.claim,
    settle: store.settle,
    read: store.read,
    recover: store.recover,
    sweep: store.sweep,
    checkIntegrity: async () => {
      const { rows } = await sql<Record<string, string>>`pragma integrity_check`.execute(database.db)
      return rows.flatMap((row) => Object.values(row)).join()
    },
  }
  process.on('message', async ({ id, method, args }: ChildCall) => {
    try {
      send({ id, result: await (methods[method] as (...args: unknown[]) => unknown)(...args) })
    } catch (error) {
      send({ id, error: String(error) })
    }
  })
  send({ ready: true })
} catch (error) {
  send({ refused: error instanceof Error ? error.message : String(error), ms: performance.now() - started })
  process.disconnect()
}
