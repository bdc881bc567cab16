import type { Page } from '@playwright/test'
import { blockStorage } from './browser-storage.ts'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { everythingStored, kept, records, texts } from './kept-drafts.ts'
import { draftName } from './library.ts'
import { holdScripts } from './setup/hold-requests.ts'
import type { KillableChromium } from './setup/killable-chromium.ts'
import { createProfile, startKillableChromium } from './setup/killable-chromium.ts'

/** Typed with this much between two keys; what half a second of it makes may be lost when the page is killed. */
const KEY_DELAY = 20
const MOST_LOST = 500 / KEY_DELAY

const TEXT =
  'What is written here must be there again, whatever becomes of the page in the meantime. '.repeat(2)

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('a reload in the middle of typing loses nothing', async ({ page }) => {
  const { body } = composer(page)
  await body.fill('')
  await body.pressSequentially(TEXT.slice(0, 60), { delay: KEY_DELAY })
  await page.reload()
  await expect(body).toHaveValue(TEXT.slice(0, 60))
  await expect(composer(page).part('body')).toContainText('What is written here')
  await expect(composer(page).part('button')).toHaveCount(3)
})

test('a page that crashes in the middle of typing loses at most half a second', async ({ page, context }) => {
  const { body } = composer(page)
  await body.fill('')
  await body.pressSequentially(TEXT, { delay: KEY_DELAY })
  const devtools = await context.newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void devtools.send('Page.crash').catch(() => undefined)
  await crashed
  const next = await context.newPage()
  await next.goto('/')
  // Hidden until the draft stands in the place of the example.
  await expect(composer(next).body).toBeVisible()
  const found = await composer(next).body.inputValue()
  expect(TEXT.startsWith(found)).toBe(true)
  expect(found.length).toBeGreaterThanOrEqual(TEXT.length - MOST_LOST)
})

test('a browser that is killed loses at most half a second, too', async ({ baseURL }) => {
  test.slow()
  const profile = await createProfile()
  try {
    const first = await startKillableChromium(profile.path)
    const page = await openTrio(first, baseURL)
    await composer(page).body.fill('')
    await composer(page).body.pressSequentially(TEXT, { delay: KEY_DELAY })
    await first.kill()
    const second = await startKillableChromium(profile.path)
    const { body } = composer(await openTrio(second, baseURL))
    // At first there is what local storage had on the disk, and a moment later what the copy of it has.
    await expect
      .poll(async () => (await body.inputValue()).length)
      .toBeGreaterThanOrEqual(TEXT.length - MOST_LOST)
    expect(TEXT.startsWith(await body.inputValue())).toBe(true)
    await second.kill()
  } finally {
    await profile.remove()
  }
})

test('the name follows the text until somebody gives one, and both are there after a reload', async ({
  page,
}) => {
  const name = page.getByRole('textbox', { name: 'Draft name' })
  await composer(page).headerText.fill('Table for *two*')
  await expect(name).toHaveAttribute('placeholder', 'Table for two')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await name.fill('Friday guests')
  await page.reload()
  await expect(name).toHaveValue('Friday guests')
  await name.fill('')
  await page.reload()
  await expect(name).toHaveValue('')
  await expect(name).toHaveAttribute('placeholder', 'Table for two')
})

test('whoever comes back never sees the example in the place of the draft', async ({ page, context }) => {
  await composer(page).footer.fill('My own footer')
  await kept(page, 'My own footer')
  const { letGo } = await holdScripts(context)
  await page.goto('/', { waitUntil: 'commit' })
  await expect(page.getByRole('heading', { name: 'Trio' })).toBeVisible()
  await expect(composer(page).footer).toBeHidden()
  await expect(composer(page).part('body')).toBeHidden()
  letGo()
  await expect(composer(page).footer).toHaveValue('My own footer')
  await expect(composer(page).part('footer')).toHaveText('My own footer')
})

