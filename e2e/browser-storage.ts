import type { BrowserContext, Page } from '@playwright/test'

/** From the next page on, as with all data of sites blocked in the browser's settings. */
export function blockStorage(target: BrowserContext | Page) {
  return target.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(globalThis, name, {
        get: () => {
          throw new DOMException('Access is denied.', 'SecurityError')
        },
      })
  })
}

/** From now on nothing more can be stored, until it is emptied or the page is loaded again. */
export async function fillStorage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { setItem, removeItem } = Storage.prototype
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
    // What is taken away makes room.
    Storage.prototype.removeItem = function (key) {
      Object.assign(Storage.prototype, { setItem, removeItem })
      this.removeItem(key)
    }
  })
}
