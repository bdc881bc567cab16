import { blockStorage } from './browser-storage.ts'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { kept } from './kept-drafts.ts'
import { choose, openDrafts } from './library.ts'
import { openTrio } from './open.ts'

test.describe('where the browser stores nothing', () => {
  test.beforeEach(async ({ page, context }) => {
    await blockStorage(context)
    await openTrio(page)
  })

  test('the list of drafts says so, and the draft can be downloaded', async ({ page }) => {
    await composer(page).footer.fill('Nowhere but here')
    const list = await openDrafts(page)
    await expect(list).toContainText('This browser keeps nothing for Trio')
    const download = page.waitForEvent('download')
    await list.getByRole('button', { name: 'Download the draft' }).click()
    const stream = await (await download).createReadStream()
    expect((await stream.toArray()).join('')).toContain('Nowhere but here')
    await page.keyboard.press('Escape')
    await expect(composer(page).footer).toHaveValue('Nowhere but here')
  })

  test('a starter says that the draft is downloaded, and undo brings it back', async ({ page }) => {
    await composer(page).footer.fill('Nowhere but here')
    await page.getByRole('button', { name: 'Starters' }).click()
    await expect(page.getByRole('dialog')).toContainText('is downloaded as a file')
    await page.keyboard.press('Escape')
    const download = page.waitForEvent('download')
    await choose(page, 'Feedback')
    await download
    await expect(
      page.getByRole('status').filter({ hasText: 'What you had written was downloaded.' }),
    ).toBeAttached()
    await composer(page).body.press('ControlOrMeta+z')
    await expect(composer(page).footer).toHaveValue('Nowhere but here')
  })

  test('what nobody wrote is not downloaded: the example, a starter as it is, a blank draft', async ({
    page,
  }) => {
    const names: string[] = []
    page.on('download', (download) => names.push(download.suggestedFilename()))
    await page.getByRole('button', { name: 'Starters' }).click()
    await expect(page.getByRole('dialog')).toContainText('make it yours.')
    await expect(page.getByRole('dialog')).not.toContainText('downloaded')
    await page.keyboard.press('Escape')
    for (const starter of ['Feedback', 'Blank', 'Feedback']) {
      await choose(page, starter)
      await expect(
        page.getByRole('status').filter({ hasText: `${starter} is in the editor.` }),
      ).not.toContainText('downloaded')
    }
    await composer(page).footer.fill('Nowhere but here')
    const download = page.waitForEvent('download')
    await choose(page, 'Blank')
    await download
    expect(names).toEqual(['Feedback.json'])
  })
})

test('without a database there are no versions, and drafts are kept all the same', async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      get: () => {
        throw new DOMException('Access is denied.', 'SecurityError')
      },
    })
  })
  await openTrio(page)
  await composer(page).footer.fill('First')
  await kept(page, 'First')
  await choose(page, 'Feedback')
  await kept(page, 'Thank you')
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Versions' }).first().click()
  await expect(page.getByRole('dialog')).toContainText('does not let Trio keep versions')
  await page.getByRole('button', { name: 'All drafts' }).click()
  await list.getByRole('article', { name: 'Feedback' }).getByRole('button', { name: 'Delete' }).click()
  await list.getByRole('button', { name: 'Undo' }).click()
  await expect(list.getByRole('article')).toHaveCount(2)
})
