import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { collectPosts, keyOf, NUMBERS, outcome, sendTo, storedKeys } from './sending.ts'

test.use({ expectedFaults: /net::ERR_(FAILED|INTERNET_DISCONNECTED)/ })

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('an unknown outcome keeps its key for a message that is the same again, with its card or without', async ({
  page,
}) => {
  const posts = collectPosts(page.context())
  const trio = composer(page)
  await sendTo(page, NUMBERS.gatewayPage)
  const card = outcome(page, 'unknown')
  await expect(card).toBeVisible()
  await trio.footer.press('End')
  await page.keyboard.type('x')
  await expect(card).toContainText('another message or recipient')
  expect(await storedKeys(page)).toEqual([])
  await page.keyboard.press('Backspace')
  await expect(card).not.toContainText('another message or recipient')
  expect(await storedKeys(page)).toEqual([keyOf(posts[0])])
  await trio.send.click()
  await expect.poll(() => posts.length).toBe(2)

  await expect(card).toBeVisible()
  await trio.footer.press('End')
  await page.keyboard.type('x')
  await expect(card).toContainText('another message or recipient')
  await page.keyboard.press('Escape')
  await expect(card).toBeHidden()
  await page.keyboard.press('Backspace')
  await trio.send.click()
  await expect.poll(() => posts.length).toBe(3)
  expect(new Set(posts.map(keyOf)).size).toBe(1)
})

test('T-R28 a double click, Enter with a click, and two presses at once send once', async ({
  page,
  recipient,
}) => {
  const posts = collectPosts(page.context())
  const { send } = composer(page)
  await composer(page).recipient.fill(recipient)
  await send.dblclick()
  await expect(outcome(page, 'accepted')).toBeVisible()
  await send.press('Enter')
  await send.click()
  await send.evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  await page.waitForTimeout(500)
  expect(posts).toHaveLength(1)
})

test('a refusal of a second try says nothing of the first one, whose outcome is unknown', async ({
  page,
}) => {
  const posts = collectPosts(page.context())
  await sendTo(page, NUMBERS.noMessageId)
  await expect(outcome(page, 'unknown')).toBeVisible()
  const refusal = { status: 503, code: 'draining', title: 'Stopping', detail: 'Wait.', outcome: 'not_sent' }
  await page.route('**/api/messages', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(refusal) }),
  )
  const asked = page.waitForResponse((response) => /\/api\/messages\/./.test(response.url()))
  await composer(page).send.click()
  await asked
  await expect(outcome(page, 'unknown')).toBeVisible()
  await expect(outcome(page, 'not_sent')).toBeHidden()
  expect(new Set(posts.map(keyOf)).size).toBe(1)
  expect(await storedKeys(page)).toEqual([keyOf(posts[0])])
})

test('T-R28 two tabs with the same message send it once', async ({ page, context, recipient }) => {
  const posts = collectPosts(context)
  // The first tab is on it until the second has found its key.
  const asked = context.waitForEvent('request', (request) => /\/api\/messages\/./.test(request.url()))
  await context.route('**/api/messages', async (route) => {
    const response = await route.fetch()
    await asked
    await route.fulfill({ response })
  })
  const other = await context.newPage()
  await other.goto('/')
  for (const tab of [page, other]) await composer(tab).recipient.fill(recipient)
  await Promise.all([page, other].map((tab) => composer(tab).send.click()))
  for (const tab of [page, other]) await expect(outcome(tab, 'accepted')).toBeVisible()
  expect(posts).toHaveLength(1)
})

test('T-R28 a page that is left in mid-send tells the outcome when it is back', async ({ page }) => {
  const posts = collectPosts(page.context())
  const left = page.waitForRequest((request) => request.method() === 'POST')
  await sendTo(page, NUMBERS.slow)
  await left
  expect(await storedKeys(page), 'the key is stored before anything leaves').toEqual([keyOf(posts[0])])
  await page.reload()
  await expect(outcome(page, 'accepted')).toBeVisible({ timeout: 10_000 })
  await expect(outcome(page, 'accepted')).toContainText('…05')
  await expect(page.getByRole('status').filter({ hasText: 'The simulator has accepted' })).toHaveCount(1)
  expect(posts).toHaveLength(1)
  expect(await storedKeys(page)).toEqual([])
})

