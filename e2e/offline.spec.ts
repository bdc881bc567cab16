import { FOREIGN, pasteAnywhere } from './bring.ts'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { kept } from './kept-drafts.ts'
import { examplePng, exampleWebp } from './setup/files.ts'
import { openUpload } from './upload.ts'

test.use({ expectedFaults: /Failed to load resource|dynamically imported module|net::ERR_/ })

test('a page that has only been looked at composes, keeps and copies without a line', async ({
  page,
  context,
}) => {
  const { body, button, part, copyJson } = composer(page)
  await page.goto('/', { waitUntil: 'networkidle' })
  await context.setOffline(true)
  await body.fill('Written in a *tunnel*')
  await button(1).getByRole('textbox', { name: 'Button text' }).fill('Light at the end')
  await expect(part('body')).toHaveText('Written in a tunnel')
  await expect(button(1).getByRole('textbox', { name: 'Button ID' })).toHaveValue('light-at-the-end')
  await kept(page, 'Light at the end')
  await copyJson.click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached()
  const json = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(json).toMatchObject({ interactive: { body: { text: 'Written in a *tunnel*' } } })
  await context.setOffline(false)
  await page.reload()
  await expect(body).toHaveValue('Written in a *tunnel*')
})

test('a page in use when the line breaks undoes, imports, and lists drafts and starters as before', async ({
  page,
  context,
}) => {
  const { body, output, chooseHeader, mediaLink, headerText } = composer(page)
  await page.goto('/', { waitUntil: 'networkidle' })
  const before = await body.inputValue()
  await page.mouse.move(300, 300)
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.evaluate(hasLoaded, 'shortcuts')).toBe(true)
  await context.setOffline(true)
  await body.fill('Written in a tunnel')
  await body.press('ControlOrMeta+z')
  await expect(body).toHaveValue(before)
  await chooseHeader('Image')
  await expect(mediaLink).toBeVisible()
  await chooseHeader('Text')
  await expect(headerText).toBeVisible()
  await output.getByRole('tab', { name: 'JSON' }).click()
  await expect(page.getByRole('textbox', { name: 'Payload JSON' })).toHaveValue(/messaging_product/)
  for (const name of ['Drafts', 'Starters']) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await pasteAnywhere(page, JSON.stringify(FOREIGN))
  await expect(body).toHaveValue(FOREIGN.interactive.body.text)
})

test('what will be needed is loaded ahead also where the browser tells of no moment of rest', async ({
  page,
}) => {
  await page.addInitScript(neverRest)
  await page.goto('/', { waitUntil: 'networkidle' })
  await page.mouse.move(300, 300)
  await expect.poll(() => page.evaluate(hasLoaded, 'shortcuts'), { timeout: 15_000 }).toBe(true)
})

test('a line that breaks during the first upload is told in words, and the file goes out once it is back', async ({
  page,
  context,
}) => {
  const { editor } = composer(page)
  await page.goto('/')
  const upload = await openUpload(page, 'Image')
  await page.route('**/api/media', async (route) => {
    await context.setOffline(true)
    await route.abort('internetdisconnected')
  })
  await upload.choose(examplePng())
  await expect(upload.input).toHaveAccessibleDescription(/You are offline/)
  await page.unroute('**/api/media')
  await context.setOffline(false)
  await editor.getByRole('button', { name: 'Try again' }).click()
  await expect(upload.done).toBeVisible()
})

test('a picture is made a JPEG without a line', async ({ page, context }) => {
  const { editor } = composer(page)
  await page.goto('/')
  const upload = await openUpload(page, 'Image')
  const webp = await exampleWebp(page)
  await expect(upload.input).toBeAttached()
  await context.setOffline(true)
  await upload.choose(webp)
  await editor.getByRole('button', { name: 'Convert to JPEG' }).click()
  await expect(upload.input).toHaveAccessibleDescription(/You are offline/)
  await expect(editor.getByText('studio-evening.jpg')).toBeVisible()
})

/** Runs in the page: calls back at the end of the time given alone, as Chromium does now and then in a page at rest. */
function neverRest(): void {
  window.requestIdleCallback = (callback, options) => {
    const { timeout } = options ?? {}
    return timeout ? window.setTimeout(callback, timeout, { didTimeout: true, timeRemaining: () => 0 }) : 0
  }
}

/** Runs in the page: the last part that is loaded ahead is there. */
function hasLoaded(name: string): boolean {
  return performance.getEntriesByType('resource').some((entry) => entry.name.includes(`/assets/${name}-`))
}
