import type { Route } from '@playwright/test'
import { composer } from './composer.ts'
import { openTrio, reloadTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { typeAtOnce } from './typing.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

test('undo takes back every kind of edit, one by one, and redo brings each again', async ({ page }) => {
  const trio = composer(page)
  const text = (number: number) => trio.button(number).getByRole('textbox', { name: 'Button text' })
  const state = () =>
    trio.editor.evaluate((editor) => ({
      header: editor.querySelector<HTMLInputElement>('[data-field-group="header.type"] :checked')?.value,
      texts: Array.from(
        editor.querySelectorAll<HTMLTextAreaElement>(
          '[name=body], [name=footer], [name^=buttons][name$=title]',
        ),
        ({ value }) => value,
      ),
      bubble: document.querySelector('[data-part="body"]')?.textContent,
    }))
  const edits = [
    () => trio.footer.fill('Another footer'),
    () => trio.body.fill('Another body'),
    () => text(1).fill('Other text'),
    () => trio.button(1).getByRole('button', { name: 'Move down' }).click(),
    () => trio.button(3).getByRole('button', { name: 'Remove' }).click(),
    () => trio.chooseHeader('None'),
    () => trio.addButton.click(),
    () => text(3).fill('Third'),
  ]
  const states = [await state()]
  for (const edit of edits) {
    await edit()
    await expect.poll(state).not.toEqual(states.at(-1))
    states.push(await state())
  }
  for (const expected of states.slice(0, -1).reverse()) {
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(state).toEqual(expected)
  }
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(state).toEqual(states[0])
  for (const expected of states.slice(1)) {
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(state).toEqual(expected)
  }
})

test('typing is taken back as people write it: a burst at a time', async ({ page }) => {
  const trio = composer(page)
  await trio.footer.fill('')
  await typeAtOnce(trio.footer, 'open')
  await page.waitForTimeout(1000)
  await typeAtOnce(trio.footer, ' daily')
  await expect(trio.footer).toHaveValue('open daily')
  await trio.footer.press('ControlOrMeta+z')
  await expect(trio.footer).toHaveValue('open')
  await trio.footer.press('ControlOrMeta+z')
  await expect(trio.footer).toHaveValue('')
  await trio.footer.press('ControlOrMeta+y')
  await trio.footer.press('ControlOrMeta+y')
  await expect(trio.footer).toHaveValue('open daily')
  await expect(trio.part('footer')).toHaveText('open daily')
})

test('a burst in a button text is one step with its blanks, though each letter is written into the ID too', async ({
  page,
}) => {
  const { button } = composer(page)
  const text = button(3).getByRole('textbox', { name: 'Button text' })
  const id = button(3).getByRole('textbox', { name: 'Button ID' })
  await typeAtOnce(text, ' all of it')
  await expect(id).toHaveValue('cancel-all-of-it')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(text).toHaveValue('Cancel')
  await expect(id).toHaveValue('cancel')
})

test('each choice of a header is a step, however fast it comes', async ({ page }) => {
  const { chooseHeader, editor, body } = composer(page)
  for (const type of ['None', 'Image', 'Text'] as const) await chooseHeader(type)
  await expect(editor.getByRole('radio', { name: 'Text' })).toBeChecked()
  await body.press('ControlOrMeta+z')
  await expect(editor.getByRole('radio', { name: 'Image' })).toBeChecked()
  await body.press('ControlOrMeta+z')
  await expect(editor.getByRole('radio', { name: 'None' })).toBeChecked()
})

test('a mistake that is taken back takes its error with it', async ({ page }) => {
  const trio = composer(page)
  await trio.body.fill('')
  await trio.body.blur()
  await expect(trio.body).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(trio.body).not.toHaveValue('')
  await expect(trio.body).toHaveAttribute('aria-invalid', 'false')
  await expect(trio.body).toBeFocused()
})

test('what is written and taken back while the code for it is on its way counts step by step', async ({
  page,
}) => {
  const trio = composer(page)
  const held: Route[] = []
  await page.route('**/assets/create-undo-*.js', (route) => void held.push(route))
  await reloadTrio(page)
  await trio.footer.fill('Another footer')
  await trio.button(3).getByRole('button', { name: 'Remove' }).click()
  await trio.body.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  for (const route of held) await route.continue()
  await expect(trio.part('button')).toHaveCount(3)
  await expect(trio.footer).toHaveValue('Another footer')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(trio.footer).not.toHaveValue('Another footer')
})

test('undo in a field of its own never brings an old text into the draft', async ({ page }) => {
  const { body } = composer(page)
  const before = await body.inputValue()
  await page.evaluate(() => navigator.clipboard.writeText('My own text'))
  await body.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(body).toHaveValue('My own text')
  await page.waitForTimeout(900)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(body).toHaveValue(before)
  await page.getByRole('textbox', { name: 'Draft name' }).click()
  for (let count = 0; count < 3; count++) {
    await page.keyboard.press('ControlOrMeta+z')
    await page.waitForTimeout(200)
    await expect(body).toHaveValue(before)
  }
})
