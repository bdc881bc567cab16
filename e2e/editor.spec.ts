import { composer } from './composer.ts'
import { kept } from './kept-drafts.ts'
import { expect, test } from './reused-page.ts'
import { holdScripts } from './setup/hold-requests.ts'
import { serveExampleMedia } from './setup/media.ts'

const LIMITS = [
  { field: 'headerText', max: 60 },
  { field: 'body', max: 1024 },
  { field: 'footer', max: 60 },
] as const

test.beforeEach(async ({ page, context }) => {
  await serveExampleMedia(context)
  await page.goto('/')
})

for (const { field, max } of LIMITS) {
  test(`${field} takes ${max} characters and says that ${max + 1} are too many, emoji counted once`, async ({
    page,
  }) => {
    const trio = composer(page)
    await trio[field].fill(`${'🙂'.repeat(5)}${'x'.repeat(max - 5)}`)
    await trio[field].blur()
    await expect(trio[field]).toHaveAttribute('aria-invalid', 'false')
    await trio[field].fill(`${'🙂'.repeat(5)}${'x'.repeat(max - 4)}`)
    await expect(trio[field]).toHaveAttribute('aria-invalid', 'true')
    await expect(trio[field]).toHaveAccessibleDescription(/1 character too long/)
    await expect(trio.editor.getByText('1 too many')).toBeVisible()
    await expect(trio[field]).toHaveValue(`${'🙂'.repeat(5)}${'x'.repeat(max - 4)}`)
  })
}

test('a button text takes 20 characters, and its ID 256', async ({ page }) => {
  const trio = composer(page)
  const text = trio.button(1).getByRole('textbox', { name: 'Button text' })
  const id = trio.button(1).getByRole('textbox', { name: 'Button ID' })
  await text.fill('🙂'.repeat(20))
  await text.blur()
  await expect(text).toHaveAttribute('aria-invalid', 'false')
  await text.fill('🙂'.repeat(21))
  await expect(text).toHaveAccessibleDescription(/1 character too long/)
  await text.fill('Yes')
  await expect(text).toHaveAttribute('aria-invalid', 'false')
  await id.fill('i'.repeat(256))
  await id.blur()
  await expect(id).toHaveAttribute('aria-invalid', 'false')
  await id.fill('i'.repeat(257))
  await expect(id).toHaveAccessibleDescription(/1 character too long/)
})

test('an error appears when a field is left and goes as soon as it is mended', async ({ page }) => {
  const trio = composer(page)
  await trio.body.fill('')
  await expect(trio.body).toHaveAttribute('aria-invalid', 'false')
  await trio.body.blur()
  await expect(trio.body).toHaveAccessibleDescription(/Write the message/)
  await trio.body.pressSequentially('A')
  await expect(trio.body).toHaveAttribute('aria-invalid', 'false')
})

test('each header kind keeps what was typed when another is chosen', async ({ page }) => {
  const trio = composer(page)
  await trio.headerText.fill('Kept text')
  await trio.chooseHeader('Image')
  await trio.mediaLink.fill('https://example.com/photo.jpg')
  await trio.chooseHeader('Document')
  await trio.mediaLink.fill('https://example.com/list.pdf')
  await trio.chooseMediaSource('Media ID')
  await trio.mediaId.fill('1037543291543636')
  await trio.chooseHeader('None')
  await trio.chooseHeader('Image')
  await expect(trio.mediaLink).toHaveValue('https://example.com/photo.jpg')
  await trio.chooseHeader('Document')
  await expect(trio.mediaId).toHaveValue('1037543291543636')
  await trio.chooseMediaSource('Link')
  await expect(trio.mediaLink).toHaveValue('https://example.com/list.pdf')
  await expect(trio.fileName).toHaveValue('list.pdf')
  await trio.chooseHeader('Text')
  await expect(trio.headerText).toHaveValue('Kept text')
})

test('a media link is checked while it is typed', async ({ page }) => {
  const trio = composer(page)
  await trio.chooseHeader('Image')
  for (const [link, words] of [
    ['https://example.com/a.webp', /does not take .webp/],
    ['https://user:secret@example.com/a.jpg', /cannot log in/],
    ['ftp://example.com/a.jpg', /begin with https/],
    ['http://192.168.0.4/a.jpg', /cannot reach/],
  ] as const) {
    await trio.mediaLink.fill(link)
    await expect(trio.mediaLink).toHaveAccessibleDescription(words)
  }
  await trio.mediaLink.fill('http://example.com/a.jpg')
  await expect(trio.mediaLink).toHaveAttribute('aria-invalid', 'false')
  await expect(trio.mediaLink).toHaveAccessibleDescription(/not encrypted/)
})

