import { composer } from './composer.ts'
import { kept } from './kept-drafts.ts'
import { draftName, openDrafts } from './library.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test('a name of blanks is none', async ({ page }) => {
  await openTrio(page)
  await draftName(page).fill('   ')
  await composer(page).footer.fill('Mine')
  await expect(draftName(page)).toHaveValue('')
  await kept(page, 'Mine')
  const list = await openDrafts(page)
  await expect(list.getByRole('article', { name: 'Your bike service' })).toBeVisible()
})

test('the name of a draft is read from right to left where it begins so', async ({ page }) => {
  await openTrio(page)
  const name = page.getByRole('textbox', { name: 'Draft name' })
  await composer(page).footer.fill('Written')
  await name.fill('תזכורת SMS')
  await expect(name).toHaveCSS('direction', 'rtl')
  await page.getByRole('button', { name: 'Drafts' }).click()
  const card = page.getByRole('article', { name: 'תזכורת SMS' })
  await expect(card.getByRole('heading')).toHaveCSS('direction', 'rtl')
  await card.getByRole('button', { name: 'Rename' }).click()
  await expect(card.getByRole('textbox', { name: 'Draft name' })).toHaveCSS('direction', 'rtl')
})

test('so is the title that stands in its place until somebody names it', async ({ page }) => {
  await openTrio(page)
  const name = page.getByRole('textbox', { name: 'Draft name' })
  await composer(page).headerText.fill('תזכורת SMS')
  await expect(name).toHaveAttribute('placeholder', 'תזכורת SMS')
  await expect(name).toHaveCSS('direction', 'rtl')
  await name.fill('Reminder')
  await expect(name).toHaveCSS('direction', 'ltr')
})
