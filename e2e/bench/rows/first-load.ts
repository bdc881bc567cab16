import { brotliCompressSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { startServer } from '../../setup/server.ts'
import { inFreshBrowser, slowNetwork, slowProcessor } from '../browser.ts'
import type { Comparison } from '../comparison.ts'
import { startFloorPage } from '../helpers.ts'

export const SCRIPT_BUDGET_BYTES = 95_000

/** What a first visit loads, and when something is painted, beside a page of plain HTML. */
export async function startFirstLoad(): Promise<Comparison> {
  const [server, floorPage] = await Promise.all([startServer(), startFloorPage()])
  return {
    figures: [
      { name: 'first load: JavaScript, brotli, of 95 kB', unit: 'kB', bar: { atMost: 1 } },
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
  return inFreshBrowser(({ page }) => countScriptBytes(page, url))
}

/** Bytes of all scripts that a visit loads by itself, as brotli at its best packs them. */
export async function countScriptBytes(page: Page, url: string): Promise<number> {
  const scripts = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    if (/javascript/.test(response.headers()['content-type'] ?? ''))
      scripts.set(response.url(), response.body())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const bodies = await Promise.all(scripts.values())
  return bodies.reduce((sum, body) => sum + brotliCompressSync(body).byteLength, 0)
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
