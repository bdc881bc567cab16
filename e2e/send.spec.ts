import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { collectPosts, keyOf, NUMBERS, outcome, sendTo, storedKeys } from './sending.ts'
import { holdSends } from './setup/hold-requests.ts'

test.use({ expectedFaults: /net::ERR_(FAILED|INTERNET_DISCONNECTED)/ })

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

test('the card of an outcome names the number as it was sent, however it was typed', async ({ page }) => {
  await composer(page).recipient.fill('0044 (0)7700 900-126')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(outcome(page, 'accepted')).toContainText('to +44 7700 900126')
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

test('the card of a message that was edited while it was sent goes with the next edit', async ({
  page,
  recipient,
}) => {
  const trio = composer(page)
  const { held, letGo } = await holdSends(page)
  await sendTo(page, recipient)
  await held
  await trio.footer.fill('While it is sent')
  letGo()
  await expect(outcome(page, 'accepted')).toBeVisible()
  await trio.footer.fill('And once more')
  await expect(outcome(page, 'accepted')).toBeHidden()
})

test('a refusal marks no number that has been typed since', async ({ page, recipient }) => {
  const trio = composer(page)
  const { held, letGo } = await holdSends(page)
  await sendTo(page, NUMBERS.isSender)
  await held
  await trio.recipient.fill(recipient)
  letGo()
  await expect(outcome(page, 'rejected')).toContainText('Your own number')
  await expect(trio.recipient).toHaveAttribute('aria-invalid', 'false')
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

test('focus that a vanishing card held goes to where the send began', async ({ page }) => {
  const trio = composer(page)
  await page.clock.install()
  await page.reload()
  await sendTo(page, NUMBERS.gatewayPage)
  const card = outcome(page, 'unknown')
  for (const key of ['Enter', 'Escape']) {
    await card.getByRole('button', { name: 'Check again' }).focus()
    await page.keyboard.press(key)
    await expect(trio.send).toBeFocused()
    if (key === 'Enter') await expect(card).toBeVisible()
  }
  await expect(card).toBeHidden()

  await sendTo(page, NUMBERS.tooFast)
  const retry = outcome(page, 'not_sent').getByRole('button', { name: /^Try again/ })
  await expect(retry).toBeVisible()
  await page.clock.fastForward(62_000)
  await outcome(page, 'not_sent').getByRole('button', { name: 'Try again', exact: true }).press('Enter')
  await expect(trio.send).toBeFocused()
  await outcome(page, 'not_sent').getByRole('button', { name: 'Dismiss' }).press('Enter')
  await expect(trio.send).toBeFocused()
})

test('a line that is lost, its return and a late answer are told to those who cannot see them', async ({
  page,
  context,
  recipient,
}) => {
  const said = (words: string) => page.getByRole('status').filter({ hasText: words })
  await composer(page).send.hover()
  await page.waitForLoadState('networkidle')
  await context.setOffline(true)
  await expect(said('You are offline.')).toBeAttached()
  await context.setOffline(false)
  await expect(said('You are online again.')).toBeAttached()
  await page.route('**/api/messages', (route) => route.abort())
  await sendTo(page, recipient)
  await expect(said('No answer yet.')).toBeAttached()
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
