import { expectAccessibleInLightAndDark } from './accessibility.ts'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'

test.beforeEach(async ({ page }) => {
  await openTrio(page)
})

test('a tap on a reply button plays the answer and shows what the webhook receives', async ({ page }) => {
  const { preview, button, recipient } = composer(page)
  await button(2).getByRole('textbox', { name: 'Button text' }).fill('Another day')
  await recipient.fill('+12025550143')
  await preview.getByRole('button', { name: 'Tap “Another day”' }).click()
  await expect(preview.locator('.answer')).toContainText('Another day')
  await expect(
    page.getByRole('status').filter({ hasText: 'The customer answers “Another day”' }),
  ).toHaveCount(1)
  const json: unknown = JSON.parse(await preview.getByRole('region', { name: 'Webhook JSON' }).innerText())
  expect(json).toMatchObject({
    object: 'whatsapp_business_account',
    entry: [
      {
        changes: [
          {
            field: 'messages',
            value: {
              contacts: [{ wa_id: '12025550143' }],
              messages: [
                {
                  from: '12025550143',
                  type: 'interactive',
                  interactive: {
                    type: 'button_reply',
                    button_reply: { id: 'another-day', title: 'Another day' },
                  },
                },
              ],
            },
          },
        ],
      },
    ],
  })
  await expect(preview.getByText('"button_reply": {')).toBeInViewport()
  await preview.getByRole('button', { name: 'Copy the webhook’s JSON' }).click()
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toEqual(json)
})

test('an answer is played again, follows the draft, and is cleared', async ({ page }) => {
  const { preview, part, button } = composer(page)
  await part('button').first().click()
  await preview.getByRole('button', { name: 'Play again' }).click()
  await expect(preview.locator('.answer')).toHaveCount(1)
  await button(1).getByRole('textbox', { name: 'Button text' }).fill('Fine')
  await expect(preview.locator('.answer')).toContainText('Fine')
  await preview.getByRole('button', { name: 'Clear' }).click()
  await expect(preview.locator('.answer')).toHaveCount(0)
  await expect(part('button').first()).toBeFocused()
  await expect(preview.getByText('What your customer sees')).toBeVisible()
})

test('an answer from right to left stands on the right, clear of the time', async ({ page }) => {
  const { preview, part, button } = composer(page)
  await button(1).getByRole('textbox', { name: 'Button text' }).fill('אישור')
  await button(1).getByRole('textbox', { name: 'Button ID' }).fill('אישור-yes')
  await part('button').first().click()
  // All in one look, for the preview may still be scrolling.
  const { bubble, words, time } = await preview.locator('.answer').evaluate((answer) => {
    const text = answer.querySelector('.answer-text') ?? answer
    const range = document.createRange()
    range.selectNodeContents(text)
    return {
      bubble: answer.getBoundingClientRect().toJSON(),
      words: range.getBoundingClientRect().toJSON(),
      time: answer.querySelector('.answer-time')?.getBoundingClientRect().toJSON(),
    }
  })
  expect(bubble.right - words.right).toBeLessThan(16)
  expect(words.bottom).toBeLessThanOrEqual(time.y + 1)
  // Apart from the words around it, as in its field.
  await expect(preview.locator('code').first()).toHaveCSS('unicode-bidi', 'isolate')
  await expect(preview.locator('code').first()).toHaveCSS('direction', 'rtl')
})

test('the answer goes with its button', async ({ page }) => {
  const { preview, part, button } = composer(page)
  await part('button').nth(2).click()
  await expect(preview.locator('.answer')).toBeVisible()
  await button(3).getByRole('button', { name: 'Remove' }).click()
  await expect(preview.locator('.answer')).toHaveCount(0)
  await expect(preview.getByText('What your customer sees')).toBeVisible()
})

test('the answer goes when another draft comes, or another button to its place', async ({ page }) => {
  const { preview, part, button, footer } = composer(page)
  const answer = preview.locator('.answer')
  await part('button').first().click()
  await button(2).getByRole('textbox', { name: 'Button text' }).fill('Later')
  await footer.fill('See you')
  await footer.press('ControlOrMeta+z')
  await expect(footer).not.toHaveValue('See you')
  await expect(answer, 'this is the button that was tapped').toBeVisible()
  await button(1).getByRole('button', { name: 'Move down' }).click()
  await expect(answer).toHaveCount(0)
  await part('button').first().click()
  await expect(answer).toBeVisible()
  await page.getByRole('button', { name: 'Starters' }).click()
  await page
    .getByRole('dialog', { name: 'Starters' })
    .getByRole('button', { name: /^Feedback/ })
    .click()
  await expect(part('button').first()).toHaveText(/Great/)
  await expect(answer).toHaveCount(0)
})

test('the keyboard taps a reply button too', async ({ page }) => {
  const { preview, part } = composer(page)
  await part('button').nth(1).focus()
  await page.keyboard.press('Enter')
  await expect(preview.locator('.answer')).toBeVisible()
  await expect(part('button').nth(1)).toBeFocused()
})

test('a reply button can still be edited from the bubble', async ({ page }) => {
  const { preview, part, button } = composer(page)
  const text = (number: number) => button(number).getByRole('textbox', { name: 'Button text' })
  await part('button').nth(1).hover()
  await part('button').nth(1).locator('.bubble-edit').click()
  await expect(text(2)).toBeFocused()
  await expect(preview.locator('.answer')).toHaveCount(0)
  await part('button').first().click()
  await preview.getByRole('button', { name: 'Edit this button' }).click()
  await expect(text(1)).toBeFocused()
  await text(3).fill('')
  await part('button').nth(2).click()
  await expect(text(3)).toBeFocused()
})

for (const width of [390, 1280]) {
  test(`the answer is for everybody and in sight at a width of ${width}`, async ({ page }) => {
    await page.setViewportSize({ width, height: width < 500 ? 844 : 900 })
    if (width < 500) await composer(page).showView('Preview')
    const { preview, part } = composer(page)
    await part('button').first().click()
    await expect(preview.locator('.answer')).toBeInViewport({ ratio: 1 })
    await expect(
      preview.getByRole('heading', { name: 'This is what your webhook receives' }),
    ).toBeInViewport()
    // Tall enough for all of the page: what the bar at the bottom hides until one scrolls is no small target.
    await page.setViewportSize({ width, height: 1600 })
    await expectAccessibleInLightAndDark(page)
  })
}
