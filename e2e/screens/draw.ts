import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from '../fixtures.ts'
import { shrinkPicture } from './shrink.ts'

const FOLDER = 'docs/screens'

export const DESKTOP = { width: 1600, height: 900 }
export const PHONE = { width: 390, height: 844 }
export const SIZES = [DESKTOP, { width: 1280, height: 900 }, { width: 768, height: 1024 }, PHONE]

/** Draws what is on the screen at that size, light and dark, into `docs/screens`. */
export async function draw(page: Page, name: string, size: typeof DESKTOP): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await page.setViewportSize(size)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const picture = shrinkPicture(await page.screenshot({ animations: 'disabled' }))
    await writeFile(join(FOLDER, `${name}-${size.width}-${colorScheme}.png`), picture)
    expect(picture.byteLength, 'the page is not blank').toBeGreaterThan(5_000)
  }
}
