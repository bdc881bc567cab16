import type { Page } from '@playwright/test'
import { blockStorage, fillStorage } from './browser-storage.ts'
import { composer } from './composer.ts'
import { expect } from './fixtures.ts'
import { kept, pauseEditing } from './kept-drafts.ts'
import { reloadTrio } from './open.ts'
import { fillShelf } from './setup/fill-shelf.ts'

/** What the library and the keeping of drafts can look like. */
export const DRAFT_STATES: readonly { name: string; prepare(page: Page): Promise<void> }[] = [
  { name: 'starters', prepare: openStarters },
  { name: 'drafts', prepare: async (page) => void (await openDrafts(page)) },
  { name: 'drafts-none', prepare: async (page) => void (await openShelf(page)) },
  { name: 'drafts-deleted', prepare: deleteDraft },
  { name: 'drafts-full', prepare: fillShelves },
  { name: 'drafts-blocked', prepare: openBlocked },
  { name: 'versions', prepare: openVersions },
  { name: 'draft-not-kept', prepare: writeInVain },
  { name: 'draft-changed', prepare: changeElsewhere },
  { name: 'draft-copied', prepare: copyAside },
  { name: 'draft-deleted', prepare: deleteElsewhere },
  { name: 'draft-unreadable', prepare: breakRecord },
]

async function openStarters(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Starters' }).click()
  await expect(page.getByRole('dialog', { name: 'Starters' })).toBeVisible()
}

async function openShelf(page: Page) {
  await page.getByRole('button', { name: 'Drafts' }).click()
  const list = page.getByRole('dialog', { name: 'Drafts' })
  await expect(list).toBeVisible()
  return list
}

async function openDrafts(page: Page) {
  await fillShelf(page, 8)
  await composer(page).footer.fill('Reply by noon')
  await kept(page, 'Reply by noon')
  return openShelf(page)
}

async function deleteDraft(page: Page): Promise<void> {
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Delete' }).nth(1).click()
  await expect(list.getByRole('button', { name: 'Undo' })).toBeVisible()
}

async function fillShelves(page: Page): Promise<void> {
  const list = await openDrafts(page)
  await fillStorage(page)
  await list.getByRole('button', { name: 'Duplicate' }).first().click()
  await expect(list.getByRole('alert')).toBeVisible()
}

/** The next page of the tab stores again. */
async function openBlocked(page: Page): Promise<void> {
  const block = await blockStorage(page)
  await reloadTrio(page)
  await block.dispose()
  await openShelf(page)
}

async function openVersions(page: Page): Promise<void> {
  const { footer, headerText } = composer(page)
  await footer.fill('Reply by noon')
  await pauseEditing(page, 'Reply by noon')
  await headerText.fill('Your bicycle')
  await footer.fill('Reply by six')
  await pauseEditing(page, 'Reply by six')
  const list = await openShelf(page)
  await list.getByRole('button', { name: 'Versions' }).click()
  await expect(page.getByRole('article')).toHaveCount(2)
}

async function writeInVain(page: Page): Promise<void> {
  await fillStorage(page)
  await composer(page).footer.fill('Where does this go?')
  await expect(page.getByRole('alert')).toBeVisible()
}

async function changeElsewhere(page: Page): Promise<void> {
  await composer(page).footer.fill('Here')
  await kept(page, 'Here')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await composer(other).footer.fill('Elsewhere')
  await expect(page.getByRole('alert')).toBeVisible()
  await other.close()
  await page.bringToFront()
}

async function copyAside(page: Page): Promise<void> {
  await changeElsewhere(page)
  await composer(page).footer.fill('Here too')
  await expect(page.getByRole('alert')).toContainText('(copy)')
}

async function deleteElsewhere(page: Page): Promise<void> {
  await composer(page).footer.fill('Here')
  await kept(page, 'Here')
  const other = await page.context().newPage()
  await other.goto('/livez')
  await other.evaluate(() => localStorage.clear())
  await other.close()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.bringToFront()
}

async function breakRecord(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.setItem('trio:draft:x', '{"v":1,"updatedAt":17,"id":"x","dra')
    localStorage.setItem('trio:last', 'x')
  })
  await reloadTrio(page)
  await expect(page.getByRole('alert')).toBeVisible()
}
