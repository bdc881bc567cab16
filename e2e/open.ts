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
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
}
