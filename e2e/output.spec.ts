import { expectAccessible } from './accessibility.ts'
import { composer } from './composer.ts'
import { reloadTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('the copied JSON is the text on the screen, in step with what is typed', async ({ page, recipient }) => {
  const trio = composer(page)
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  await trio.body.fill('Line one\n"quoted" \\ and ☕ <b>')
  await trio.recipient.fill(recipient)
  await expect(json).toHaveValue(/"text": "Line one\\n\\"quoted\\" \\\\ and ☕ <b>"/)
  await trio.copyJson.click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveText('Copied')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(await json.inputValue())
  expect(JSON.parse(copied)).toMatchObject({ to: recipient, interactive: { type: 'button' } })
})

test('the coloured text is the text of the textbox and breaks in the same places', async ({ page }) => {
  const trio = composer(page)
  await trio.body.fill(`${'word '.repeat(80)}${'x'.repeat(300)} ☕ 안녕하세요 مرحبا`)
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const shown = trio.output.locator('pre')
  expect(await shown.textContent()).toBe(`${await json.inputValue()}\n`)
  const { needs, has } = await json.evaluate((area) => ({ needs: area.scrollHeight, has: area.clientHeight }))
  expect(needs).toBeLessThanOrEqual(has)
  expect(has - needs, 'the two have as many lines').toBeLessThan(25)
})

test('unfinished JSON says what it lacks, in the panel and when it is copied', async ({
  page,
  recipient,
}) => {
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await trio.body.fill('')
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  await expect(trio.output.getByText('Not complete yet')).toBeVisible()
  await trio.copyJson.click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveText(
    'Copied. One thing is still to fix: Body.',
  )
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toMatchObject({
    interactive: { body: { text: '' } },
  })
  await trio.output.getByRole('button', { name: 'Body' }).click()
  await expect(trio.body).toBeFocused()
  await trio.body.fill('Written again')
  await expect(trio.output.getByText('Not complete yet')).toBeHidden()
})

test('while the JSON cannot be read, a copy says that it is the message of the form', async ({
  page,
  recipient,
}) => {
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const text = await json.inputValue()
  await json.fill(text.replace('"footer": {', '"footer" {'))
  await expect(trio.output.getByText('The form keeps its message')).toBeVisible()
  await trio.copyJson.click()
  const said = page.getByRole('status').filter({ hasText: 'Copied' })
  await expect(said).toHaveText('Copied. The JSON has a mistake: this is the message of the form.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  await trio.body.fill('')
  await json.fill('{')
  await expect(trio.output.getByText('The form keeps its message')).toBeVisible()
  await trio.copyJson.click()
  await expect(said).toHaveText(
    'Copied. The JSON has a mistake: this is the message of the form. One thing is still to fix: Body.',
  )
  await trio.body.fill('Written again')
  await trio.copyJson.click()
  await expect(said).toHaveText('Copied')
})

test('what a copy lacks is told of the text as it was copied, right after a key too', async ({
  page,
  recipient,
}) => {
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await trio.body.fill('Written')
  await trio.copyJson.click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveText('Copied')
  await expect(page.getByRole('button', { name: 'Ready to send' })).toBeVisible()
  await trio.body.selectText()
  await trio.copyJson.evaluate((button: HTMLButtonElement) => {
    document.querySelector<HTMLTextAreaElement>('textarea[name=body]')?.focus()
    document.execCommand('delete')
    button.click()
  })
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveText(
    'Copied. One thing is still to fix: Body.',
  )
})

test('where the browser refuses the clipboard, the text stands selected for Ctrl+C', async ({ page }) => {
  const trio = composer(page)
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'))
  })
  await trio.copyJson.click()
  const dialog = page.getByRole('dialog', { name: 'The browser did not allow copying' })
  await expect(dialog).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'did not allow copying' })).toBeAttached()
  await expectAccessible(page)
  await page.keyboard.press('ControlOrMeta+c')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(JSON.parse(copied)).toMatchObject({ messaging_product: 'whatsapp' })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(trio.copyJson).toBeFocused()
})

test('the cURL command carries the same JSON and no token', async ({ page, recipient }) => {
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await trio.copyJson.click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const json = await page.evaluate(() => navigator.clipboard.readText())
  await trio.output.getByRole('tab', { name: 'cURL' }).click()
  await page.getByRole('button', { name: 'Copy cURL' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).toContain(`--data '${json.replaceAll("'", "'\\''")}'`)
  expect(command).toContain('Authorization: Bearer $WHATSAPP_ACCESS_TOKEN')
  expect(command).toMatch(/graph\.facebook\.com\/v\d+\.\d\//)
  await expect(trio.output.locator('pre')).toHaveText(command)
})

test('the tabs obey the arrow keys, Home and End', async ({ page }) => {
  const tab = (name: string) => composer(page).output.getByRole('tab', { name })
  await tab('Preview').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab('JSON')).toBeFocused()
  await expect(tab('JSON')).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tabpanel', { name: 'JSON' })).toBeVisible()
  await expect(composer(page).preview).toBeHidden()
  await page.keyboard.press('End')
  await expect(tab('Code')).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Preview')).toBeFocused()
  await expect(composer(page).preview).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(tab('Code')).toBeFocused()
  await page.keyboard.press('Home')
  await expect(tab('Preview')).toHaveAttribute('aria-selected', 'true')
  await expect(tab('JSON')).toHaveAttribute('tabindex', '-1')
})

test('with three columns the phone and the JSON are seen together', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 900 })
  const { output, preview } = composer(page)
  await expect(output.getByRole('tab')).toHaveText(['JSON', 'cURL', 'Code'])
  await expect(page.getByRole('textbox', { name: 'Payload JSON' })).toBeVisible()
  await expect(preview).toBeVisible()
})

test('a window that is made narrower goes on showing the column that one works in', async ({ page }) => {
  const trio = composer(page)
  await page.setViewportSize({ width: 1600, height: 900 })
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  await json.focus()
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(json).toBeFocused()
  await expect(trio.output.getByRole('tab', { name: 'JSON' })).toHaveAttribute('aria-selected', 'true')
  await page.setViewportSize({ width: 1600, height: 900 })
  await trio.footer.focus()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(trio.footer).toBeFocused()
})

test('a phone makes no JSON until it is looked at, and copies it from every view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await reloadTrio(page)
  const json = page.locator('[aria-label="Payload JSON"]')
  await expect(json).toHaveCount(0)
  await composer(page).copyJson.click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  await composer(page).showView('JSON')
  await expect(json).toHaveValue(copied)
})
