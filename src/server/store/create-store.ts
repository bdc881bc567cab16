import type { Store } from './store.ts'

/**
 * Opens the database, brings its tables up to date and returns the store; throws `StoreRefused` or `StoreUnavailable`.
 * `databaseUrl` is `postgres://…`, `file:…` or the path of a file.
 */
export async function createStore(_databaseUrl: string): Promise<Store> {
  throw new Error('not written yet')
}
