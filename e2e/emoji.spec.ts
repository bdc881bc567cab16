import { devices } from '@playwright/test'
import { expectAccessibleInLightAndDark } from './accessibility.ts'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

test('an emoji is found by its name and typed where the caret is, and undo takes it back', async ({
  page,
}) => {
  const { editor, body, part } = composer(page)
  await body.fill('Come in for  now')
  await body.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(12, 12))
  await editor.getByRole('button', { name: 'Emoji', exact: true }).click()
  const picker = page.getByRole('dialog', { name: 'Emoji' })
  await expect(picker.getByRole('searchbox', { name: 'Search emoji' })).toBeFocused()
  await page.keyboard.type('coffee')
  await expect(picker.getByRole('status')).toContainText('found')
  await picker.getByRole('button', { name: 'hot beverage' }).click()
  await expect(picker).toBeHidden()
  await expect(body).toBeFocused()
  await expect(body).toHaveValue('Come in for ☕ now')
  await expect(part('body')).toHaveText('Come in for ☕ now')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(body).toHaveValue('Come in for  now')
})

test('the keyboard alone opens the picker, finds and chooses', async ({ page }) => {
  const { editor, button } = composer(page)
  const text = button(1).getByRole('textbox', { name: 'Button text' })
  await text.fill('Yes')
  await page.keyboard.press('Tab')
  await expect(button(1).getByRole('button', { name: 'Emoji in button text' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Search emoji' })).toBeFocused()
  await page.keyboard.type('party')
  await expect(page.getByRole('dialog').getByRole('status')).toContainText('found')
  await page.keyboard.press('Enter')
  await expect(text).toHaveValue('Yes🎉')
  await expect(text).toBeFocused()

  await editor.getByRole('button', { name: 'Bold' }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(editor.getByRole('button', { name: 'Emoji', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('searchbox', { name: 'Search emoji' })).toBeFocused()
  const picker = page.getByRole('dialog', { name: 'Emoji' })
  await picker.getByRole('radio', { name: 'Food and drink' }).check()
  await picker.getByRole('searchbox').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(
    picker.getByRole('group', { name: 'Food and drink' }).getByRole('button').nth(10),
  ).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(picker).toBeHidden()
  await expect(editor.getByRole('button', { name: 'Emoji', exact: true })).toBeFocused()
})

test('the Tab key leaves the picker at either end for the button that opened it', async ({ page }) => {
  const open = composer(page).editor.getByRole('button', { name: 'Emoji', exact: true })
  const picker = page.getByRole('dialog', { name: 'Emoji' })
  const search = picker.getByRole('searchbox')
  await open.click()
  await expect(picker.getByRole('button').nth(20)).toBeVisible()
  await expect(search).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(picker).toBeHidden()
  await expect(open).toBeFocused()

  await page.keyboard.press('Enter')
  await expect(search).toBeFocused()
  await expect(picker.getByRole('button').nth(20)).toBeVisible()
  for (const stop of [
    picker.getByRole('combobox', { name: 'Skin tone' }),
    picker.getByRole('radio', { checked: true }),
    picker.getByRole('group').getByRole('button').first(),
    open,
  ]) {
    await expect(picker).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(stop).toBeFocused()
  }
  await expect(picker).toBeHidden()
})

test('what was used last comes first, and the skin tone is remembered', async ({ page }) => {
  const { editor, footer, headerText } = composer(page)
  await headerText.hover()
  await editor.getByRole('button', { name: 'Emoji in header text' }).click()
  const picker = page.getByRole('dialog', { name: 'Emoji' })
  await picker.getByRole('combobox', { name: 'Skin tone' }).selectOption({ value: '4' })
  await picker.getByRole('radio', { name: 'People' }).check()
  await picker.getByRole('button', { name: 'waving hand' }).click()
  await expect(headerText).toHaveValue(/👋🏾$/)
  await footer.hover()
  await editor.getByRole('button', { name: 'Emoji in footer' }).click()
  await expect(picker.getByRole('radio', { name: 'Used last' })).toBeChecked()
  await picker.getByRole('button', { name: 'waving hand' }).click()
  await expect(footer).toHaveValue(/👋🏾$/)
})

test('a second press on the button closes the picker', async ({ page }) => {
  const open = composer(page).editor.getByRole('button', { name: 'Emoji', exact: true })
  const picker = page.getByRole('dialog', { name: 'Emoji' })
  await open.click()
  await expect(picker).toBeVisible()
  await open.click()
  await expect(picker).toBeHidden()
  await open.click()
  await expect(picker).toBeVisible()
})

test('a tap opens the picker without the keyboard of the screen, and a search stands above that', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ ...devices['Pixel 7'], ...(baseURL && { baseURL }) })
  const page = await context.newPage()
  await openTrio(page)
  await composer(page).editor.getByRole('button', { name: 'Emoji', exact: true }).tap()
  const picker = page.getByRole('dialog', { name: 'Emoji' })
  await expect(picker.getByRole('radio', { name: 'Smileys' })).toBeFocused()
  await picker.getByRole('searchbox').tap()
  const left = await page.evaluate(openScreenKeyboard, 336)
  const bottom = async () => {
    const box = await picker.boundingBox()
    return box && box.y + box.height
  }
  await expect.poll(bottom).toBe(left)
  expect((await picker.boundingBox())?.y).toBeGreaterThanOrEqual(0)
  await context.close()
})

test.describe('when the names of the emoji do not come', () => {
  test.use({ expectedFaults: /Failed to load resource/ })

  test('the picker says so and tries again', async ({ page }) => {
    await page.route('**/assets/data-*.json', (route) => route.abort())
    await composer(page).editor.getByRole('button', { name: 'Emoji', exact: true }).click()
    const picker = page.getByRole('dialog', { name: 'Emoji' })
    await expect(picker).toContainText('The emoji could not be loaded.')
    await page.unroute('**/assets/data-*.json')
    await picker.getByRole('button', { name: 'Try again' }).click()
    await expect(picker.getByRole('button', { name: 'grinning face', exact: true })).toBeVisible()
  })
})

for (const width of [390, 1280]) {
  test(`the picker is for everybody at a width of ${width}`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
    await composer(page).editor.getByRole('button', { name: 'Emoji', exact: true }).click()
    const picker = page.getByRole('dialog', { name: 'Emoji' })
    await expect(picker.getByRole('button').nth(20)).toBeVisible()
    await expect(picker).toBeInViewport({ ratio: 1 })
    // What the picker or the bar cover until one scrolls is no small target.
    await page.setViewportSize({ width, height: 2400 })
    await expectAccessibleInLightAndDark(page)
  })
}

/** Runs in the page: no browser without a screen has such a keyboard. Gives the height that it leaves. */
function openScreenKeyboard(height: number): number {
  const left = innerHeight - height
  Object.defineProperty(visualViewport, 'height', { get: () => left })
  visualViewport?.dispatchEvent(new Event('resize'))
  return left
}
