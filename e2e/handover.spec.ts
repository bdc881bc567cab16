import type { Locator, Page } from '@playwright/test'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

const EVERY_KIND =
  'Plain *bold* ```mono``` `code`\n- an apron\n- a towel\n1. first\n> quoted\nhttps://example.com/a'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

for (const media of ['screen', 'print'] as const) {
  test(`the bubble of the hand-over sheet looks as on the phone, in ${media}`, async ({ page }) => {
    const { body, footer } = composer(page)
    await body.fill(EVERY_KIND)
    await footer.fill('Small and grey')
    const onPhone = await readLooks(page.locator('.phone-chat .bubble'))
    expect(onPhone.length).toBeGreaterThan(12)
    const sheet = await openSheet(page)
    await page.emulateMedia({ media })
    expect(await readLooks(sheet.locator('.bubble'))).toEqual(onPhone)
  })
}

async function openSheet(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('button', { name: 'Hand over to a developer' }).click()
  const sheet = page.getByRole('dialog', { name: 'Hand over to a developer' })
  await expect(sheet).toContainText('"messaging_product": "whatsapp"')
  return sheet
}

/** How each element of a bubble is set. */
function readLooks(bubble: Locator): Promise<string[]> {
  return bubble.evaluate((root) =>
    Array.from(root.querySelectorAll('*'), (element) => {
      const { fontFamily, fontSize, lineHeight, margin, padding, listStyleType } = getComputedStyle(element)
      return [element.tagName, fontFamily, fontSize, lineHeight, margin, padding, listStyleType].join(' | ')
    }),
  )
}
