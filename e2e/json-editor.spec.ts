import { readFile } from 'node:fs/promises'
import { expectAccessible } from './accessibility.ts'
import { FOREIGN } from './bring.ts'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { examplePng } from './setup/files.ts'
import { holdUploads } from './setup/hold-requests.ts'
import { serveExampleMedia } from './setup/media.ts'
import { typeAtOnce } from './typing.ts'
import { openUpload } from './upload.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
  await composer(page).output.getByRole('tab', { name: 'JSON' }).click()
})

test('what is written in the JSON is in the form at once, and the other way round', async ({
  page,
  context,
}) => {
  await serveExampleMedia(context)
  const trio = composer(page)
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const text = await json.inputValue()
  await json.fill(text.replace('Reply by Wednesday evening', 'Written in the JSON'))
  await expect(trio.footer).toHaveValue('Written in the JSON')
  await trio.footer.fill('Written in the form')
  await expect(json).toHaveValue(text.replace('Reply by Wednesday evening', 'Written in the form'))
  await json.fill(JSON.stringify(FOREIGN))
  await expect(trio.body).toHaveValue('Your table is *ready*')
  await expect(trio.mediaLink).toHaveValue('https://example.com/table.jpg')
  await expect(trio.recipient).toHaveValue('+16505551234')
  await json.blur()
  // Once it is left, it is written as the form's edits write it.
  await expect(json).toHaveValue(
    /^\{\n {2}"messaging_product": "whatsapp",\n {2}"recipient_type": "individual",/,
  )
})

test('letter by letter, typing keeps the caret and reaches the form', async ({ page }) => {
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const at = (await json.inputValue()).indexOf(' evening')
  await json.evaluate((area: HTMLTextAreaElement, place) => {
    area.focus()
    area.setSelectionRange(place, place)
  }, at)
  await page.keyboard.type(' noon or', { delay: 20 })
  await expect(composer(page).footer).toHaveValue('Reply by Wednesday noon or evening')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(composer(page).footer).not.toHaveValue('Reply by Wednesday noon or evening')
  await expect(json).toBeFocused()
})

test('a fault is told with its line and selects its place; the form keeps its message', async ({ page }) => {
  const trio = composer(page)
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const text = await json.inputValue()
  await json.fill(text.replace('"footer": {', '"footer" {'))
  const entry = trio.output.getByRole('button', { name: 'A colon is missing before this.' })
  await expect(entry).toContainText(/Line \d+/)
  await expect(json).toHaveAttribute('aria-invalid', 'true')
  await expect(trio.footer).toHaveValue('Reply by Wednesday evening')
  await expect(page.getByRole('status').filter({ hasText: 'A colon is missing' })).toBeAttached()
  await expectAccessible(page)
  await entry.click()
  const selected = await json.evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  expect(selected).toBe('{')
  await trio.output.getByRole('button', { name: 'Back to it' }).click()
  await expect(json).toHaveValue(text)
  await expect(json).toBeFocused()
})

test('a text that is too long is marked by its pointer and shown in the form all the same', async ({
  page,
}) => {
  const trio = composer(page)
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const text = await json.inputValue()
  await json.fill(text.replace('Reply by Wednesday evening', 'x'.repeat(70)))
  await expect(trio.footer).toHaveValue('x'.repeat(70))
  const entry = trio.output.getByRole('button', { name: '/interactive/footer/text' })
  await expect(entry).toContainText('10 characters too long')
  await entry.click()
  await expect(json).toBeFocused()
  await trio.footer.fill('short')
  await expect(entry).toBeHidden()
})

test('a half-written text survives a look at the preview', async ({ page }) => {
  const trio = composer(page)
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  await json.fill('{ "messaging_product": ')
  await expect(trio.output.getByRole('button', { name: /^Line 1/ })).toBeVisible()
  await trio.output.getByRole('tab', { name: 'Preview' }).click()
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  await expect(json).toHaveValue('{ "messaging_product": ')
})

test('what is read as well as it goes stands in the field, where the keyboard goes on', async ({ page }) => {
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const text = await json.inputValue()
  await json.fill(text.replace('"type": "button"', '"type": "buttons"'))
  const mend = composer(page).output.getByRole('button', { name: 'Read it as well as it goes' })
  await mend.press('Enter')
  await expect(page.locator('dialog.arrival')).toContainText('is in the editor now')
  await expect(json).toHaveValue(text)
  await expect(mend).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(json).toBeFocused()
})

test('code pasted over the JSON is imported, with a report', async ({ page }) => {
  const trio = composer(page)
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const dart = await readFile(
    new URL('../src/whatsapp/import/corpus/dart-docs-page.txt', import.meta.url),
    'utf8',
  )
  await page.evaluate((text) => navigator.clipboard.writeText(text), dart)
  await json.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.locator('dialog.arrival')).toContainText('is in the editor now')
  await expect(trio.headerText).toHaveValue('Lunch')
  await expect(json).toHaveValue(/"text": "Lunch"/)
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog.arrival')).toBeHidden()
  await expect(json).toBeFocused()
})

