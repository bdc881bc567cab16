import type { Page } from '@playwright/test'
import { devices } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'
import { openTrio } from './open.ts'
import { serveExampleMedia } from './setup/media.ts'
import { watchForFaults } from './setup/page-faults.ts'

type Reused = { page: Page; faults: string[] }

/**
 * For tests of what a page looks like: they have one page after the other from one tab, each as on a first visit. A new
 * browser context takes most of the time of such a test. After a failure the next test has a new one all the same.
 */
export const test = base.extend<{ freshPage: Page }, { reused: Reused }>({
  reused: [
    async ({ browser, server }, use) => {
      const permissions = ['clipboard-read', 'clipboard-write']
      const context = await browser.newContext({
        ...devices['Desktop Chrome'],
        baseURL: server.url,
        permissions,
      })
      const faults = await watchForFaults(context)
      await serveExampleMedia(context)
      await use({ page: await context.newPage(), faults })
      await context.close()
    },
    { scope: 'worker' },
  ],

  freshPage: async ({ reused: { page, faults } }, use) => {
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: null, reducedMotion: null })
    await forget(page)
    await openTrio(page)
    await use(page)
    await page.context().setOffline(false)
    expect(faults.splice(0), 'the page had no errors, no blocked content and asked nobody else').toEqual([])
  },
})

/** Leaves Trio, which keeps its draft once more in that moment, and removes all that it kept. */
async function forget(page: Page): Promise<void> {
  await page.goto('/livez')
  await page.context().clearCookies()
  await page.evaluate(async () => {
    localStorage.clear()
    sessionStorage.clear()
    for (const { name = '' } of await indexedDB.databases()) indexedDB.deleteDatabase(name)
  })
}
