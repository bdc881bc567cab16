import { CANARY } from '../src/server/testing/canary.ts'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'

// Nothing listens there: a live server that cannot reach WhatsApp.
test.use({
  serverEnv: {
    WHATSAPP_ACCESS_TOKEN: CANARY,
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    GRAPH_API_URL: 'http://127.0.0.1:9',
  },
})

test('a live server says so beside Send, and offers no numbers for trying out', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByText('Live, messages reach real phones')).toBeVisible()
  await expect(page.getByText('Live: this reaches a real phone')).toBeVisible()
  await expect(composer(page).send).toHaveAccessibleDescription('Live: this reaches a real phone')
  await expect(page.getByRole('button', { name: 'Try it with' })).toBeHidden()
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(page.getByText('Live: this reaches a real phone')).toBeVisible()
})

test('where WhatsApp cannot be reached, nothing was sent and the same key may try again', async ({
  page,
  recipient,
}) => {
  const keys: (string | undefined)[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') keys.push(request.headers()['idempotency-key'])
  })
  await page.goto('/')
  await composer(page).recipient.fill(recipient)
  await composer(page).send.click()
  const card = page.locator('[data-outcome="not_sent"]')
  await expect(card).toContainText('WhatsApp cannot be reached', { timeout: 15_000 })
  await card.getByRole('button', { name: 'Try again', exact: true }).click({ timeout: 15_000 })
  await expect.poll(() => keys.length).toBe(2)
  expect(keys[1]).toBe(keys[0])
})
