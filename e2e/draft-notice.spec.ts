import type { BrowserContext, Page } from '@playwright/test'
import { fillStorage } from './browser-storage.ts'
import { composer } from './composer.ts'
import { kept, records } from './kept-drafts.ts'
import { choose, draftName, openDrafts } from './library.ts'
import { openTrio, reloadTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
  await composer(page).footer.fill('Mine')
  await kept(page, 'Mine')
})

test('a draft that was deleted in another tab is not called saved, and can be kept', async ({
  page,
  context,
}) => {
  await deleteElsewhere(context)
  const notice = page.getByRole('alert')
  await expect(notice).toContainText('deleted in another tab')
  await expect(page.getByText('Saved', { exact: true })).toBeHidden()
  await notice.getByRole('button', { name: 'Keep it here' }).click()
  await expect(notice).toBeHidden()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await reloadTrio(page)
  await expect(composer(page).footer).toHaveValue('Mine')
})

test('a draft that was deleted in another tab can be left, and undo brings it back', async ({
  page,
  context,
}) => {
  await choose(page, 'Feedback')
  await kept(page, 'Thank you')
  await deleteElsewhere(context, 'Feedback')
  await page.getByRole('alert').getByRole('button', { name: 'Let it go' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(composer(page).footer).toHaveValue('Mine')
  await expect.poll(() => records(page)).toHaveLength(1)
  await composer(page).body.press('ControlOrMeta+z')
  await expect(draftName(page)).toHaveValue('Feedback')
  await expect.poll(() => records(page)).toHaveLength(2)
})

test('whoever writes on in a draft that was deleted in another tab keeps it', async ({ page, context }) => {
  await deleteElsewhere(context)
  await expect(page.getByRole('alert')).toBeVisible()
  await composer(page).footer.fill('Mine, and more')
  await kept(page, 'Mine, and more')
  await expect(page.getByRole('alert')).toBeHidden()
  await reloadTrio(page)
  await expect(composer(page).footer).toHaveValue('Mine, and more')
})

test('a starter never takes the place of a draft that was deleted in another tab', async ({
  page,
  context,
}) => {
  await deleteElsewhere(context)
  await expect(page.getByRole('alert')).toBeVisible()
  await choose(page, 'Feedback')
  await composer(page).body.press('ControlOrMeta+z')
  await kept(page, 'Mine')
})

test('a deletion that is undone in the other tab is over here too', async ({ page, context }) => {
  const list = await deleteElsewhere(context)
  await expect(page.getByRole('alert')).toBeVisible()
  await list.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
})

test('a draft that went with all data of the site is not called deleted by a tab alone, and can be kept', async ({
  page,
  context,
}) => {
  const other = await context.newPage()
  await other.goto('/livez')
  await other.evaluate(() => localStorage.clear())
  const notice = page.getByRole('alert')
  await expect(notice).toContainText('with all data of this site')
  await notice.getByRole('button', { name: 'Keep it here' }).click()
  await expect(notice).toBeHidden()
  await expect.poll(() => records(page)).toHaveLength(1)
})

test('a draft that is deleted here is no news', async ({ page }) => {
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Delete' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('alert')).toBeHidden()
  await expect(composer(page).footer).toHaveValue('')
})

test('the keyboard goes on at the name of the draft when a notice is answered', async ({ page, context }) => {
  const answer = async (name: string) => {
    await page.getByRole('alert').getByRole('button', { name }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toBeHidden()
    await expect(draftName(page)).toBeFocused()
  }
  const other = await context.newPage()
  await openTrio(other)
  await composer(other).footer.fill('Second')
  await answer('Show that version')
  await composer(other).footer.fill('Third')
  await answer('Keep mine as a copy')

  await fillStorage(page)
  await composer(page).footer.fill('In no storage')
  await expect(page.getByRole('alert')).toBeVisible()
  await page.evaluate(() => localStorage.removeItem('nothing'))
  await answer('Try again')
})

/** Deletes a draft in a tab of its own, and gives the list there. */
async function deleteElsewhere(context: BrowserContext, name = 'Your bike service') {
  const other: Page = await context.newPage()
  await openTrio(other)
  const list = await openDrafts(other)
  await list.getByRole('article', { name }).getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByRole('button', { name: 'Undo' })).toBeVisible()
  return list
}
