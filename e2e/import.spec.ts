import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { dropFile, FOREIGN, pasteAnywhere } from './bring.ts'
import { composer } from './composer.ts'
import { choose } from './library.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { serveExampleMedia } from './setup/media.ts'
import { collectForeignRequests } from './setup/page-faults.ts'

const report = (page: Page) => page.locator('dialog.arrival')
const sample = (name: string) =>
  readFile(new URL(`../src/whatsapp/import/corpus/${name}.txt`, import.meta.url), 'utf8')

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

test('a payload pasted anywhere fills the form, and undo takes it back', async ({ page }) => {
  const trio = composer(page)
  const before = await trio.body.inputValue()
  await pasteAnywhere(page, JSON.stringify(FOREIGN))
  await expect(trio.body).toHaveValue('Your table is *ready*')
  await expect(trio.footer).toHaveValue('The kitchen')
  await expect(trio.button(2).getByRole('textbox', { name: 'Button ID' })).toHaveValue('later')
  await expect(trio.recipient).toHaveValue('+16505551234')
  await expect(trio.part('body')).toContainText('Your table is ready')
  await expect(page.getByRole('status').filter({ hasText: 'is in the editor now' })).toBeAttached()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(trio.body).toHaveValue(before)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(trio.body).toHaveValue('Your table is *ready*')
  await report(page).getByRole('button', { name: 'Take it back' }).click()
  await expect(trio.body).toHaveValue(before)
  await expect(report(page)).toBeHidden()
})

test('Escape closes the report from the field that it may lie over, and closes an emoji picker first', async ({
  page,
}) => {
  const { footer, editor } = composer(page)
  await pasteAnywhere(page, JSON.stringify(FOREIGN))
  await expect(report(page)).toBeVisible()
  await footer.focus()
  await editor.getByRole('button', { name: 'Emoji in footer' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Emoji' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Emoji' })).toBeHidden()
  await expect(report(page)).toBeVisible()
  await footer.press('Escape')
  await expect(report(page)).toBeHidden()
  await expect(footer).toBeFocused()
})

test('what is taken back belongs to the draft that it came into', async ({ page }) => {
  const trio = composer(page)
  await trio.footer.fill('Mine')
  await choose(page, 'Feedback')
  await pasteAnywhere(page, JSON.stringify(FOREIGN))
  await expect(report(page).getByRole('button', { name: 'Take it back' })).toBeVisible()
  await expect(async () => {
    await trio.body.press('ControlOrMeta+z')
    await expect(trio.footer).toHaveValue('Mine', { timeout: 200 })
  }).toPass()
  await expect(report(page).getByRole('button', { name: 'Take it back' })).toBeHidden()
  await trio.body.press('ControlOrMeta+Shift+z')
  await trio.body.press('ControlOrMeta+Shift+z')
  await expect(trio.footer).toHaveValue('The kitchen')
  await report(page).getByRole('button', { name: 'Take it back' }).click()
  await expect(trio.body).toHaveValue(/Thank you for your visit/)
})

for (const sign of ['keydown', 'visibilitychange'] as const) {
  test(`the preview shows at once what is pasted, and the form has it by a ${sign}`, async ({ page }) => {
    const { interactive } = FOREIGN
    await pasteAnywhere(page, JSON.stringify(FOREIGN))
    await expect(composer(page).footer).toHaveValue('The kitchen')
    const header = { type: 'image', image: { link: 'https://example.com/kitchen.jpg' } }
    const next = { ...FOREIGN, interactive: { ...interactive, header, footer: { text: 'Another kitchen' } } }
    const seen = await page.evaluate(
      async ([text, name]) => {
        const read = () => [
          document.querySelector('[data-part="footer"]')?.textContent,
          document.querySelector<HTMLInputElement>('[name="footer"]')?.value,
        ]
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', text)
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
        // Long enough for whatever is done without a new task, and shorter than a frame.
        for (let step = 0; step < 20; step++) await Promise.resolve()
        const atOnce = read()
        const isMarked = localStorage.getItem('trio:foreign-media')?.includes('kitchen.jpg')
        document.dispatchEvent(new Event(name, { bubbles: true }))
        return { atOnce, isMarked, afterwards: read() }
      },
      [JSON.stringify(next), sign] as const,
    )
    expect(seen).toEqual({
      atOnce: ['Another kitchen', 'The kitchen'],
      // Before the draft can be kept: after a reload nobody would ask for a click.
      isMarked: true,
      afterwards: ['Another kitchen', 'Another kitchen'],
    })
  })
}

test('cURL and Dart code are read, and the report says what was left out', async ({ page }) => {
  const trio = composer(page)
  await pasteAnywhere(page, await sample('curl-single-quotes'))
  await expect(report(page)).toContainText('is in the editor now')
  await expect(trio.button(1).getByRole('textbox', { name: 'Button text' })).not.toHaveValue('I’ll be there')
  await pasteAnywhere(page, await sample('dart-docs-page'))
  await expect(trio.headerText).toHaveValue('Lunch')
  await expect(report(page)).toContainText('Left out')
  await expect(report(page)).toContainText('The recipient is filled in by a program')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(report(page)).toBeHidden()
})

test('a shared link in the text of a message is a part of it', async ({ page }) => {
  const trio = composer(page)
  const body = 'The list: https://trio.example/#draft=abcdef'
  await pasteAnywhere(
    page,
    `type: button\nbody:\n  text: "${body}"\naction:\n  buttons:\n    - title: Thanks`,
  )
  await expect(trio.body).toHaveValue(body)
})

