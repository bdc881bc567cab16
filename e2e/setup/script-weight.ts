import { brotliCompressSync } from 'node:zlib'
import type { Page } from '@playwright/test'

/** What all scripts of a first visit may weigh together: most of it is React. */
export const SCRIPT_BUDGET_BYTES = 95_000

/** Visits the page and gives the bytes of all scripts that it loads by itself, as brotli at its best packs them. */
export async function weighScripts(page: Page, url: string): Promise<number> {
  const scripts = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    if (/javascript/.test(response.headers()['content-type'] ?? ''))
      scripts.set(response.url(), response.body())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const bodies = await Promise.all(scripts.values())
  return bodies.reduce((sum, body) => sum + brotliCompressSync(body).byteLength, 0)
}
