import { test as base, expect } from '@playwright/test'
import { watchForFaults } from './setup/page-faults.ts'
import type { TrioServer } from './setup/server.ts'
import { startServer } from './setup/server.ts'

type WorkerFixtures = {
  /** Environment of the server under test; a file that sets it gets a server of its own. */
  serverEnv: Record<string, string>
  server: TrioServer
}

type TestFixtures = {
  /** Console errors, failed requests and the like that a test provokes on purpose. Everything else fails it. */
  expectedFaults: RegExp | undefined
  /** A phone number that no other test of this worker sends to, as the pair rate allows one send in six seconds. */
  recipient: string
}

let recipients = 0

export const test = base.extend<TestFixtures, WorkerFixtures>({
  serverEnv: [{}, { option: true, scope: 'worker' }],

  server: [
    async ({ serverEnv }, use) => {
      const server = await startServer({ SENDS_PER_MINUTE: '100000', SENDS_PER_DAY: '1000000', ...serverEnv })
      await use(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 30_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  expectedFaults: [undefined, { option: true }],

  context: async ({ context, expectedFaults }, use) => {
    const faults = await watchForFaults(context)
    await use(context)
    const surprises = faults.filter((fault) => !expectedFaults?.test(fault))
    expect(surprises, 'the page had no errors, no blocked content and asked nobody else').toEqual([])
  },

  recipient: async ({ browserName: _ }, use) => {
    recipients += 1
    await use(`+1650555${String(1000 + recipients)}`)
  },
})

export { expect }
