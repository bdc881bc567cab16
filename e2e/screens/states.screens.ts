import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { composer } from '../composer.ts'
import { expect, test } from '../fixtures.ts'
import { serveExampleMedia } from '../setup/media.ts'
import { STATES } from '../states.ts'
import { shrinkPicture } from './shrink.ts'

const FOLDER = 'docs/screens'
const DESKTOP = { width: 1600, height: 900 }
const PHONE = { width: 390, height: 844 }
const SIZES = [DESKTOP, { width: 1280, height: 900 }, { width: 768, height: 1024 }, PHONE]

test.beforeAll(() => mkdir(FOLDER, { recursive: true }))

for (const { name, prepare, phoneView } of STATES) {
  test(`${name} is drawn at every width, light and dark`, async ({ page, context, recipient }) => {
    await serveExampleMedia(context)
    await page.setViewportSize(DESKTOP)
    await page.clock.setFixedTime(new Date(2026, 10, 19, 9, 41))
    await page.goto('/', { waitUntil: 'networkidle' })
    await prepare?.(page, recipient)
    for (const size of phoneView ? [PHONE] : SIZES) {
      await page.setViewportSize(size)
      if (phoneView) await composer(page).showView(phoneView)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const picture = shrinkPicture(await page.screenshot({ animations: 'disabled' }))
        await writeFile(join(FOLDER, `${name}-${size.width}-${colorScheme}.png`), picture)
        expect(picture.byteLength, 'the page is not blank').toBeGreaterThan(5_000)
      }
    }
  })
}
