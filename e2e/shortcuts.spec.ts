import type { Route } from '@playwright/test'
import { expectAccessibleInLightAndDark } from './accessibility.ts'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

test('the key ? lists the shortcuts outside of fields, and only there', async ({ page }) => {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const { body } = composer(page)
  await body.press('End')
  await body.press('?')
  await expect(body).toHaveValue(/\?/)
  await expect(sheet).toBeHidden()
  await body.blur()
  await page.keyboard.press('?')
  await expect(sheet).toBeVisible()
  await expect(sheet).toContainText('Ctrl')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('the key ? can be turned off, and the button still opens the list', async ({ page }) => {
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const button = page.getByRole('button', { name: 'Keyboard shortcuts' })
  await button.click()
  await sheet.getByRole('checkbox', { name: 'Open this list with the key ?' }).uncheck()
  await sheet.getByRole('button', { name: 'Close' }).click()
  await expect(button).toBeFocused()
  await page.keyboard.press('?')
  await page.keyboard.press('F8')
  await expect(composer(page).recipient).toBeFocused()
  await expect(sheet).toBeHidden()
  await button.click()
  await expect(sheet).toBeVisible()
})

test('F8 goes from one thing to fix to the next and round again', async ({ page }) => {
  const { body, recipient } = composer(page)
  await body.fill('')
  await expect(page.getByText('2 things to fix')).toBeVisible()
  // From outside of both, for the focus says when the part that was loaded for the first key has done its work.
  await body.blur()
  await page.keyboard.press('F8')
  await expect(recipient.or(body).and(page.locator(':focus'))).toHaveCount(1)
  const first = await page.locator(':focus').getAttribute('name')
  await page.keyboard.press('F8')
  await expect(page.locator(':focus')).not.toHaveAttribute('name', first ?? '')
  await page.keyboard.press('F8')
  await expect(page.locator(':focus')).toHaveAttribute('name', first ?? '')
  await page.keyboard.press('Shift+F8')
  await expect(page.locator(':focus')).not.toHaveAttribute('name', first ?? '')
})

test('no key is lost while the code for it is on its way', async ({ page }) => {
  const { body, recipient } = composer(page)
  const held: Route[] = []
  await page.route('**/assets/shortcuts-*.js', (route) => void held.push(route))
  await body.fill('')
  await expect(page.getByText('2 things to fix')).toBeVisible()
  await body.blur()
  await page.keyboard.press('F8')
  await page.keyboard.press('F8')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  for (const route of held) await route.continue()
  await expect(recipient).toBeFocused()
  await page.keyboard.press('F8')
  await expect(body).toBeFocused()
})

test('Ctrl O opens the drafts, and Escape leads back into the field', async ({ page }) => {
  const { body } = composer(page)
  await body.press('ControlOrMeta+o')
  await expect(page.getByRole('dialog', { name: 'Drafts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(body).toBeFocused()
})

test('Ctrl Enter presses Send from any field', async ({ page, recipient }) => {
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await trio.body.fill('Sent by a key')
  await trio.body.press('ControlOrMeta+Enter')
  await expect(page.locator('[data-outcome="accepted"]')).toBeVisible()
})

test('where the keys have letters of another script, each is the one in the same place', async ({ page }) => {
  const { body } = composer(page)
  const press = (key: string, code: string) => body.dispatchEvent('keydown', { key, code, ctrlKey: true })
  await body.fill('Привет')
  await body.selectText()
  await press('и', 'KeyB')
  await expect(body).toHaveValue('*Привет*')
  await press('я', 'KeyZ')
  await expect(body).toHaveValue('Привет')
  await press('ט', 'KeyY')
  await expect(body).toHaveValue('*Привет*')
  await press('щ', 'KeyO')
  await expect(page.getByRole('dialog', { name: 'Drafts' })).toBeVisible()
})

test('on a Mac the keys have the names of a Mac', async ({ context }) => {
  const page = await context.newPage()
  await page.addInitScript(() => Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' }))
  await openTrio(page)
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet).toContainText('⌘')
  await expect(sheet).not.toContainText('Ctrl')
})

for (const width of [390, 1280]) {
  test(`the list of shortcuts is for everybody at a width of ${width}`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await expectAccessibleInLightAndDark(page)
  })
}
