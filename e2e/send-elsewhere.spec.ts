import type { Page } from '@playwright/test'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { kept } from './kept-drafts.ts'
import { choose, openDrafts } from './library.ts'
import { collectPosts, keyOf, NUMBERS, outcome, sendTo, storedKeys } from './sending.ts'

// Errors of WhatsApp's that do not say whether the message went out.
const DOUBTFUL = ['+33639981000', '+33639981016', '+33639981057', '+33639980002'] as const

test.use({ expectedFaults: /status of (400|401|429|502)|net::ERR_FAILED/ })

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('an unknown outcome keeps its key when another tab goes on with another message', async ({
  page,
  context,
}) => {
  const posts = collectPosts(context)
  await sendTo(page, DOUBTFUL[0])
  await expect(outcome(page, 'unknown')).toBeVisible()
  const other = await context.newPage()
  await other.goto('/')
  await expect(outcome(other, 'unknown')).toBeVisible()
  await composer(other).body.fill('Another message')
  await expect(outcome(other, 'unknown')).toContainText('another message or recipient')
  await sendAgain(page)
  await expect(outcome(page, 'unknown')).toBeVisible()
  expect(keyOf(posts[1])).toBe(keyOf(posts[0]))
})

for (const { when, hours, to, isSameKey } of [
  { when: 'the same day', hours: 0, to: DOUBTFUL[1], isSameKey: true },
  { when: 'a day later', hours: 25, to: DOUBTFUL[2], isSameKey: false },
])
  test(`a message of unknown outcome that is opened again ${when} ${isSameKey ? 'keeps its' : 'has a new'} key`, async ({
    page,
  }) => {
    const posts = collectPosts(page.context())
    await composer(page).footer.fill('Mine')
    await sendTo(page, to)
    await expect(outcome(page, 'unknown')).toBeVisible()
    await choose(page, 'Feedback')
    await expect(outcome(page, 'unknown')).toContainText('another message or recipient')
    await kept(page, 'Feedback')
    await page.clock.setSystemTime(Date.now() + hours * 3600 * 1000)
    await page.reload()
    const list = await openDrafts(page)
    await list.getByRole('button', { name: 'Your bike service' }).click()
    await composer(page).recipient.fill(to)
    await sendAgain(page)
    expect(keyOf(posts[1]) === keyOf(posts[0])).toBe(isSameKey)
  })

test('a draft that is opened while another one is sent is not called a change of that one', async ({
  page,
}) => {
  await sendTo(page, NUMBERS.slow)
  await expect(page.getByRole('button', { name: 'Sending…' })).toBeVisible()
  await choose(page, 'Feedback')
  const card = outcome(page, 'accepted')
  await expect(card).toContainText('another message or recipient')
  await expect(card).not.toContainText('changed the draft')
})

test('what another tab has learnt of a send meanwhile is learnt here too', async ({
  page,
  context,
  recipient,
}) => {
  const posts = collectPosts(context)
  await loseAnswer(page)
  await sendTo(page, recipient)
  await expect(outcome(page, 'unknown')).toContainText('logged out')
  const other = await context.newPage()
  await other.goto('/')
  await expect(outcome(other, 'accepted')).toBeVisible()
  await page.unrouteAll()
  await outcome(page, 'unknown').getByRole('button', { name: 'Check again' }).click()
  await expect(outcome(page, 'accepted')).toBeVisible()
  expect(posts).toHaveLength(1)
})

test('who would send again what another tab has sent again is told so, and nothing goes out', async ({
  page,
}) => {
  await page.clock.install()
  await page.reload()
  const posts = collectPosts(page.context())
  await sendTo(page, DOUBTFUL[3])
  await expect(outcome(page, 'unknown')).toBeVisible()
  await refuseToSupersede(page)
  await page.clock.fastForward(62_000)
  await outcome(page, 'unknown').getByRole('button', { name: 'Send again anyway', exact: true }).click()
  await expect(outcome(page, 'not_sent')).toContainText('sent again already')
  expect(await storedKeys(page)).toEqual([])
  expect(posts).toHaveLength(2)
})

test('tabs that come back together tell each of its own send', async ({ page, context, recipient }) => {
  await composer(page).body.fill('One message')
  await kept(page, 'One message')
  const other = await context.newPage()
  await other.goto('/')
  await choose(other, 'Feedback')
  const tabs = [
    { tab: page, to: recipient },
    { tab: other, to: `${recipient.slice(0, -4)}0000` },
  ]
  for (const { tab, to } of tabs) {
    await loseAnswer(tab)
    await sendTo(tab, to)
    await expect(outcome(tab, 'unknown')).toBeVisible()
  }
  for (const { tab } of tabs) await tab.unrouteAll()
  await Promise.all(tabs.map(({ tab }) => tab.reload()))
  for (const { tab, to } of tabs) await expect(outcome(tab, 'accepted')).toContainText(`…${to.slice(-2)}`)
})

async function sendAgain(page: Page): Promise<void> {
  const answered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/messages'),
  )
  await composer(page).send.click()
  await answered
}

/** The server answers as when the first try has been unknown for two minutes and another tab has sent again since. */
async function refuseToSupersede(page: Page): Promise<void> {
  const problem = { status: 400, code: 'supersedes_invalid', title: 'No', detail: 'No.', outcome: 'not_sent' }
  await page.route('**/api/messages', (route) =>
    route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await page.route('**/api/messages/*', (route) =>
    route.fulfill({
      headers: { date: new Date(120_000).toUTCString() },
      json: { key: 'of-the-first-try', state: 'unknown', since: new Date(0).toISOString() },
    }),
  )
}

/** The message goes out, but its answer is lost, and nobody may ask for it. */
async function loseAnswer(page: Page): Promise<void> {
  const problem = { status: 401, code: 'unauthenticated', title: 'Log in', detail: 'Log in.' }
  await page.route('**/api/messages/*', (route) =>
    route.fulfill({ status: 401, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await page.route('**/api/messages', async (route) => {
    await route.fetch()
    await route.abort()
  })
}
