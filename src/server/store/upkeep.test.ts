import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { Fields, Log } from '../log.ts'
import type { Harness } from './testing/harness.ts'
import { age, openNew } from './testing/harness.ts'
import { claimNew, toAccepted } from './testing/requests.ts'
import { openInChildOrThrow } from './testing/store-in-child.ts'
import { runPurge, startUpkeep } from './upkeep.ts'

const DAY_MS = 24 * 60 * 60_000

const folder = mkdtempSync(join(tmpdir(), 'trio-upkeep-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Report = Fields & { event: string }

function logTo(reports: Report[]): Log {
  return (_, event, fields) => void reports.push({ event, ...fields })
}

let files = 0
const harness: Harness = {
  kind: 'sqlite',
  createUrl: async () => join(folder, `${files++}.db`),
  openRivals: async () => [],
}

test('upkeep purges at once, sweeps every 10 s, purges every hour, and ends when told', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const opened = await openNew(harness)
  const { store } = opened
  const reports: Report[] = []
  const addOld = async () => {
    const claim = await claimNew(store)
    await store.settle(claim, toAccepted())
    await age(opened, claim, 31 * DAY_MS)
    return claim
  }
  await addOld()
  const stop = startUpkeep(store, logTo(reports))
  await expect.poll(() => reports).toEqual([{ event: 'purge', count: 1 }])
  const late = await claimNew(store)
  await age(opened, late, 60_000)
  vi.advanceTimersByTime(10_000)
  await expect.poll(() => reports[1]).toEqual({ event: 'sweep', count: 1 })
  await addOld()
  vi.advanceTimersByTime(60 * 60_000)
  await expect.poll(() => reports[2]).toEqual({ event: 'purge', count: 1 })
  stop()
  await addOld()
  vi.advanceTimersByTime(2 * 60 * 60_000)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(reports).toHaveLength(3)
  vi.useRealTimers()
  await store.close()
})

test('upkeep reports what fails and goes on', async () => {
  const opened = await openNew(harness)
  await opened.database.db.schema.dropTable('sends').execute()
  const reports: Report[] = []
  const stop = startUpkeep(opened.store, logTo(reports))
  await expect.poll(() => reports).toEqual([{ event: 'purge_failed' }])
  stop()
  await opened.store.close()
})

test('the purge command refuses a file that a running Trio uses, and removes the old ones when it does not', async () => {
  const url = await harness.createUrl()
  const running = await openInChildOrThrow(url)
  const claim = await claimNew(running)
  await running.settle(claim, toAccepted())
  await expect(runPurge(url)).rejects.toThrow(/^Another Trio is using this database file\./)
  await running.kill()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await runPurge(url, 0)).toBe(1)
})
