import { fillStorage } from './browser-storage.ts'
import { composer } from './composer.ts'
import { kept } from './kept-drafts.ts'
import { draftName, openDrafts } from './library.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

for (const [device, size] of [
  ['desktop', { width: 1280, height: 600 }],
  ['tablet', { width: 768, height: 600 }],
  ['phone', { width: 390, height: 640 }],
] as const) {
  test(`a notice lies over no field in use, over no tab, and ends where the sheet ends, on a ${device}`, async ({
    page,
  }) => {
    await page.setViewportSize(size)
    await fillStorage(page)
    await composer(page).body.fill('A long line.\n'.repeat(12))
    await expect(page.getByRole('alert')).toBeVisible()
    expect(await page.evaluate(findCovered)).toEqual([])
    const notice = await page.getByRole('alert').boundingBox()
    const [sheet, column] = await Promise.all([
      composer(page).editor.boundingBox(),
      page.locator('.app-main').evaluate(readContentEdges),
    ])
    expect(notice?.x).toBe(sheet?.x)
    expect((notice?.x ?? 0) + (notice?.width ?? 0)).toBe(column.right)
  })
}

test('a field in use stays whole above the bar when a notice pushes the page down', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await fillStorage(page)
  await composer(page).footer.fill('Where does this go?')
  await expect(page.getByRole('alert')).toBeVisible()
  const [field, bar] = await Promise.all([
    composer(page).footer.boundingBox(),
    page.locator('.app-bar').boundingBox(),
  ])
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0)
})

for (const width of [320, 360, 375]) {
  test(`a number is seen to its end, and a long name leaves the top two rows, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 640 })
    const before = await page.locator('.app-top').boundingBox()
    await fillStorage(page)
    await page.getByRole('textbox', { name: 'Draft name' }).fill('The appointment of next Thursday morning')
    await composer(page).recipient.fill('+33 6 39 98 10 56')
    await expect(page.getByText('Not saved')).toBeVisible()
    expect((await page.locator('.app-top').boundingBox())?.height).toBe(before?.height)
    const { needs, has } = await composer(page).recipient.evaluate((field) => ({
      needs: field.scrollWidth,
      has: field.clientWidth,
    }))
    expect(needs).toBeLessThanOrEqual(has)
  })
}

test('names and IDs without a blank are broken on a small phone, and the way out stays in sight', async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 320, height: 700 })
  const trio = composer(page)
  const name = 'Campaign_2026_bike_service_reminder_spring_final_v2'.repeat(4)
  await draftName(page).fill(name)
  await trio.button(1).getByRole('textbox', { name: 'Button ID' }).fill('confirmation_'.repeat(19))
  await kept(page, name)
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Versions' }).click()
  const versions = page.getByRole('dialog', { name: `Versions of “${name}”` })
  await expect(versions.getByRole('button', { name: 'Close' })).toBeInViewport({ ratio: 1 })
  await versions.getByRole('button', { name: 'Close' }).click()

  await trio.showView('Preview')
  await trio.part('button').first().click()
  await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await trio.showView('Write')

  const other = await context.newPage()
  await openTrio(other)
  await composer(other).footer.fill('Elsewhere')
  await kept(other, 'Elsewhere')
  await page.bringToFront()
  await expect(page.getByRole('alert')).toContainText('changed in another tab')
  await trio.footer.fill('Here')
  await expect(page.getByRole('alert')).toContainText('goes on here as')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

test('the list of drafts stays in its place when a draft with a long name without a blank is deleted', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const name = 'Campaign_2026_bike_service_reminder_spring_final_v2'
  await draftName(page).fill(name)
  await kept(page, name)
  const list = await openDrafts(page)
  await list.getByRole('button', { name: 'Delete' }).click()
  await expect(list.getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 1 })
  await expect(list.getByRole('heading', { name: 'Drafts' })).toBeInViewport({ ratio: 1 })
  expect(await list.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0)
})

test('the name of a usual country is seen to its end beside the number on a tablet', async ({ page }) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await composer(page).recipient.fill('+44 7700 900123')
  const country = page.locator('.send-to').getByText('United Kingdom')
  await expect(country).toBeVisible()
  expect(await country.evaluate((name) => name.scrollWidth - name.clientWidth)).toBe(0)
})

test('a longer name of a country is seen to its end too, in two lines', async ({ page }) => {
  const country = page.locator('.send-to').getByText('St. Vincent & Grenadines')
  await composer(page).recipient.fill('+1 784 430 1234')
  for (const width of [720, 768, 1280, 1600]) {
    await page.setViewportSize({ width, height: 1024 })
    await expect(country).toBeVisible()
    const cut = await country.evaluate((name) => [
      name.scrollWidth - name.clientWidth,
      name.scrollHeight - name.clientHeight,
    ])
    expect(cut, `${width} px`).toEqual([0, 0])
  }
})

test('what can be done about a message that was not sent stands in one row', async ({ page }) => {
  await composer(page).recipient.fill('+33639981056')
  await composer(page).send.click()
  const card = page.locator('[data-outcome="not_sent"]')
  await expect(card.getByRole('button', { name: 'Go to Recipient' })).toBeVisible()
  // Measured together, as the card may still be on its way into its place.
  const tops = await card
    .getByRole('button', { name: /^(Go to Recipient|Try again)/ })
    .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top))
  expect(tops).toHaveLength(2)
  expect(tops[1]).toBe(tops[0])
})

test('what is wrong with a button is said in the whole width of a small phone, where its ID has room too', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  const button = composer(page).button(2)
  await button.getByRole('textbox', { name: 'Button text' }).fill('Choose quite another date')
  await button.getByRole('textbox', { name: 'Button text' }).blur()
  const error = await button.getByText('characters too long').boundingBox()
  expect(error?.height).toBeLessThan(80)
  const [id, remove] = await Promise.all([
    button.getByRole('textbox', { name: 'Button ID' }).boundingBox(),
    button.getByRole('button', { name: 'Remove' }).boundingBox(),
  ])
  expect(id && id.x + id.width).toBe(remove && remove.x + remove.width)
})

test('what is wrong with a link is said in the whole width, above what is said of links', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 640 })
  const { editor, body, mediaLink, chooseHeader } = composer(page)
  await chooseHeader('Document')
  await mediaLink.fill('https://192.168.1.4/prices.pdf')
  await body.focus()
  const [error, hint] = await Promise.all(
    [/cannot reach this address/, /100 MB at most/].map((words) => editor.getByText(words).boundingBox()),
  )
  const field = await mediaLink.boundingBox()
  expect(error?.width).toBe(field?.width)
  expect(hint?.y).toBeGreaterThanOrEqual((error?.y ?? 0) + (error?.height ?? 0))
})

test('what came of a send is seen in a low window too, wherever the keys for it were pressed', async ({
  page,
  recipient,
}) => {
  await page.setViewportSize({ width: 844, height: 390 })
  await composer(page).recipient.fill(recipient)
  await composer(page).body.press('ControlOrMeta+Enter')
  await expect(page.locator('[data-outcome="accepted"]')).toBeInViewport({ ratio: 1 })
  await expect(composer(page).body).toBeFocused()
})

test('on a phone that lies on its side nothing stands under its camera', async ({
  page,
  context,
  recipient,
}) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setSafeAreaInsetsOverride', {
    insets: { left: CAMERA, leftMax: CAMERA, right: CAMERA, rightMax: CAMERA },
  })
  await page.setViewportSize({ width: 844, height: 390 })
  await composer(page).recipient.fill(recipient)
  await composer(page).send.click()
  const sides = [
    page.locator('.brand svg'),
    page.getByRole('button', { name: 'Switch between light and dark' }).locator('svg:visible'),
    page.getByRole('button', { name: 'Ready to send' }).locator('svg').first(),
    composer(page).send,
    page.locator('[data-outcome="accepted"]'),
  ]
  for (const side of sides) expect(await side.evaluate(distanceToSides)).toBeGreaterThanOrEqual(CAMERA)
  const list = await openDrafts(page)
  expect(await list.evaluate(distanceToSides)).toBeGreaterThanOrEqual(CAMERA)
  await devtools.send('Emulation.setSafeAreaInsetsOverride', { insets: {} })
  await devtools.detach()
})

for (const width of [390, 768, 1280])
  test(`a list of the bar stands above its button where the browser knows no anchors, ${width} px wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 844 })
    await page.evaluate(forgetAnchors)
    const button = page.getByRole('button', { name: 'Try it with …' })
    await button.click()
    const list = await page.getByRole('dialog', { name: 'Try it with …' }).boundingBox()
    expect(list?.y).toBeGreaterThanOrEqual(0)
    expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThanOrEqual((await button.boundingBox())?.y ?? 0)
  })

