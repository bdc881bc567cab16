import type { BrowserContext, Page } from '@playwright/test'
import { devices } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'
import { watchForFaults } from './setup/page-faults.ts'

type Reused = { context: BrowserContext; page: Page; faults: string[] }

/**
 * For tests that leave nothing behind in their tab but what Trio keeps: they have one page after the other from one tab, each as
 * on a first visit. A new browser context takes a good part of the time of such a test. After a failure the next test has a
 * new one all the same.
 */
export const test = base.extend<object, { reused: Reused }>({
  reused: [
    async ({ browser, server }, use) => {
      const context = await browser.newContext({
        ...devices['Desktop Chrome'],
        baseURL: server.url,
        permissions: ['clipboard-read', 'clipboard-write'],
      })
      const faults = await watchForFaults(context)
      await use({ context, page: await context.newPage(), faults })
      await context.close()
    },
    { scope: 'worker' },
  ],

  context: async ({ reused: { context, page, faults }, expectedFaults }, use) => {
    await use(context)
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await Promise.all(context.pages().map((one) => one !== page && one.close()))
    const surprises = faults.splice(0).filter((fault) => !expectedFaults?.test(fault))
    expect(surprises, 'the page had no errors, no blocked content and asked nobody else').toEqual([])
  },

  page: async ({ reused: { page }, context, viewport }, use) => {
    await page.setViewportSize(viewport ?? { width: 1280, height: 900 })
    await page.emulateMedia(AS_SHOWN)
    await context.clearCookies()
    await use(page)
    await forget(page)
  },
})

export { expect }

const AS_SHOWN = { media: null, colorScheme: null, reducedMotion: null, forcedColors: null, contrast: null }

/** Leaves Trio, which keeps its draft once more in that moment, and removes all that it kept. */
async function forget(page: Page): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().setOffline(false)
  await page.goto('/livez')
  await page.evaluate(async () => {
    localStorage.clear()
    sessionStorage.clear()
    for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name)
  })
}
