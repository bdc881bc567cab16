import type { Request } from '@playwright/test'
import { expectAccessibleInLightAndDark } from './accessibility.ts'
import { FOREIGN } from './bring.ts'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { enter, logIn, PASSWORD } from './log-in.ts'
import { examplePng } from './setup/files.ts'

test.use({ serverEnv: { ACCESS_PASSWORD: PASSWORD } })

test('the page stays hidden until the password is right', async ({ page }) => {
  await page.goto('/')
  const { dialog, password, error } = logIn(page, 'Log in')
  await expect(dialog).toBeVisible()
  await expect(password).toBeFocused()
  await expect(composer(page).body).toBeHidden()
  await password.fill('saucers')
  await password.press('Enter')
  await expect(error).toHaveText('That is not the password. Check it and try again.')
  await expect(password).toHaveAccessibleDescription(/not the password/)
  await expect(password).toBeFocused()
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(composer(page).body).toBeEditable()
  await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible()
  await page.reload()
  await expect(composer(page).body).toBeEditable()
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
  )
  expect(kept, 'neither the password nor the session is within reach of scripts').not.toMatch(/saucers|trio=/)
})

test('the log-in cannot be passed by Escape, and nothing of the page shows without a script', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto('/')
  const { dialog } = logIn(page, 'Log in')
  await expect(dialog).toBeVisible()
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await expect(composer(page).body).toBeHidden()
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) })
  const bare = await context.newPage()
  await bare.goto('/')
  await expect(composer(bare).body).toBeHidden()
  await context.close()
})

test('a link waits until somebody is logged in', async ({ page }) => {
  await page.goto(`/#payload=${encodeURIComponent(JSON.stringify(FOREIGN))}`)
  const { dialog, password } = logIn(page, 'Log in')
  const arrived = page.getByRole('dialog', { name: 'A message from a link' })
  await expect(dialog).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(arrived).toHaveCount(0)
  await expect(password).toBeFocused()
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(dialog).toBeHidden()
  await arrived.getByRole('button', { name: 'Open as a draft' }).click()
  await expect(composer(page).body).toHaveValue('Your table is *ready*')
})

test('the password can be shown while it is typed', async ({ page }) => {
  await page.goto('/')
  const { password, dialog } = logIn(page, 'Log in')
  await expect(password).toHaveAttribute('type', 'password')
  await expect(password).toHaveAttribute('autocomplete', 'current-password')
  await page.keyboard.type('cups')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(password).toHaveAttribute('type', 'text')
  await expect(password).toHaveValue('cups')
  await dialog.getByRole('button', { name: 'Show password' }).click()
  await expect(password).toHaveAttribute('type', 'password')
})

test('logging out ends the session and keeps the draft', async ({ page }) => {
  await enter(page)
  await composer(page).body.fill('Written before the break')
  await page.getByRole('button', { name: 'Log out' }).click()
  const { dialog, password } = logIn(page, 'Log in')
  await expect(dialog).toBeVisible()
  await expect(composer(page).body).toBeHidden()
  expect((await page.request.get('/api/config')).status()).toBe(401)
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(composer(page).body).toHaveValue('Written before the break')
})

test('a session that ends in mid-work loses no draft, and the send goes on with its own key', async ({
  page,
  context,
  recipient,
}) => {
  const posts: Request[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/messages')) posts.push(request)
  })
  await enter(page)
  const trio = composer(page)
  await trio.body.fill('Written before the session ended')
  await trio.recipient.fill(recipient)
  await context.clearCookies()
  await trio.send.click()
  const { dialog, password } = logIn(page, 'You have been logged out')
  await expect(dialog).toBeVisible()
  await expect(trio.body).toBeVisible()
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(dialog).toBeHidden()
  const card = page.locator('[data-outcome="not_sent"]')
  await expect(card).toContainText('Nothing was sent')
  await expect(trio.body).toHaveValue('Written before the session ended')
  await card.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('[data-outcome="accepted"]')).toBeVisible()
  const keys = posts.map((request) => request.headers()['idempotency-key'])
  expect(keys).toHaveLength(2)
  expect(keys[1]).toBe(keys[0])
})

test('whoever does not want to log in now goes on writing', async ({ page, context, recipient }) => {
  await enter(page)
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  // Whatever the page still asks for would open the dialog ahead of the press.
  await page.waitForLoadState('networkidle')
  await context.clearCookies()
  await trio.send.click()
  const { dialog } = logIn(page, 'You have been logged out')
  await dialog.getByRole('button', { name: 'Not now' }).click()
  await expect(dialog).toBeHidden()
  await trio.body.fill('Still writing')
  await trio.send.click()
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(trio.body).toHaveValue('Still writing')
})

test('the keyboard goes on where it was, after the log-in and without it', async ({
  page,
  context,
  recipient,
}) => {
  await enter(page)
  const trio = composer(page)
  await trio.recipient.fill(recipient)
  await page.waitForLoadState('networkidle')
  await context.clearCookies()
  const { dialog, password } = logIn(page, 'You have been logged out')
  await trio.send.press('Enter')
  await dialog.getByRole('button', { name: 'Not now' }).press('Enter')
  await expect(trio.send).toBeFocused()
  await trio.send.press('Enter')
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(trio.send).toBeFocused()
})

test('an upload that meets an ended session goes on after the log-in', async ({ page, context }) => {
  await enter(page)
  const { editor, chooseHeader, chooseMediaSource } = composer(page)
  await chooseHeader('Image')
  await chooseMediaSource('Upload')
  await context.clearCookies()
  await editor.getByLabel('Choose a picture').setInputFiles(examplePng())
  const { dialog, password } = logIn(page, 'You have been logged out')
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(editor.getByText('You were logged out. Log in, then try again.')).toBeVisible()
  await editor.getByRole('button', { name: 'Try again' }).click()
  await expect(editor.getByText('good for 30 days')).toBeVisible()
})

test.describe('where the server does not answer', () => {
  test.use({ expectedFaults: /net::ERR_FAILED/ })

  test('the log-in and the log-out both say so', async ({ page }) => {
    await page.goto('/')
    const { dialog, password, error } = logIn(page, 'Log in')
    await page.route('**/api/session', (route) => route.abort())
    await password.fill(PASSWORD)
    await password.press('Enter')
    await expect(error).toContainText('The Trio server does not answer')
    await page.unroute('**/api/session')
    await dialog.getByRole('button', { name: 'Log in' }).click()
    await expect(dialog).toBeHidden()
    await page.route('**/api/session', (route) => route.abort())
    await page.getByRole('button', { name: 'Log out' }).click()
    const refusal = page.getByRole('dialog', { name: 'You are still logged in' })
    await expect(refusal).toBeVisible()
    await page.unroute('**/api/session')
    await refusal.getByRole('button', { name: 'Try again' }).click()
    await expect(logIn(page, 'Log in').dialog).toBeVisible()
  })
})

test('everybody can log in, in place of the page and over it, light and dark', async ({
  page,
  context,
  recipient,
}) => {
  test.slow()
  await page.goto('/')
  await logIn(page, 'Log in').password.press('Enter')
  await expect(logIn(page, 'Log in').error).toHaveText('Type the password.')
  await expectAccessibleInLightAndDark(page)
  await enter(page)
  await expectAccessibleInLightAndDark(page)
  await composer(page).recipient.fill(recipient)
  await context.clearCookies()
  await composer(page).send.click()
  await expect(logIn(page, 'You have been logged out').dialog).toBeVisible()
  await expectAccessibleInLightAndDark(page)
})