test('T-R28 an unknown outcome keeps its key over a reload, which forgets the recipient, and in another tab', async ({
  page,
}) => {
  const posts = collectPosts(page.context())
  const trio = composer(page)
  await sendTo(page, NUMBERS.brokenLine)
  await expect(outcome(page, 'unknown')).toBeVisible()
  const other = await page.context().newPage()
  await other.goto('/')
  await expect(outcome(other, 'unknown').getByRole('button', { name: 'Check again' })).toBeVisible()
  await other.close()

  await page.reload()
  const card = outcome(page, 'unknown')
  await expect(trio.recipient).toHaveValue('')
  await expect(card.getByRole('button', { name: 'Check again' })).toBeVisible()
  await expect(card).not.toContainText('another message or recipient')
  await trio.send.click()
  await expect(trio.recipient).toBeFocused()
  await trio.recipient.pressSequentially(NUMBERS.brokenLine)
  await expect(card.getByRole('button', { name: 'Check again' })).toBeVisible()
  await trio.send.click()
  await expect.poll(() => posts.length).toBe(2)
  expect(keyOf(posts[1])).toBe(keyOf(posts[0]))

  await expect(card).toBeVisible()
  await trio.recipient.fill(NUMBERS.slow)
  await expect(card).toContainText('another message or recipient')
  await trio.recipient.fill(NUMBERS.brokenLine)
  await expect(card).not.toContainText('another message or recipient')
  await trio.body.fill('Another message')
  await expect(card).toContainText('another message or recipient')
  expect(await storedKeys(page)).toEqual([])
})

test('T-R29 an answer that is lost on its way is found by asking, not by sending again', async ({
  page,
  recipient,
}) => {
  const posts = collectPosts(page.context())
  await page.route('**/api/messages', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await sendTo(page, recipient)
  await expect(outcome(page, 'accepted')).toBeVisible()
  expect(posts).toHaveLength(1)
})

for (const [what, answer] of [
  ['a line that breaks before the server', 'abort'],
  ['a page of a gateway instead of an answer', 'html'],
] as const) {
  test(`${what} means "not sent" only after 30 seconds, and the key is kept`, async ({ page, recipient }) => {
    await page.clock.install()
    await page.reload()
    const posts = collectPosts(page.context())
    await page.route('**/api/messages', (route) =>
      answer === 'abort'
        ? route.abort()
        : route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    )
    await sendTo(page, recipient)
    await expect(page.locator('#send-notice')).toContainText('No answer yet')
    await page.clock.runFor(20_000)
    await expect(page.locator('#send-notice')).toContainText('No answer yet')
    await page.clock.runFor(11_000)
    await expect(outcome(page, 'not_sent')).toContainText('did not reach the server')
    await page.unroute('**/api/messages')
    await outcome(page, 'not_sent').getByRole('button', { name: 'Try again' }).click()
    await expect(outcome(page, 'accepted')).toBeVisible()
    expect(posts.map(keyOf)[1]).toBe(posts.map(keyOf)[0])
  })
}

test('offline, Send is off and says why, and nothing leaves when the line is back', async ({
  page,
  context,
  recipient,
}) => {
  const posts = collectPosts(context)
  const { send, body } = composer(page)
  await composer(page).recipient.fill(recipient)
  await context.setOffline(true)
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await expect(send).toHaveAccessibleDescription(/You are offline/)
  await send.click({ force: true })
  await body.fill('Written without a line')
  await context.setOffline(false)
  await expect(send).toHaveAttribute('aria-disabled', 'false')
  await page.waitForTimeout(1500)
  expect(posts).toEqual([])
})

test('T-R30 a send that meets the end of the line is not repeated when the line is back', async ({
  page,
  context,
  recipient,
}) => {
  const posts = collectPosts(context)
  await page.route('**/api/messages', async (route) => {
    await context.setOffline(true)
    await route.abort()
  })
  await sendTo(page, recipient)
  await expect(page.locator('#send-notice')).toContainText('You are offline')
  await page.unroute('**/api/messages')
  await context.setOffline(false)
  await expect(page.locator('#send-notice')).toContainText('No answer yet')
  await page.waitForTimeout(3000)
  expect(posts).toHaveLength(1)
})
