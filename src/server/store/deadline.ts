import { StoreUnavailable } from './store.ts'

/** Runs `work` for `ms` at most, and turns whatever goes wrong into `StoreUnavailable`. `what` completes "could not …". */
export async function withinDeadline<T>(
  ms: number,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new StoreUnavailable(`the database could not ${what} within ${ms} ms`)
      controller.abort(error)
      reject(error)
    }, ms)
  })
  try {
    return await Promise.race([work(controller.signal), late])
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
