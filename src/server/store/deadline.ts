import { StoreUnavailable } from './store.ts'

/** Waits `ms` for `work` at most, which itself may go on; and turns whatever goes wrong into `StoreUnavailable`. `what` completes "could not …". */
export async function withinDeadline<T>(ms: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailable(`the database could not ${what} within ${ms} ms`)),
      ms,
    )
  })
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    throw toUnavailable(error, what)
  } finally {
    clearTimeout(timer)
  }
}

export function toUnavailable(error: unknown, what: string): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
  return new StoreUnavailable(`the database could not ${what}${code}`, { cause: error })
}
