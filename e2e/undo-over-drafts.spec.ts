import { composer } from './composer.ts'
import { kept, texts } from './kept-drafts.ts'
import { choose, draftName, openDrafts } from './library.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('undo never writes a deleted draft over the one that is open now', async ({ page }) => {
  const { headerText, body } = composer(page)
  await headerText.fill('Stays')
  await choose(page, 'Feedback')
  const list = await openDrafts(page)
  await list.getByRole('article', { name: 'Feedback' }).getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByRole('article')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(headerText).toHaveValue('Stays')
  await body.press('ControlOrMeta+z')
  await expect(body).toHaveValue(/^Thank you for your visit/)
  await expect.poll(async () => (await texts(page)).map(({ header }) => header.text)).toEqual(['Stays', ''])
})

test('an edit in a copy that is taken back leaves the copy open, and the original alone', async ({
  page,
}) => {
  const { footer } = composer(page)
  await footer.fill('Original')
  await kept(page, 'Original')
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Duplicate' }).click()
  await list
    .getByRole('article', { name: /\(copy\)/ })
    .getByRole('button', { name: /\(copy\)/ })
    .first()
    .click()
  await expect(draftName(page)).toHaveValue(/\(copy\)$/)
  await footer.press('End')
  await page.keyboard.type('x')
  await kept(page, 'Originalx')
  await page.keyboard.press('Backspace')
  await page.waitForTimeout(700)
  await page.keyboard.type(' in the copy')
  await kept(page, 'Original in the copy')
  await expect(draftName(page)).toHaveValue(/\(copy\)$/)
  const footers = (await texts(page)).map((draft) => draft.footer).sort()
  expect(footers).toEqual(['Original', 'Original in the copy'])
})

test('undo leads from draft to draft at any pace, and each keeps what is its own', async ({ page }) => {
  const { footer, body } = composer(page)
  await footer.fill('Week 1')
  await kept(page, 'Week 1')
  await footer.fill('Week 2 is better')
  await kept(page, 'Week 2 is better')
  await choose(page, 'Feedback')
  await expect(body).toHaveValue(/^Thank you for your visit/)
  await body.focus()
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(footer).toHaveValue('Week 1')
  await expect
    .poll(async () => (await texts(page)).map((draft) => draft.footer).sort())
    .toEqual(['', 'Week 1'])
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect(body).toHaveValue(/^Thank you for your visit/)
  await expect
    .poll(async () => (await texts(page)).map((draft) => draft.footer).sort())
    .toEqual(['', 'Week 2 is better'])
})
