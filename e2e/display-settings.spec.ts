import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

// What the system or the browser is set to: its own colours, more contrast, larger letters, paper.

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

test('where the system chooses the colours, signs wait for the pointer and filled buttons have an edge', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  for (const sign of ['.line-emoji', '.bubble-edit'])
    await expect(page.locator(sign).first()).toHaveCSS('color', 'rgba(0, 0, 0, 0)')
  await composer(page).footer.hover()
  await expect(page.getByRole('button', { name: 'Emoji in footer' })).not.toHaveCSS(
    'color',
    'rgba(0, 0, 0, 0)',
  )
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Copy link' })).toHaveCSS('border-top-style', 'solid')
})

test('where the system chooses the colours, the bubble of the answer has an edge', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await composer(page).part('button').first().click()
  await expect(page.locator('.answer')).toHaveCSS('outline-style', 'solid')
})

test('with more contrast, what is chosen and the field in use have a line', async ({ page }) => {
  await page.emulateMedia({ contrast: 'more' })
  const chosen = page.locator('[role="radiogroup"] > :has(:checked), [aria-selected="true"]')
  for (const one of await chosen.all()) await expect(one).toHaveCSS('box-shadow', /inset/)
  await composer(page).footer.focus()
  await expect(composer(page).footer).toHaveCSS('outline-style', 'solid')
})

for (const width of [390, 1280]) {
  test(`a larger font size set in the browser moves nothing over something else, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 })
    const before = await page.evaluate(measureControls)
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    expect(await page.evaluate(measureControls)).toEqual(before)
  })
}

test('the page is printed in dark ink', async ({ page }) => {
  await page.getByRole('button', { name: 'Switch between light and dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.emulateMedia({ media: 'print' })
  await expect(composer(page).body).toHaveCSS('color', 'rgb(33, 31, 27)')
})

/** Runs in the page: where each control in sight stands, and how wide the page is. */
function measureControls() {
  const controls = [...document.querySelectorAll<HTMLElement>('button, input, textarea, [role="radiogroup"]')]
  const places = controls.map((control) => {
    const { x, y, width, height } = control.getBoundingClientRect()
    return [control.getAttribute('aria-label') ?? control.textContent, x, y, width, height]
  })
  return { places, width: document.documentElement.scrollWidth }
}
