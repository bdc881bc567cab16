import type { Page } from '@playwright/test'

/** Opens Trio, and waits until it listens to keys and changes of the address. */
export async function openTrio(page: Page): Promise<void> {
  await page.goto('/')
  await atRest(page)
}

export async function reloadTrio(page: Page): Promise<void> {
  await page.reload()
  await atRest(page)
}

/** Its scripts have begun by the event `load`, and have nothing more to do in the first moment of rest after it. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(
    (timeout) => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout })),
    REST_WITHIN,
  )
}

// A browser that thinks itself busy would else tell of no such moment for half a minute.
const REST_WITHIN = 1000
