import { records } from './kept-drafts.ts'
import { draftName, openDrafts } from './library.ts'
import { openTrio, reloadTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { fillShelf } from './setup/fill-shelf.ts'
import { typeAtOnce } from './typing.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
  await fillShelf(page, 6)
  await reloadTrio(page)
})

for (const [how, clickCount] of [
  ['a double click', 2],
  ['a second tap', 1],
] as const) {
  test(`${how} on Delete deletes one draft`, async ({ page, context }) => {
    const list = await openDrafts(page)
    const { x = 0, y = 0 } = (await list.getByRole('button', { name: 'Delete' }).first().boundingBox()) ?? {}
    const devtools = await context.newCDPSession(page)
    // By the clock of events a moment apart, however long a busy machine takes in between.
    const press = async (timestamp: number, count: number) => {
      for (const type of ['mousePressed', 'mouseReleased'] as const)
        await devtools.send('Input.dispatchMouseEvent', {
          type,
          timestamp,
          x: x + 9,
          y: y + 9,
          button: 'left',
          clickCount: count,
        })
    }
    const start = Date.now() / 1000
    await press(start, 1)
    await expect(list.getByRole('article')).toHaveCount(5)
    await press(start + 0.12, clickCount)
    await page.waitForTimeout(300)
    expect(await records(page)).toHaveLength(5)
    await list.getByRole('button', { name: 'Undo' }).click()
    await expect(list.getByRole('article')).toHaveCount(6)
  })
}

test('undo brings back all drafts that were deleted one after the other', async ({ page }) => {
  const before = (await records(page)).sort()
  const list = await openDrafts(page)
  for (const left of [5, 4, 3]) {
    await list.getByRole('button', { name: 'Delete' }).nth(1).click()
    await expect(list.getByRole('article')).toHaveCount(left)
    await page.waitForTimeout(600)
  }
  await expect(list.locator('.library-removed')).toContainText('3 drafts are deleted.')
  await list.getByRole('button', { name: 'Undo' }).click()
  await expect(list.getByRole('article')).toHaveCount(6)
  expect((await records(page)).sort()).toEqual(before)
  await expect(list.locator('.library-removed')).toBeHidden()
})

test('a name that is looked at and left as it was stays none', async ({ page }) => {
  const list = await openDrafts(page)
  for (const leave of [() => page.keyboard.press('Enter'), () => list.getByRole('searchbox').click()]) {
    await list.getByRole('button', { name: 'Rename' }).first().click()
    await leave()
    await expect(list.getByRole('textbox', { name: 'Draft name' })).toBeHidden()
  }
  expect((await records(page)).every((text) => text.includes('"name":""'))).toBe(true)
  await page.keyboard.press('Escape')
  await expect(draftName(page)).toHaveValue('')
})

test('what a search finds, what is deleted and what is back is announced, each once', async ({ page }) => {
  const list = await openDrafts(page)
  const said = () =>
    page.evaluate(() => (Reflect.get(globalThis, 'said') as string[]).map((text) => text.trim()))
  await list.locator('.sr-only[role=status]').evaluate((region) => {
    const sentences: string[] = []
    Reflect.set(globalThis, 'said', sentences)
    new MutationObserver(() => sentences.push(region.textContent ?? '')).observe(region, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
  await typeAtOnce(list.getByRole('searchbox'), 'draft of many')
  await expect.poll(said).toEqual(['6 drafts found.'])
  await list.getByRole('searchbox').fill('number 3')
  await expect.poll(said).toEqual(['6 drafts found.', '1 draft found.'])
  await list.getByRole('searchbox').fill('no such words')
  await expect.poll(said).toContain('No draft says “no such words”.')
  await list.getByRole('searchbox').fill('')
  await list.getByRole('button', { name: 'Delete' }).first().click()
  await expect.poll(said).toContain('“A draft of many” is deleted.')
  await list.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(said).toContain('“A draft of many” is back.')
  await page.waitForTimeout(1200)
  expect(await said()).toHaveLength(5)
})

test('a long name in one piece pushes nothing out of a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Rename' }).first().click()
  await page.keyboard.insertText(NAME)
  await page.keyboard.press('Enter')
  await list.getByRole('article', { name: NAME }).getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 1 })
  await list.getByRole('searchbox').fill(NAME)
  await expect(list.getByText('No draft says')).toBeVisible()
  expect(await list.evaluate((dialog) => dialog.scrollWidth)).toBe(390)
  const nothing = list.locator('.library-list')
  expect(await nothing.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
})

const NAME = 'https://example.com/reservations/confirm/2026_autumn_evening_in_the_open_studio'