test('what is typed before the script runs goes into the draft that was kept', async ({ page, context }) => {
  await composer(page).headerText.fill('My own header')
  await kept(page, 'My own header')
  // The browser may write it down a moment after the page has set it.
  await expect.poll(async () => (await context.cookies()).length).toBe(1)
  await context.clearCookies()
  const { letGo } = await holdScripts(context)
  await page.goto('/', { waitUntil: 'commit' })
  await composer(page).footer.fill('Typed early')
  letGo()
  await expect(composer(page).headerText).toHaveValue('My own header')
  await expect(composer(page).footer).toHaveValue('Typed early')
  await kept(page, 'Typed early')
})

test('looking at a draft does not write it', async ({ page }) => {
  await composer(page).footer.fill('My own footer')
  await kept(page, 'My own footer')
  const before = await records(page)
  await page.reload()
  await composer(page).footer.focus()
  await page.getByRole('button', { name: 'Drafts' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Your bike service' }).click()
  await page.waitForTimeout(600)
  expect(await records(page)).toEqual(before)
})

test('recipients are not kept, until somebody asks for it, and go again when that ends', async ({
  page,
  recipient,
}) => {
  const trio = composer(page)
  const keepRecipients = page.getByRole('checkbox', { name: 'Keep the recipient with drafts' })
  await trio.recipient.fill(recipient)
  await page.waitForTimeout(600)
  expect(await records(page), 'a recipient alone makes no draft').toEqual([])
  await trio.footer.fill('To somebody')
  await kept(page, 'To somebody')
  expect(await everythingStored(page)).not.toContain(recipient.slice(-7))

  await page.getByRole('button', { name: 'Drafts' }).click()
  await keepRecipients.check()
  await page.keyboard.press('Escape')
  await expect.poll(() => everythingStored(page)).toContain(recipient)
  await page.reload()
  await expect(trio.recipient).not.toHaveValue('')

  await page.getByRole('button', { name: 'Drafts' }).click()
  await keepRecipients.uncheck()
  await expect.poll(() => everythingStored(page)).not.toContain(recipient.slice(-7))
})

test('two tabs with one draft never overwrite each other', async ({ page, context }) => {
  await composer(page).footer.fill('From the start')
  await kept(page, 'From the start')
  const other = await context.newPage()
  await other.goto('/')
  await expect(composer(other).footer).toHaveValue('From the start')
  await composer(other).footer.fill('From the other tab')

  const notice = page.getByRole('alert')
  await expect(notice).toContainText('changed in another tab')
  await expect(composer(page).footer).toHaveValue('From the start')
  await composer(page).body.fill('Written here all the same')
  await expect(notice).toContainText('Your bike service (copy)')
  await expect
    .poll(() => texts(page))
    .toEqual([
      expect.objectContaining({ footer: 'From the other tab' }),
      expect.objectContaining({ footer: 'From the start', body: 'Written here all the same' }),
    ])

  await notice.getByRole('button', { name: 'Show that version' }).click()
  await expect(composer(page).footer).toHaveValue('From the other tab')
  await expect(notice).toBeHidden()
})

test('a version of another tab can be taken over or left aside', async ({ page, context }) => {
  await composer(page).footer.fill('From the start')
  await kept(page, 'From the start')
  const other = await context.newPage()
  await other.goto('/')
  await composer(other).footer.fill('Second')
  const notice = page.getByRole('alert')
  await notice.getByRole('button', { name: 'Show that version' }).click()
  await expect(composer(page).footer).toHaveValue('Second')
  await expect(notice).toBeHidden()

  await composer(other).footer.fill('Third')
  await notice.getByRole('button', { name: 'Keep mine as a copy' }).click()
  await expect(notice).toBeHidden()
  expect((await texts(page)).map(({ footer }) => footer).sort()).toEqual(['Second', 'Third'])
})

test('a new name given in another tab is taken over without a word', async ({ page, context }) => {
  await composer(page).footer.fill('From the start')
  await kept(page, 'From the start')
  const other = await context.newPage()
  await other.goto('/')
  await other.getByRole('textbox', { name: 'Draft name' }).fill('Renamed')
  await expect(page.getByRole('textbox', { name: 'Draft name' })).toHaveValue('Renamed')
  await expect(page.getByRole('alert')).toBeHidden()
})

test('a full storage is said, and the draft can be downloaded', async ({ page, context }) => {
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  })
  await page.reload()
  await composer(page).footer.fill('Where does this go?')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('This draft is not kept')
  await expect(page.getByText('Not saved', { exact: true })).toBeVisible()
  const download = page.waitForEvent('download')
  await alert.getByRole('button', { name: 'Download the draft' }).click()
  expect((await download).suggestedFilename()).toBe('Your bike service.json')
  const stream = await (await download).createReadStream()
  const text = (await stream.toArray()).join('')
  expect(JSON.parse(text)).toMatchObject({ footer: 'Where does this go?', buttons: [{}, {}, {}] })
})

