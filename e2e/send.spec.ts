import type { BrowserContext, Page, Request } from '@playwright/test'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'

test.use({ expectedFaults: /net::ERR_(FAILED|INTERNET_DISCONNECTED)/ })

/** The simulator's numbers for what can happen to a message. */
const NUMBERS = {
  notOnTestList: '+33639981030',
  unreachable: '+33639981026',
  tooFast: '+33639980429',
  noMessageId: '+33639989004',
  slow: '+33639989005',
}

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('an accepted message is what "Copy JSON" gives, and is called accepted, not delivered', async ({
  page,
  recipient,
}) => {
  const posts = collectPosts(page.context())
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await trio.copyJson.click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  await trio.send.click()
  await expect(outcome(page, 'accepted')).toContainText('wamid.')
  await expect(page.getByRole('status').filter({ hasText: 'Accepted' })).toContainText(
    'Nothing left this computer',
  )
  expect(posts).toHaveLength(1)
  expect(posts[0]?.postData()).toBe(copied)
  expect(await posts[0]?.allHeaders()).toMatchObject({
    'content-type': 'application/json',
    'x-requested-by': 'trio',
    'idempotency-key': expect.stringMatching(/^[\w-]{36}$/),
  })
  expect(await storedKeys(page), 'the key is dropped').toEqual([])
})

test('the card of an outcome takes no focus and goes with Escape or with the next edit', async ({
  page,
  recipient,
}) => {
  const trio = composer(page)
  await sendTo(page, recipient)
  await expect(outcome(page, 'accepted')).toBeVisible()
  await expect(trio.send).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(outcome(page, 'accepted')).toBeHidden()
  await sendTo(page, `${recipient}0`)
  await expect(outcome(page, 'accepted')).toBeVisible()
  await trio.footer.fill('Another footer')
  await expect(outcome(page, 'accepted')).toBeHidden()
})

test('a refusal by WhatsApp is told in words, with its answer folded below', async ({ page }) => {
  await sendTo(page, NUMBERS.notOnTestList)
  const card = outcome(page, 'rejected')
  await expect(card).toContainText('A test number can write only to the numbers')
  await expect(card.getByText('131030')).toBeHidden()
  await card.getByText('Show WhatsApp’s answer').click()
  await expect(card.getByText('131030')).toBeVisible()
  expect(await storedKeys(page)).toEqual([])
})

test('a refusal about the recipient marks the field and leads to it', async ({ page }) => {
  const trio = composer(page)
  await sendTo(page, NUMBERS.unreachable)
  await expect(outcome(page, 'rejected')).toBeVisible()
  await expect(trio.recipient).toHaveAttribute('aria-invalid', 'true')
  await expect(trio.recipient).toHaveAccessibleDescription(/cannot be reached/)
  await outcome(page, 'rejected').getByRole('button', { name: 'Go to Recipient' }).click()
  await expect(trio.recipient).toBeFocused()
})

test('what was not sent is tried again with the same key, after an edit with another', async ({ page }) => {
  const posts = collectPosts(page.context())
  await sendTo(page, NUMBERS.tooFast)
  await expect(outcome(page, 'not_sent')).toContainText(/Try again in \d+ seconds/)
  await composer(page).send.click()
  await expect.poll(() => posts.length).toBe(2)
  await expect(composer(page).send).toHaveAttribute('aria-disabled', 'false')
  await composer(page).body.fill('Something else')
  await expect(outcome(page, 'not_sent').getByRole('button', { name: /Try again/ })).toBeHidden()
  expect(await storedKeys(page)).toEqual([])
  await composer(page).send.click()
  await expect.poll(() => posts.length).toBe(3)
  const [first, second, third] = posts.map(keyOf)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
})

