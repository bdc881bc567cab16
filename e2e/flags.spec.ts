import type { Locator } from '@playwright/test'
import UPNG from 'upng-js'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

const BLACK_FLAG = '🏴'
// A black flag, and the country in signs of their own that the same font has to draw.
const FLAGS = {
  England: `${BLACK_FLAG}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}`,
  Scotland: `${BLACK_FLAG}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}`,
  Wales: `${BLACK_FLAG}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}`,
}

test.use({ viewport: { width: 1600, height: 900 } })

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

for (const [country, flag] of Object.entries(FLAGS)) {
  test(`the flag of ${country} has its colours wherever it is written`, async ({ page }) => {
    const { body, footer } = composer(page)
    for (const place of [body, footer, page.getByRole('textbox', { name: 'Payload JSON' })]) {
      const field = place === footer ? footer : body
      await field.fill(BLACK_FLAG)
      await field.blur()
      const before = await countColoured(place)
      await field.fill(flag)
      await field.blur()
      await expect.poll(() => countColoured(place)).toBeGreaterThan(before + 20)
    }
  })
}

test('flags of countries within a country have their colours in the picker', async ({ page }) => {
  await composer(page).editor.getByRole('button', { name: 'Emoji', exact: true }).click()
  await page.getByRole('searchbox', { name: 'Search emoji' }).fill('flag')
  for (const country of Object.keys(FLAGS))
    expect(await countColoured(page.getByRole('button', { name: `flag: ${country}` }))).toBeGreaterThan(20)
})

/** Pixels that are clearly no grey. */
async function countColoured(place: Locator): Promise<number> {
  const [rgba = new ArrayBuffer()] = UPNG.toRGBA8(
    UPNG.decode(new Uint8Array(await place.screenshot()).buffer),
  )
  const bytes = new Uint8Array(rgba)
  let coloured = 0
  for (let at = 0; at < bytes.length; at += 4) {
    const rgb = bytes.subarray(at, at + 3)
    if (Math.max(...rgb) - Math.min(...rgb) > 100) coloured += 1
  }
  return coloured
}
