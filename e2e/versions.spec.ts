import { composer } from './composer.ts'
import { kept, pauseEditing, texts } from './kept-drafts.ts'
import { choose, draftName, openDrafts } from './library.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

test('what was written just before a reload is among the versions', async ({ page }) => {
  await composer(page).footer.fill('Written last')
  await kept(page, 'Written last')
  await page.reload()
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Versions' }).click()
  await expect(page.getByRole('dialog').getByRole('article').first()).toContainText('Written last')
  await expect(page.getByRole('dialog').getByRole('article').first()).toContainText('Now')
})

test('a version comes back with one press after a reload, and undo and the list lead on again', async ({
  page,
}) => {
  const { footer, body } = composer(page)
  for (const text of ['First version', 'Second version']) {
    await footer.fill(text)
    await pauseEditing(page, text)
  }
  await page.reload()
  await footer.fill('Third version')
  await kept(page, 'Third version')

  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Versions' }).click()
  const versions = page.getByRole('dialog').getByRole('article')
  await expect(versions).toHaveCount(3)
  await expect(versions.first()).toContainText('Now')
  await expect(versions.first()).toContainText('Footer')
  await versions.filter({ hasText: 'First version' }).getByRole('button', { name: 'Restore' }).click()
  await expect(footer).toHaveValue('First version')
  await expect(page.getByRole('dialog')).toBeHidden()
  await body.press('ControlOrMeta+z')
  await expect(footer).toHaveValue('Third version')

  await openDrafts(page)
  await list.getByRole('button', { name: 'Versions' }).click()
  await expect(versions).toHaveCount(3)
})

test('a version of a draft that was deleted in another tab becomes a draft, and takes the place of none', async ({
  page,
  context,
}) => {
  const { footer } = composer(page)
  for (const text of ['First version', 'Second version']) {
    await footer.fill(text)
    await pauseEditing(page, text)
  }
  await choose(page, 'Feedback')
  await footer.fill('In the editor')
  await kept(page, 'In the editor')
  const list = await openDrafts(page)
  const card = list.getByRole('article', { name: 'Your bike service' })
  await card.getByRole('button', { name: 'Versions' }).click()
  const versions = page.getByRole('dialog').getByRole('article')
  await expect(versions).toHaveCount(2)

  const other = await context.newPage()
  await openTrio(other)
  await (await openDrafts(other))
    .getByRole('article', { name: 'Your bike service' })
    .getByRole('button', { name: 'Delete' })
    .click()
  await expect.poll(async () => (await texts(page)).map((draft) => draft.footer)).toEqual(['In the editor'])

  await versions.filter({ hasText: 'First version' }).getByRole('button', { name: 'Restore' }).click()
  await expect(footer).toHaveValue('First version')
  await expect(draftName(page)).toHaveValue('Your bike service')
  await expect
    .poll(async () => (await texts(page)).map((draft) => draft.footer).toSorted())
    .toEqual(['First version', 'In the editor'])
})

test('a double click on Restore is one step of undo', async ({ page }) => {
  const { footer, body } = composer(page)
  for (const text of ['First version', 'Second version']) {
    await footer.fill(text)
    await pauseEditing(page, text)
  }
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Versions' }).click()
  await page
    .getByRole('dialog')
    .getByRole('article')
    .filter({ hasText: 'First version' })
    .getByRole('button', { name: 'Restore' })
    .dblclick()
  await expect(footer).toHaveValue('First version')
  await expect(page.getByRole('dialog')).toBeHidden()
  await body.press('ControlOrMeta+z')
  await expect(footer).toHaveValue('Second version')
})

test('the last twenty versions are kept', async ({ page }) => {
  const { footer } = composer(page)
  for (let number = 1; number <= 22; number++) {
    await footer.fill(`Version ${number}`)
    await pauseEditing(page, `Version ${number}`)
  }
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Versions' }).click()
  const versions = page.getByRole('dialog').getByRole('article')
  await expect(versions).toHaveCount(20)
  await expect(versions.first()).toContainText('Version 22')
  await expect(versions.last()).toContainText('Version 3')
})