test('another kind of message is recognised, and the draft stays', async ({ page }) => {
  const trio = composer(page)
  const before = await trio.body.inputValue()
  await pasteAnywhere(page, await sample('other-list'))
  await expect(report(page)).toContainText('another kind of message')
  await expect(report(page)).toContainText('list message')
  await pasteAnywhere(page, await sample('nothing-cut-early'))
  await expect(report(page)).toContainText('could not be read')
  await expect(report(page)).toContainText(/In line \d+, column \d+/)
  await expect(trio.body).toHaveValue(before)
  await expectAccessible(page)
})

test('a dropped .json file is opened, a picture and a large file are refused with a way on', async ({
  page,
}) => {
  const trio = composer(page)
  await dropFile(page, { name: 'photo.png', type: 'image/png', text: 'x' })
  await expect(report(page)).toContainText('A picture, video or document goes into the header')
  await dropFile(page, { name: 'log.txt', type: 'text/plain', text: 'x'.repeat(300_000) })
  await expect(report(page)).toContainText('larger than 256 KB')
  await dropFile(page, { name: 'message.json', type: 'application/json', text: JSON.stringify(FOREIGN) })
  await expect(report(page)).toContainText('“message.json” is in the editor now')
  await expect(trio.body).toHaveValue('Your table is *ready*')
})

test('Import takes a text or a file from whoever looks for a button', async ({ page }) => {
  const trio = composer(page)
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  await trio.output.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste or open a message' })
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Text to import' }).fill(JSON.stringify(FOREIGN.interactive))
  await dialog.getByRole('button', { name: 'Read it' }).click()
  await expect(trio.body).toHaveValue('Your table is *ready*')
  await expect(dialog).toBeHidden()
  await trio.output.getByRole('button', { name: 'Import' }).click()
  const file = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from(await sample('only-parts')) }
  await dialog.getByLabel('File to import').setInputFiles(file)
  await expect(report(page)).toContainText('“note.txt” is in the editor now')
  await expect(trio.body).not.toHaveValue('Your table is *ready*')
})

test('a paste is read in the dialog of Import too, wherever its focus is', async ({ page }) => {
  const trio = composer(page)
  await trio.output.getByRole('tab', { name: 'JSON' }).click()
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(FOREIGN))
  await trio.output.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste or open a message' })
  await dialog.getByRole('textbox', { name: 'Text to import' }).press('ControlOrMeta+v')
  await expect(dialog.getByRole('textbox')).not.toHaveValue('')
  await dialog.getByRole('heading').focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(dialog).toBeHidden()
  await expect(trio.body).toHaveValue('Your table is *ready*')
})

test('a picture that came with a message is shown after a click, and asked for by nobody before', async ({
  page,
  context,
}) => {
  await serveExampleMedia(context)
  const requests = collectForeignRequests(page)
  await pasteAnywhere(page, JSON.stringify(FOREIGN))
  const show = composer(page).preview.getByRole('button', { name: 'Show the picture' })
  await expect(composer(page).preview).toContainText('example.com')
  await expect(show).toBeVisible()
  await expectAccessible(page)
  await page.waitForTimeout(600)
  expect(requests).toEqual([])
  await show.click()
  await expect(composer(page).preview.locator('img')).toBeVisible()
  expect(requests).toEqual([FOREIGN.interactive.header.image.link])
})

test('a paste into a field stays in the field', async ({ page }) => {
  const trio = composer(page)
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(FOREIGN))
  await trio.body.fill('')
  await trio.body.press('ControlOrMeta+v')
  await expect(trio.body).toHaveValue(JSON.stringify(FOREIGN))
  await expect(report(page)).toBeHidden()
})

test('a picture pasted into a text, which takes none, is told the way to the header', async ({ page }) => {
  const { body } = composer(page)
  const before = await body.inputValue()
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(8, 8)
    canvas.getContext('2d')?.fillRect(0, 0, 8, 8)
    const picture = await canvas.convertToBlob({ type: 'image/png' })
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })])
  })
  await body.press('ControlOrMeta+v')
  await expect(report(page)).toContainText('A picture, video or document goes into the header')
  await expect(body).toHaveValue(before)
})

test('line breaks in single lines are blanks from the first moment on, and looking at the fields changes nothing', async ({
  page,
}) => {
  const trio = composer(page)
  const { interactive } = FOREIGN
  const payload = {
    ...FOREIGN,
    interactive: {
      ...interactive,
      header: { type: 'text', text: 'Opening hours\nMonday' },
      body: { text: 'One\r\nTwo' },
      footer: { text: 'See you\nsoon' },
      action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes\nplease' } }] },
    },
  }
  await pasteAnywhere(page, JSON.stringify(payload))
  await expect(report(page)).toContainText('a blank stands now where a line break was')
  await page.keyboard.press('Escape')
  await expect(trio.headerText).toHaveValue('Opening hours Monday')
  await expect(trio.part('header')).toHaveText('Opening hours Monday')
  await expect(trio.part('footer')).toHaveText('See you soon')
  await trio.headerText.focus()
  for (let count = 0; count < 20; count++) await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Copy JSON' }).click()
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(copied.interactive.header.text).toBe('Opening hours Monday')
  expect(copied.interactive.body.text).toBe('One\nTwo')
  expect(copied.interactive.footer.text).toBe('See you soon')
  expect(copied.interactive.action.buttons[0].reply.title).toBe('Yes please')
})