for (const width of [1280, 1600])
  test(`at ${width} px a pasted payload can be edited, taken back and brought again`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    const trio = composer(page)
    const json = page.getByRole('textbox', { name: 'Payload JSON' })
    const before = await json.inputValue()
    const bodyBefore = await trio.body.inputValue()
    const pasted = `${JSON.stringify(FOREIGN, null, 2)}\n`
    await page.evaluate((text) => navigator.clipboard.writeText(text), pasted.replaceAll('\n', '\r\n'))
    await json.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.press('ControlOrMeta+v')
    await expect(json).toHaveValue(pasted)
    await expect(trio.body).toHaveValue('Your table is *ready*')
    const caret = await json.evaluate((area: HTMLTextAreaElement) => area.selectionStart)
    expect(caret).toBe(pasted.length)

    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')
    await expect(trio.output.getByRole('button', { name: /^Line/ })).toBeVisible()
    await expect(json).toHaveValue(pasted.slice(0, -2))
    await expect(page.locator('dialog[open]')).toHaveCount(0)

    const undo = async () => {
      for (let count = 0; count < 4 && (await json.inputValue()) !== before; count++)
        await page.keyboard.press('ControlOrMeta+z')
    }
    await undo()
    await expect(json).toHaveValue(before)
    await expect(trio.body).toHaveValue(bodyBefore)
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(json).toHaveValue(pasted)
    await expect(trio.body).toHaveValue('Your table is *ready*')
    await undo()
    await expect(json).toHaveValue(before)
  })

for (const width of [1280, 1600])
  test(`at ${width} px what was pasted into the JSON over and over is taken back step by step`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const json = page.getByRole('textbox', { name: 'Payload JSON' })
    const first = await json.inputValue()
    await json.focus()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('a')
    const texts = [first, `a${first}`]
    const payload = JSON.stringify(FOREIGN, null, 2)
    for (const text of [
      'see mail from Tom\nhe knows',
      payload,
      payload.replace('The kitchen', 'The cellar'),
    ]) {
      await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text)
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.press('ControlOrMeta+v')
      await expect(json).toHaveValue(text)
      texts.push(text)
    }
    for (const text of texts.toReversed().slice(1)) {
      await page.keyboard.press('ControlOrMeta+z')
      await expect(json).toHaveValue(text)
    }
    for (const text of texts.slice(1)) {
      await page.keyboard.press('ControlOrMeta+Shift+z')
      await expect(json).toHaveValue(text)
    }
    await expect(composer(page).body).toHaveValue('Your table is *ready*')
  })

test('undo in the JSON where nothing was written is that of the draft', async ({ page }) => {
  const { footer } = composer(page)
  const before = await footer.inputValue()
  await typeAtOnce(footer, ' noon')
  await page.waitForTimeout(900)
  await page.getByRole('textbox', { name: 'Payload JSON' }).focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(footer).toHaveValue(before)
})

test('a word pasted into the JSON is taken back by the browser like a typed one', async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 900 })
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const before = await json.inputValue()
  await page.evaluate(() => navigator.clipboard.writeText('late '))
  const at = before.indexOf('evening')
  await json.evaluate((area: HTMLTextAreaElement, place) => {
    area.focus()
    area.setSelectionRange(place, place)
  }, at)
  await page.keyboard.press('ControlOrMeta+v')
  await expect(composer(page).footer).toHaveValue('Reply by Wednesday late evening')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(json).toHaveValue(before)
})

test('the Tab key leaves the JSON', async ({ page }) => {
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  const text = await json.inputValue()
  await json.focus()
  await page.keyboard.press('Tab')
  await expect(json).not.toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(json).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(json).not.toBeFocused()
  await expect(json).toHaveValue(text)
})

test('code is written in five ways, each with a button that copies it', async ({ page }) => {
  const trio = composer(page)
  await trio.output.getByRole('tab', { name: 'Code' }).click()
  const language = trio.output.getByRole('combobox', { name: 'Language' })
  const first: Record<string, RegExp> = {
    JavaScript: /await fetch\(/,
    Python: /import /,
    PHP: /<\?php/,
    'Dart, package 4': /sendInteractiveReplyButton/,
    'Dart, package 3': /sendInteractiveReplayButton/,
  }
  for (const [name, sign] of Object.entries(first)) {
    await language.selectOption(name)
    await trio.output.getByRole('button', { name: `Copy ${name}` }).click()
    await expect(trio.output.locator('pre')).toHaveText(sign)
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await trio.output.locator('pre').textContent())
    expect(copied).toContain('WHATSAPP_ACCESS_TOKEN')
  }
  await expectAccessible(page)
})

test('a file that arrives while the JSON is written in stays with the next letter', async ({ page }) => {
  const { editor, footer } = composer(page)
  const upload = await openUpload(page, 'Image')
  const { letGo, held } = await holdUploads(page)
  await upload.choose(examplePng())
  await held
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  await expect(json).toHaveValue(/"id": ""/)
  const text = await json.inputValue()
  const at = text.indexOf(' evening')
  await json.evaluate((area: HTMLTextAreaElement, place) => {
    area.focus()
    area.setSelectionRange(place, place)
  }, at)
  await page.keyboard.type(' noon')
  await expect(footer).toHaveValue('Reply by Wednesday noon evening')
  letGo()
  await expect(upload.done).toBeVisible()
  await expect(json).toHaveValue(/"id": "\d{10,}"/)
  await page.keyboard.type(' or')
  await expect(footer).toHaveValue('Reply by Wednesday noon or evening')
  await expect(json).toHaveValue(/"id": "\d{10,}"/)
  await expect(upload.done).toBeVisible()
  await expect(editor.getByRole('radio', { name: 'Upload' })).toBeChecked()
})
