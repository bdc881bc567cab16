import { fillStorage } from './browser-storage.ts'
import { composer } from './composer.ts'
import { kept, records } from './kept-drafts.ts'
import { choose, draftName, openDrafts } from './library.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test('a full storage is said in the list of drafts, which shows what is stored', async ({ page }) => {
  await openTrio(page)
  await composer(page).footer.fill('First')
  await kept(page, 'First')
  await choose(page, 'Feedback')
  await kept(page, 'Thank you')
  const before = await records(page)
  const list = await openDrafts(page)
  await fillStorage(page)
  const alert = list.getByRole('alert')

  const card = list.getByRole('article', { name: 'Your bike service' })
  await card.getByRole('button', { name: 'Duplicate' }).click()
  await expect(alert).toContainText('storage for Trio is full')
  await card.getByRole('button', { name: 'Rename' }).click()
  await page.keyboard.type('Bikes')
  await page.keyboard.press('Enter')
  await expect(card).toBeVisible()
  const keepRecipients = list.getByRole('checkbox', { name: 'Keep the recipient' })
  await keepRecipients.click()
  await expect(keepRecipients).not.toBeChecked()
  await expect(alert).toContainText('storage for Trio is full')
  expect(await records(page)).toEqual(before)

  await list.getByRole('article', { name: 'Feedback' }).getByRole('button', { name: 'Delete' }).click()
  await expect(alert).toBeHidden()
  await keepRecipients.click()
  await expect(keepRecipients).toBeChecked()
})

test('a name for the draft in the editor that finds no room is said in the list of drafts', async ({
  page,
}) => {
  await openTrio(page)
  await composer(page).footer.fill('First')
  await kept(page, 'First')
  const list = await openDrafts(page)
  await fillStorage(page)
  await list.getByRole('button', { name: 'Rename' }).click()
  await page.keyboard.type('Bikes')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('alert')).toContainText('storage for Trio is full')
  await expect(draftName(page)).toHaveValue('Bikes')
})

test('a starter that nobody changed is not downloaded where there is no room for it', async ({ page }) => {
  await openTrio(page)
  const downloads: string[] = []
  page.on('download', (download) => downloads.push(download.suggestedFilename()))
  await fillStorage(page)
  await choose(page, 'Feedback')
  await expect(page.getByRole('alert')).toBeHidden()
  await choose(page, 'Support triage')
  await composer(page).footer.fill('Mine')
  await expect(page.getByRole('alert')).toContainText('This draft is not kept')
  const download = page.waitForEvent('download')
  await choose(page, 'Feedback')
  await download
  expect(downloads).toEqual(['Support triage.json'])
})
