import { SCRIPT_BUDGET_BYTES, weighScripts } from '../../setup/script-weight.ts'
import { startServer } from '../../setup/server.ts'
import { inFreshBrowser, slowNetwork, slowProcessor } from '../browser.ts'
import type { Comparison } from '../comparison.ts'
import { startFloorPage } from '../helpers.ts'

/** What a first visit loads, and when something is painted, beside a page of plain HTML. */
export async function startFirstLoad(): Promise<Comparison> {
  const [server, floorPage] = await Promise.all([startServer(), startFloorPage()])
  return {
    figures: [
      { name: 'first load: JavaScript, brotli, of the budget', unit: 'kB', bar: { atMost: 1 } },
      { name: 'first load: first paint, slow 4G, CPU ÷ 4', unit: 'ms', bar: { atMost: 1.25 } },
    ],
    ours: async () => [(await measureScripts(server.url)) / 1000, await measureFirstPaint(server.url)],
    floor: async () => [SCRIPT_BUDGET_BYTES / 1000, await measureFirstPaint(floorPage.url)],
    stop: async () => {
      await Promise.all([server.stop(), floorPage.stop()])
    },
  }
}

function measureScripts(url: string): Promise<number> {
  return inFreshBrowser(({ page }) => weighScripts(page, url))
}

function measureFirstPaint(url: string): Promise<number> {
  return inFreshBrowser(async (session) => {
    await slowNetwork(session)
    await slowProcessor(session)
    await session.page.goto(url)
    const entry = await session.page.waitForFunction(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    )
    return (await entry.jsonValue()) ?? Number.NaN
  })
}
