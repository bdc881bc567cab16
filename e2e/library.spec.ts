import { composer } from './composer.ts'
import { kept, records, texts } from './kept-drafts.ts'
import { choose, draftName, openDrafts } from './library.ts'
import { expect, test } from './reused-page.ts'
import { fillShelf } from './setup/fill-shelf.ts'
import { serveExampleMedia } from './setup/media.ts'

test.beforeEach(async ({ page, context }) => {
  await serveExampleMedia(context)
  await page.goto('/')
})

test('a starter takes the place of the example, and undo brings the example back', async ({ page }) => {
  const { part, body } = composer(page)
  await choose(page, 'Delivery slot')
  await expect(draftName(page)).toHaveValue('Delivery slot')
  await expect(part('header')).toHaveText('Your parcel comes on Friday')
  await expect(part('button')).toHaveText(['Morning', 'Afternoon', 'Evening'])
  await kept(page, 'When shall we ring the bell?')
  await body.press('ControlOrMeta+z')
  await expect(part('header')).toHaveText('Your bike service')
  await expect(draftName(page)).toHaveValue('')
  await body.press('ControlOrMeta+Shift+z')
  await expect(part('header')).toHaveText('Your parcel comes on Friday')
})

test('a starter beside something written begins a draft of its own, and undo leads back to the other', async ({
  page,
}) => {
  const { part, footer, body } = composer(page)
  await footer.fill('Written by me')
  await choose(page, 'Feedback')
  await expect(part('footer')).toBeHidden()
  await expect.poll(() => texts(page)).toHaveLength(2)
  await body.press('ControlOrMeta+z')
  await expect(footer).toHaveValue('Written by me')
  await expect(draftName(page)).toHaveValue('')
  await footer.fill('Written on')
  await expect
    .poll(async () => (await texts(page)).map((draft) => [draft.footer, draft.buttons.length]))
    .toEqual([
      ['', 3],
      ['Written on', 3],
    ])
})

test('which draft is in the editor is said when the list of drafts has led to it', async ({ page }) => {
  const said = page.getByRole('status')
  await fillShelf(page, 1)
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'A draft of many' }).press('Enter')
  await expect(said.filter({ hasText: '“A draft of many” is in the editor.' })).toHaveCount(1)
  await openDrafts(page)
  await list.getByRole('button', { name: 'New blank draft' }).press('Enter')
  await expect(said.filter({ hasText: 'A blank draft is in the editor.' })).toHaveCount(1)
})

test('the recipient typed for the example goes along with the first starter', async ({ page, recipient }) => {
  await composer(page).recipient.fill(recipient)
  await choose(page, 'Event invitation')
  await expect(composer(page).recipient).not.toHaveValue('')
  await expect(page.getByRole('button', { name: 'Ready to send' })).toBeVisible()
})

test('a blank draft is kept as soon as something is in it', async ({ page }) => {
  const { footer, body, part } = composer(page)
  await footer.fill('The first')
  await openDrafts(page)
  await page.getByRole('button', { name: 'New blank draft' }).click()
  await expect(body).toHaveValue('')
  await expect(part('button')).toHaveText(['Button text'])
  await page.waitForTimeout(600)
  expect(await records(page)).toHaveLength(1)
  await body.fill('The second')
  await expect.poll(() => records(page)).toHaveLength(2)
  await expect(draftName(page)).toHaveAttribute('placeholder', 'The second')
})

test('what is kept in the moment in which the list of drafts opens is in it', async ({ page }) => {
  // So long after the list is read the page does the rest of opening it that a slow machine keeps the draft in between.
  await composer(page).footer.evaluate((footer: HTMLInputElement) =>
    addEventListener('focusin', ({ target }) => {
      if (!(target instanceof Element && target.closest('.library'))) return
      footer.setRangeText('By me')
      footer.dispatchEvent(new Event('input', { bubbles: true }))
      dispatchEvent(new Event('pagehide'))
    }),
  )
  const list = await openDrafts(page)
  await expect(list.getByRole('article', { name: 'Your bike service' })).toBeVisible()
})

