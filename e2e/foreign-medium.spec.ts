import type { Locator, Page } from '@playwright/test'
import { FOREIGN } from './bring.ts'
import { composer } from './composer.ts'
import { expect, test } from './reused-page.ts'
import { serveExampleMedia } from './setup/media.ts'
import { picture } from './upload.ts'

const LONG_HOST = 'media-uploads.eu-central-1.customer-care.example-company.com'
const arrived = (page: Page) => page.getByRole('dialog', { name: 'A message from a link' })

for (const [width, host] of [
  [320, 'example.com'],
  [390, LONG_HOST],
  [1280, LONG_HOST],
] as const) {
  test(`what is said in place of a picture on ${host} has its room at a width of ${width}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await openLinkTo(page, host)
    await expectRoomFor(arrived(page).locator('.medium-blank'))
    await arrived(page).getByRole('button', { name: 'Open as a draft' }).click()
    if (width < 500) await composer(page).showView('Preview')
    await expectRoomFor(composer(page).preview.locator('.medium-blank'))
  })
}

test('the keyboard stays at the header when its picture is shown', async ({ page, context }) => {
  await serveExampleMedia(context)
  await openLinkTo(page, 'example.com')
  const { preview } = composer(page)
  await showByKey(arrived(page))
  await arrived(page).getByRole('button', { name: 'Not now' }).click()
  await openLinkTo(page, 'example.com')
  await arrived(page).getByRole('button', { name: 'Open as a draft' }).click()
  await showByKey(preview)
})

test('a picture that did not load is asked for again once its link is mended', async ({ page, context }) => {
  const address = 'https://example.com/menu.jpg'
  await context.route(address, (route) => route.fulfill({ contentType: 'text/html', body: 'Log in first' }))
  const { part, mediaLink, chooseHeader } = composer(page)
  await page.goto('/')
  await chooseHeader('Image')
  await mediaLink.fill(address)
  await expect(part('header')).toContainText('The picture did not load')
  await context.unroute(address)
  await serveExampleMedia(context)
  await part('header').getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(picture(page)).toBeVisible()
  await expect(part('header')).toBeFocused()
})

async function showByKey(place: Locator): Promise<void> {
  const show = place.getByRole('button', { name: 'Show the picture' })
  await show.press('Enter')
  await expect(show).toBeHidden()
  await expect(place.locator('[data-part="header"]')).toBeFocused()
}

async function openLinkTo(page: Page, host: string): Promise<void> {
  const header = { type: 'image', image: { link: `https://${host}/table.jpg` } }
  const payload = { ...FOREIGN, interactive: { ...FOREIGN.interactive, header } }
  await page.goto(`/#payload=${encodeURIComponent(JSON.stringify(payload))}`)
}

/** The icon above the words, and all of both within the blank. */
async function expectRoomFor(blank: Locator): Promise<void> {
  const [whole, icon, words] = await Promise.all([
    blank.boundingBox(),
    blank.locator('svg').boundingBox(),
    blank.locator('p').boundingBox(),
  ])
  if (!whole || !icon || !words) throw new Error('not to be seen')
  expect(icon.y).toBeGreaterThanOrEqual(whole.y)
  expect(words.y).toBeGreaterThanOrEqual(icon.y + icon.height)
  expect(words.y + words.height).toBeLessThanOrEqual(whole.y + whole.height)
}
