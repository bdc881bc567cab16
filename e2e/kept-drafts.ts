import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

// Drafts are kept within half a second: a look that comes a second after the last is late.
const OFTEN = { intervals: [50] }

/** Waits until a text stands in the storage. */
export async function kept(page: Page, text: string): Promise<void> {
  await expect.poll(async () => (await records(page)).join('\n'), OFTEN).toContain(text)
}

/** The records of all drafts, as they stand in the storage. */
export function records(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith('trio:draft:'))
      .map((key) => localStorage.getItem(key) ?? ''),
  )
}

type KeptText = { header: { text: string }; body: string; footer: string; buttons: { title: string }[] }

/** The drafts that are kept, the oldest first. */
export async function texts(page: Page): Promise<KeptText[]> {
  const all = (await records(page)).map((text) => JSON.parse(text))
  return all.sort((a, b) => a.updatedAt - b.updatedAt).map(({ draft }) => draft)
}

/** All that this origin has in the browser, as one text without blanks. */
export async function everythingStored(page: Page): Promise<string> {
  const storages = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
  return (storages + (await page.evaluate(readDatabases)).join()).replaceAll(' ', '')
}

/** Ends editing for a moment, as somebody does who looks at another tab: then a version is taken. */
export async function pauseEditing(page: Page, text: string): Promise<void> {
  await kept(page, text)
  await expect
    .poll(async () => {
      await page.evaluate(() => {
        Object.defineProperty(document, 'hidden', { value: true, configurable: true })
        dispatchEvent(new Event('visibilitychange'))
        Object.defineProperty(document, 'hidden', { value: false, configurable: true })
      })
      return (await page.evaluate(readDatabases)).find((database) => database.startsWith('trio-versions'))
    }, OFTEN)
    .toContain(text)
}

/** Runs in the page: the name and the content of each database. One that is only being made is left alone. */
async function readDatabases(): Promise<string[]> {
  const found: string[] = []
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase | undefined>((resolve) => {
      const request = indexedDB.open(name)
      request.onupgradeneeded = () => request.transaction?.abort()
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => resolve(undefined)
    })
    const request = database?.transaction('drafts').objectStore('drafts').getAll()
    if (!request) continue
    const content = await new Promise((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
    found.push(`${name} ${JSON.stringify(content)}`)
    database?.close()
  }
  return found
}