test('drafts are renamed, doubled, deleted and brought back', async ({ page }) => {
  await composer(page).footer.fill('By me')
  await kept(page, 'By me')
  const list = await openDrafts(page)
  const card = (name: string) => list.getByRole('article', { name, exact: true })

  await card('Your bike service').getByRole('button', { name: 'Rename' }).click()
  await page.keyboard.type('Bikes')
  await page.keyboard.press('Enter')
  await expect(card('Bikes')).toBeVisible()
  await expect(card('Bikes')).toContainText('In the editor')
  await expect(card('Bikes').getByRole('button', { name: 'Rename' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Not this')
  await page.keyboard.press('Escape')
  await expect(card('Bikes')).toBeVisible()
  await expect(card('Bikes').getByRole('button', { name: 'Rename' })).toBeFocused()

  await card('Bikes').getByRole('button', { name: 'Duplicate' }).click()
  await expect(
    list.getByRole('status').filter({ hasText: '“Bikes (copy)” is among your drafts now.' }),
  ).toBeAttached()
  await expect(list.getByRole('article')).toHaveCount(2)
  await card('Bikes (copy)').getByRole('button', { name: 'Bikes (copy)' }).click()
  await expect(draftName(page)).toHaveValue('Bikes (copy)')

  await openDrafts(page)
  await card('Bikes (copy)').getByRole('button', { name: 'Delete' }).click()
  await expect(list.locator('.library-removed').getByText('“Bikes (copy)” is deleted.')).toBeVisible()
  await expect(list.getByRole('article')).toHaveCount(1)
  await expect(list.getByRole('button', { name: 'Undo' })).toBeFocused()
  await expect(card('Bikes')).toContainText('In the editor')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('article')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(draftName(page)).toHaveValue('Bikes')
})

test('a draft that could not be kept is downloaded before another takes its place', async ({ page }) => {
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
    }
  })
  await composer(page).headerText.fill('In no storage')
  await expect(page.getByRole('alert')).toBeVisible()
  const download = page.waitForEvent('download')
  await choose(page, 'Feedback')
  expect((await download).suggestedFilename()).toBe('In no storage.json')
})

test('the last draft can be deleted, and comes back whole with undo', async ({ page }) => {
  await composer(page).footer.fill('The only one')
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByText('No drafts yet')).toBeVisible()
  expect(await records(page)).toEqual([])
  await list.getByRole('button', { name: 'Undo' }).click()
  await list.getByRole('button', { name: 'Your bike service' }).click()
  await expect(composer(page).footer).toHaveValue('The only one')
})

test('five hundred drafts are listed, searched and opened', async ({ page }) => {
  await fillShelf(page, 500)
  await page.reload()
  const list = await openDrafts(page)
  // Cards are added until the last of them is far out of sight.
  await expect.poll(() => list.getByRole('article').last().evaluate(toDepth)).toBeGreaterThan(600)
  const drawn = await list.getByRole('article').count()
  expect(drawn, 'what nobody sees is not drawn').toBeLessThan(60)
  await list.getByRole('searchbox').fill('number 498.')
  await expect(list.getByRole('article')).toHaveCount(1)
  await list.getByRole('searchbox').fill('')
  await expect(list.getByRole('article')).toHaveCount(drawn)
  await list
    .getByRole('article')
    .nth(drawn - 1)
    .scrollIntoViewIfNeeded()
  await expect.poll(() => list.getByRole('article').count()).toBeGreaterThan(drawn)
  await list.getByRole('searchbox').fill('no such words')
  await expect(list.locator('.library-list').getByText('No draft says “no such words”.')).toBeVisible()
  await list.getByRole('searchbox').fill('NUMBER 498.')
  await list.getByRole('article').getByRole('button').first().click()
  await expect(composer(page).body).toHaveValue(/number 498\./)
  await page.reload()
  await expect(composer(page).body).toHaveValue(/number 498\./)
})

test('a draft written in another tab appears in the open list', async ({ page, context }) => {
  const list = await openDrafts(page)
  await expect(list.getByRole('article')).toHaveCount(0)
  const other = await context.newPage()
  await other.goto('/')
  await composer(other).headerText.fill('Elsewhere')
  await expect(list.getByRole('article', { name: 'Elsewhere' })).toBeVisible()
})

test('everything in the library can be done by keyboard', async ({ page }) => {
  await composer(page).footer.fill('By keyboard')
  await kept(page, 'By keyboard')
  await page.getByRole('button', { name: 'Drafts' }).focus()
  await page.keyboard.press('Enter')
  const list = page.getByRole('dialog', { name: 'Drafts' })
  await expect(list.getByRole('heading', { name: 'Drafts' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(list.getByRole('button', { name: 'Close' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(list.getByRole('searchbox')).toBeFocused()
  for (const name of [
    'New blank draft',
    'From a starter',
    'Your bike service',
    'Rename',
    'Versions',
    'Duplicate',
    'Delete',
  ]) {
    await page.keyboard.press('Tab')
    await expect(list.getByRole('button', { name })).toBeFocused()
  }
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Versions of “Your bike service”' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'All drafts' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(list.getByRole('heading', { name: 'Drafts' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(page.getByRole('button', { name: 'Drafts' })).toBeFocused()
})

/** Runs in the page: how far below the screen an element ends. */
function toDepth(element: Element): number {
  return element.getBoundingClientRect().bottom - innerHeight
}