test('button IDs follow their texts, stay once edited, and are unique through add, remove and move', async ({
  page,
}) => {
  const trio = composer(page)
  const text = (number: number) => trio.button(number).getByRole('textbox', { name: 'Button text' })
  const id = (number: number) => trio.button(number).getByRole('textbox', { name: 'Button ID' })
  const press = (number: number, name: string) => trio.button(number).getByRole('button', { name }).click()
  const ids = async () => [await id(1).inputValue(), await id(2).inputValue(), await id(3).inputValue()]

  await text(1).fill('Change date')
  await expect(id(1)).toHaveValue('change-date')
  await expect(trio.addButton).toHaveCount(0)
  await expect(trio.editor.getByText('Three is the most that WhatsApp allows.')).toBeVisible()
  await press(2, 'Remove')
  await trio.addButton.click()
  await expect(text(3)).toBeFocused()
  await text(3).fill('Change date')
  await expect(id(3)).toHaveValue('change-date-2')
  await expect(text(3)).toHaveAccessibleDescription(/Button 1 says the same/)
  await text(1).fill('Other')
  await expect(text(3)).toHaveAttribute('aria-invalid', 'false')
  await id(3).fill('my-own-id')
  await text(3).fill('Something else')
  await expect(id(3)).toHaveValue('my-own-id')
  await press(3, 'Move up')
  expect(await ids()).toEqual(['other', 'my-own-id', 'cancel'])
  await press(1, 'Move down')
  expect(await ids()).toEqual(['my-own-id', 'other', 'cancel'])
  await text(2).fill('Cancel!')
  expect(new Set(await ids()).size).toBe(3)
})

test('a button that is moved stays the one that is lit in the preview', async ({ page }) => {
  const { button, part } = composer(page)
  const dark = await part('button')
    .first()
    .evaluate((element) => getComputedStyle(element).backgroundColor)
  for (const [number, move, lit] of [
    [3, 'Move up', 2],
    [2, 'Move down', 3],
  ] as const) {
    await button(number).getByRole('button', { name: move }).click()
    await expect(part('button').nth(lit - 1)).not.toHaveCSS('background-color', dark)
    await expect(part('button').nth(number - 1)).toHaveCSS('background-color', dark)
  }
})

test('the last button cannot be removed', async ({ page }) => {
  const trio = composer(page)
  await trio.button(3).getByRole('button', { name: 'Remove' }).click()
  await trio.button(2).getByRole('button', { name: 'Remove' }).click()
  await expect(trio.button(1).getByRole('button', { name: 'Remove' })).toBeDisabled()
})

test('what becomes of the buttons is said each time, also the same once more', async ({ page }) => {
  const trio = composer(page)
  const said = page.getByRole('status').filter({ hasText: 'Button 2 is removed.' })
  const remove = () => trio.button(2).getByRole('button', { name: 'Remove' }).click()
  await remove()
  await expect(said).toHaveCount(1)
  const first = await said.textContent()
  await remove()
  await expect.poll(() => said.textContent()).not.toBe(first)
})

test('the formatting bar wraps the selection, unwraps it, and undo takes it back', async ({ page }) => {
  const trio = composer(page)
  await trio.body.fill('Call us today')
  await trio.body.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 7))
  await trio.editor.getByRole('button', { name: 'Bold' }).click()
  await expect(trio.body).toHaveValue('Call *us* today')
  await expect(trio.part('body').locator('strong')).toHaveText('us')
  await trio.body.press('ControlOrMeta+b')
  await expect(trio.body).toHaveValue('Call us today')
  await trio.body.press('ControlOrMeta+i')
  await expect(trio.body).toHaveValue('Call _us_ today')
  await trio.body.press('ControlOrMeta+z')
  await expect(trio.body).toHaveValue('Call us today')
})

test('a line break pasted into a single-line field becomes a blank', async ({ page }) => {
  const trio = composer(page)
  await trio.footer.fill('')
  await page.evaluate(() => navigator.clipboard.writeText('open till six\r\nclosed on Sunday\n'))
  await trio.footer.press('ControlOrMeta+v')
  await expect(trio.footer).toHaveValue('open till six closed on Sunday')
})

test('what is typed before the script runs is kept', async ({ page, context }) => {
  const { letGo } = await holdScripts(context)
  await page.goto('/', { waitUntil: 'commit' })
  const trio = composer(page)
  await trio.footer.fill('Typed early')
  letGo()
  await expect(trio.part('footer')).toHaveText('Typed early')
  await expect(trio.footer).toHaveValue('Typed early')
})

test('what is chosen before the script runs is kept, and an ID follows its text', async ({
  page,
  context,
}) => {
  const { letGo } = await holdScripts(context)
  await page.goto('/', { waitUntil: 'commit' })
  const trio = composer(page)
  await trio.button(1).getByRole('textbox', { name: 'Button text' }).fill('Yes please')
  await trio.chooseHeader('Image')
  letGo()
  await expect(trio.mediaLink).toBeVisible()
  await expect(trio.button(1).getByRole('textbox', { name: 'Button ID' })).toHaveValue('yes-please')
})

test('a name for the draft that is typed before the script runs is kept', async ({ page, context }) => {
  const { letGo } = await holdScripts(context)
  await page.goto('/', { waitUntil: 'commit' })
  const name = page.getByRole('textbox', { name: 'Draft name' })
  await name.fill('Named early')
  letGo()
  await kept(page, 'Named early')
  await expect(name).toHaveValue('Named early')
})

test('the file name follows the link of a document until somebody writes another', async ({ page }) => {
  const trio = composer(page)
  await trio.chooseHeader('Document')
  await trio.mediaLink.fill('https://example.com/files/Price%20list.pdf')
  await expect(trio.fileName).toHaveValue('Price list.pdf')
  await trio.mediaLink.fill('https://example.com/files/menu.pdf')
  await expect(trio.fileName).toHaveValue('menu.pdf')
  await trio.fileName.fill('Prices.pdf')
  await trio.mediaLink.fill('https://example.com/files/other.pdf')
  await trio.mediaLink.blur()
  await expect(trio.fileName).toHaveValue('Prices.pdf')
})