/** Runs in the page: goes to each control from the place in which it is behind the notice; of a long text its caret counts. */
function findCovered(): string[] {
  const notice = document.querySelector('[role="alert"]')
  const bottom = () => notice?.getBoundingClientRect().bottom ?? 0
  const controls = document.querySelectorAll<HTMLElement>('.app-editor :is(input, button)')
  const covered = [...controls].filter((control) => {
    scrollBy(0, control.getBoundingClientRect().top - 8)
    control.focus()
    return control.getBoundingClientRect().top < bottom()
  })
  scrollTo(0, document.body.scrollHeight)
  const tabs = document.querySelectorAll<HTMLElement>('.app [role="tab"]')
  const hidden = [...tabs].filter((tab) => tab.offsetWidth > 0 && tab.getBoundingClientRect().top < bottom())
  return [...covered, ...hidden].map(({ outerHTML }) => outerHTML.slice(0, 80))
}

// Of a phone of 2023, in pixels of the page.
const CAMERA = 59

function distanceToSides(element: Element): number {
  const { left, right } = element.getBoundingClientRect()
  return Math.min(left, innerWidth - right)
}

function readContentEdges(element: Element) {
  const { right } = element.getBoundingClientRect()
  return { right: right - Number.parseFloat(getComputedStyle(element).paddingRight) }
}

function forgetAnchors(): void {
  for (const sheet of document.styleSheets)
    for (const [index, rule] of [...sheet.cssRules].entries())
      if (rule instanceof CSSSupportsRule && rule.conditionText.includes('position-area'))
        sheet.deleteRule(index)
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('.pop-up { position-area: none !important; justify-self: auto !important }')
  document.adoptedStyleSheets = [sheet]
}
