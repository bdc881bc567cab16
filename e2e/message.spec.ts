import type { Page } from '@playwright/test'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { serveExampleMedia } from './setup/media.ts'

test.beforeEach(async ({ page, context }) => {
  await serveExampleMedia(context)
  await openTrio(page)
})

const MEDIA = [
  { kind: 'Image', key: 'image', link: 'https://example.com/studio.jpg', shown: 'img' },
  { kind: 'Video', key: 'video', link: 'https://example.com/studio.mp4', shown: 'video' },
  { kind: 'Document', key: 'document', link: 'https://example.com/prices.pdf', shown: 'text=prices.pdf' },
] as const

for (const { kind, key, link, shown } of MEDIA) {
  test(`a header with ${key} by link is shown, written into the JSON, and sent`, async ({
    page,
    recipient,
  }) => {
    const trio = composer(page)
    await trio.chooseHeader(kind)
    await trio.mediaLink.fill(link)
    await trio.mediaLink.blur()
    await expect(trio.part('header').locator(shown)).toBeVisible()
    const expected = { link, ...(key === 'document' && { filename: 'prices.pdf' }) }
    expect(await sendAndReadHeader(page, recipient)).toEqual({ type: key, [key]: expected })
  })

  test(`a header with ${key} by media ID is named, written into the JSON, and sent`, async ({
    page,
    recipient,
  }) => {
    const trio = composer(page)
    await trio.chooseHeader(kind)
    await trio.chooseMediaSource('Media ID')
    await trio.mediaId.fill('1037543291543636')
    if (key === 'document') await trio.fileName.fill('offer.docx')
    await expect(trio.part('header')).toBeVisible()
    const expected = { id: '1037543291543636', ...(key === 'document' && { filename: 'offer.docx' }) }
    expect(await sendAndReadHeader(page, recipient)).toEqual({ type: key, [key]: expected })
  })
}

test('a message without header and footer leaves both out', async ({ page, recipient }) => {
  const trio = composer(page)
  await trio.chooseHeader('None')
  await trio.footer.fill('')
  await expect(trio.part('header')).toHaveCount(0)
  await expect(trio.part('footer')).toHaveCount(0)
  expect(await sendAndReadHeader(page, recipient)).toBeUndefined()
})

test('a right-to-left body reads from the right, in a bubble that stays on the left', async ({ page }) => {
  const trio = composer(page)
  await trio.body.fill('مرحبًا! موعدك *يوم الخميس* الساعة 9:30')
  const line = trio.part('body').locator('[dir="auto"]').first()
  expect(await line.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
  await expect(trio.part('body').locator('strong')).toHaveText('يوم الخميس')
  const [bubble, chat] = await Promise.all([
    page.locator('.bubble').boundingBox(),
    page.getByRole('region', { name: 'Chat' }).boundingBox(),
  ])
  expect((bubble?.x ?? 0) - (chat?.x ?? 0)).toBeLessThan(40)
})

test('an item of a list from right to left stands beside its sign', async ({ page }) => {
  // As Firefox aligns it by itself: like its list.
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('li { text-align: left }')
    document.adoptedStyleSheets = [sheet]
  })
  await composer(page).body.fill('- אחד')
  const gap = await composer(page)
    .part('body')
    .locator('li')
    .evaluate((item) => {
      const words = document.createRange()
      words.selectNodeContents(item)
      return item.getBoundingClientRect().right - words.getBoundingClientRect().right
    })
  expect(gap).toBeLessThan(20)
})

test('a click on a part of the bubble leads to its field', async ({ page }) => {
  const trio = composer(page)
  await trio.part('header').click()
  await expect(trio.headerText).toBeFocused()
  await trio.part('body').click()
  await expect(trio.body).toBeFocused()
  await trio.part('footer').click()
  await expect(trio.footer).toBeFocused()
})

test('a whole message is written and sent with the keyboard alone', async ({ page, recipient }) => {
  const { keyboard } = page
  const trio = composer(page)
  await trio.editor.getByRole('radio', { name: 'Text', exact: true }).focus()
  await keyboard.press('Tab')
  await expect(trio.headerText).toBeFocused()
  await replaceBy(page, 'By keyboard')
  await tabTo(page, 'Bold')
  await expect(trio.editor.getByRole('button', { name: 'Bold' })).toBeFocused()
  await keyboard.press('ArrowRight')
  await expect(trio.editor.getByRole('button', { name: 'Italic' })).toBeFocused()
  await tabTo(page, 'Body')
  await replaceBy(page, 'Written without a mouse')
  await tabTo(page, 'Footer')
  await replaceBy(page, 'And sent')
  await tabTo(page, 'Button text')
  await replaceBy(page, 'Understood')
  await tabTo(page, 'Recipient')
  await keyboard.type(recipient)
  await tabTo(page, 'Send')
  await keyboard.press('Enter')
  await expect(page.getByText('The simulator has accepted the message').first()).toBeVisible()
  await expect(trio.part('body')).toHaveText('Written without a mouse')
})

/** Sends the draft to the simulator and gives the header of what left, which is what the JSON on the screen says. */
async function sendAndReadHeader(page: Page, recipient: string): Promise<unknown> {
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  const [request] = await Promise.all([
    page.waitForRequest(
      (candidate) => candidate.method() === 'POST' && candidate.url().endsWith('/api/messages'),
    ),
    trio.send.click(),
  ])
  await expect(page.getByText('The simulator has accepted the message').first()).toBeVisible()
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  const json = await page.getByRole('textbox', { name: 'Payload JSON' }).inputValue()
  expect(request.postData()).toBe(json)
  return JSON.parse(json).interactive.header
}

async function replaceBy(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type(text)
}

/** Presses Tab until the control with this name has the focus; a control that the keyboard cannot reach fails the test. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      const label =
        element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
          ? element.labels?.[0]
          : undefined
      return (label?.textContent || element?.getAttribute('aria-label') || element?.textContent || '').trim()
    })
    if (focused.startsWith(name)) return
  }
  throw new Error(`Tab never came to ${name}`)
}