test('a browser that forbids storage shows the page, and says so with the first edit', async ({
  page,
  context,
}) => {
  await blockStorage(context)
  await page.reload()
  await expect(page.getByRole('alert')).toBeHidden()
  await composer(page).footer.fill('Private')
  await expect(page.getByRole('alert')).toContainText('This draft is not kept')
  await expect(composer(page).part('footer')).toHaveText('Private')
})

test('a file is called as the draft, in every script', async ({ page, context }) => {
  await blockStorage(context)
  await page.reload()
  await draftName(page).fill('नमस्ते 1/2 👋')
  const download = page.waitForEvent('download')
  await page.getByRole('alert').getByRole('button', { name: 'Download the draft' }).click()
  expect((await download).suggestedFilename()).toBe('नमस्ते 12.json')
})

test('whoever leaves a draft that is not kept is asked first, until it is downloaded', async ({
  page,
  context,
}) => {
  await blockStorage(context)
  await page.reload()
  await composer(page).footer.click()
  await page.keyboard.type('Private')
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('This draft is not kept')
  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  expect((await asked).type()).toBe('beforeunload')
  await (await asked).dismiss()

  const download = page.waitForEvent('download')
  await alert.getByRole('button', { name: 'Download the draft' }).click()
  await download
  const closed = page.waitForEvent('close')
  await page.close({ runBeforeUnload: true })
  await closed
})

for (const [what, text, words] of [
  ['a damaged record', '{"v":1,"updatedAt":17,"id":"x","dra', /cannot be read/],
  ['a record that is no draft', '{"v":1,"draft":{"header":7,"buttons":"none"}}', /cannot be read/],
  ['a record of a newer version', '{"v":2,"draft":{"parts":[]}}', /newer version of Trio/],
] as const) {
  test(`${what} never breaks the page, stays as it is and can be downloaded`, async ({ page }) => {
    await page.evaluate((record) => {
      localStorage.setItem('trio:draft:x', record)
      localStorage.setItem('trio:last', 'x')
    }, text)
    await page.reload()
    await expect(page.getByRole('alert')).toContainText(words)
    await composer(page).footer.fill('Goes on')
    await kept(page, 'Goes on')
    const download = page.waitForEvent('download')
    await page.getByRole('alert').getByRole('button', { name: 'Download it' }).click()
    expect((await (await (await download).createReadStream()).toArray()).join('')).toBe(text)
    expect(await page.evaluate(() => localStorage.getItem('trio:draft:x'))).toBe(text)
    await page.getByRole('button', { name: 'Drafts' }).click()
    await expect(page.getByRole('article', { name: 'Unreadable draft' })).toBeVisible()
  })
}

async function openTrio({ browser }: KillableChromium, url = ''): Promise<Page> {
  const page = await browser.contexts()[0]?.newPage()
  if (!page) throw new Error('The browser has no context.')
  await page.goto(url)
  return page
}