test('an unknown outcome is never sent again by pressing Send, and only after a minute by saying so', async ({
  page,
}) => {
  await page.clock.install()
  await page.reload()
  const posts = collectPosts(page.context())
  await sendTo(page, NUMBERS.noMessageId)
  const card = outcome(page, 'unknown')
  await expect(card).toContainText('Look at the chat')
  await composer(page).send.click()
  await expect.poll(() => posts.length).toBe(2)
  expect(posts.map(keyOf)[1]).toBe(posts.map(keyOf)[0])
  await expect(card.getByRole('button', { name: /Send again anyway, in/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.clock.fastForward(62_000)
  await card.getByRole('button', { name: 'Send again anyway', exact: true }).click()
  await expect.poll(() => posts.length).toBe(3)
  expect(keyOf(posts[2])).not.toBe(keyOf(posts[0]))
  expect(posts[2]?.headers()['x-supersedes']).toBe(keyOf(posts[0]))
  // By the server's clock no minute has passed: it refuses, and the outcome stays unknown.
  await expect(card).toBeVisible()
})

test('a number is shown back with its country, and a national one is refused with the reason', async ({
  page,
}) => {
  const { recipient, send } = composer(page)
  await recipient.fill('0044 (7700) 900-123')
  await recipient.blur()
  await expect(recipient).toHaveValue('+44 7700 900123')
  await expect(page.getByText('United Kingdom').filter({ visible: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Ready to send' })).toBeVisible()
  await recipient.fill('+55 11 98765-4321')
  await recipient.blur()
  await expect(recipient).toHaveAccessibleDescription(/Brazil: WhatsApp may add or leave out the 9/)
  await recipient.fill('(631) 555-1234')
  await recipient.blur()
  await expect(recipient).toHaveAccessibleDescription(/could reach a stranger/)
  const posts = collectPosts(page.context())
  await send.click()
  await expect(recipient).toBeFocused()
  expect(posts).toEqual([])
})

test('what is to fix is counted, and each entry leads to its field', async ({ page }) => {
  const trio = composer(page)
  await trio.body.fill('')
  await trio.footer.fill('with *marks*')
  await page.getByRole('button', { name: '2 things to fix 1 remark' }).click()
  const list = page.getByRole('dialog', { name: 'Before you send' })
  await expect(list).toContainText('24 hours')
  await list.getByRole('button', { name: 'Footer' }).click()
  await expect(trio.footer).toBeFocused()
  await page.getByRole('button', { name: /2 things to fix/ }).click()
  await list.getByRole('button', { name: 'Recipient' }).click()
  await expect(list).toBeHidden()
  await expect(trio.recipient).toBeFocused()
})

test('with something to fix nothing is sent, and the first field is shown', async ({ page, recipient }) => {
  const posts = collectPosts(page.context())
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await trio.body.fill('')
  await trio.send.click()
  await expect(trio.body).toBeFocused()
  await expect(trio.body).toHaveAttribute('aria-invalid', 'true')
  expect(posts).toEqual([])
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
    await expect(page.getByText('No answer yet')).toBeVisible()
    await page.clock.runFor(20_000)
    await expect(page.getByText('No answer yet')).toBeVisible()
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
  await expect(page.getByText('You are offline')).toBeVisible()
  await page.unroute('**/api/messages')
  await context.setOffline(false)
  await expect(page.getByText('No answer yet')).toBeVisible()
  await page.waitForTimeout(3000)
  expect(posts).toHaveLength(1)
})

test('a page that says Simulator does not send through a server that has become live', async ({
  page,
  recipient,
}) => {
  const posts = collectPosts(page.context())
  await expect(page.getByText('Simulator, nothing leaves this computer')).toBeVisible()
  await page.route('**/api/config', (route) => route.fulfill({ json: { mode: 'live' } }))
  await sendTo(page, recipient)
  await expect(outcome(page, 'not_sent')).toContainText('The server is live now')
  await expect(page.getByText('Live: this reaches a real phone')).toBeVisible()
  expect(posts).toEqual([])
})

test('everything from the number to the outcome can be done by keyboard', async ({ page, recipient }) => {
  const trio = composer(page)
  await trio.recipient.focus()
  await page.keyboard.type(recipient)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Try it with' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Accepted/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: /^Accepted/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Try it with' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(trio.copyJson).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(trio.send).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(outcome(page, 'accepted')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(outcome(page, 'accepted')).toBeHidden()
  await expect(trio.send).toBeFocused()
})

function outcome(page: Page, name: string) {
  return page.locator(`[data-outcome="${name}"]`)
}

async function sendTo(page: Page, to: string): Promise<void> {
  await composer(page).recipient.fill(to)
  await composer(page).send.click()
}

/** Every POST that any tab of the context sends to the route of messages, as it leaves the page. */
function collectPosts(context: BrowserContext): Request[] {
  const posts: Request[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/messages')) posts.push(request)
  })
  return posts
}

function keyOf(request: Request | undefined): string | undefined {
  return request?.headers()['idempotency-key']
}

function storedKeys(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([name]) => name.startsWith('trio.send.'))
      .map(([, text]) => JSON.parse(String(text)).key),
  )
}
