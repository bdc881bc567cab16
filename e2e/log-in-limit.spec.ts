import { expect, test } from './fixtures.ts'
import { logIn } from './log-in.ts'

// Another password and so a server of its own: these attempts count against everybody at this address.
test.use({ serverEnv: { ACCESS_PASSWORD: 'plates and bowls, 12 of each' } })

test('after too many wrong passwords the log-in says how long to wait, and counts down', async ({ page }) => {
  await page.clock.install()
  await page.goto('/')
  const { dialog, password, error } = logIn(page, 'Log in')
  const submit = dialog.getByRole('button', { name: 'Log in' })
  for (let times = 0; times < 5; times += 1) {
    const answer = page.waitForResponse('**/api/session')
    await password.fill(`wrong ${times}`)
    await password.press('Enter')
    expect((await answer).status()).toBe(401)
    await expect(submit).toHaveAttribute('aria-disabled', 'false')
  }
  await dialog.evaluate(collectAlerts)
  await password.press('Enter')
  await expect(error).toHaveText(/Too many attempts\. You can try again in \d+ seconds\./)
  await expect(submit).toHaveAttribute('aria-disabled', 'true')
  const shown = dialog.getByText(/^Too many attempts/).first()
  const before = (await shown.textContent()) ?? ''
  await page.clock.runFor(5000)
  await expect(shown).not.toHaveText(before)
  await expect(shown).toHaveText(/You can try again in \d+ seconds\./)
  await page.clock.runFor(56_000)
  await expect(error).toHaveText('You can try again now.')
  expect(await page.evaluate(() => Reflect.get(window, 'alerts')), 'said once, and once at the end').toEqual([
    expect.stringMatching(/^Too many attempts/),
    'You can try again now.',
  ])
  await expect(submit).toHaveAttribute('aria-disabled', 'false')
})

/** Runs in the page: keeps each text that an alert gets from now on. */
function collectAlerts(dialog: HTMLElement): void {
  const alerts: string[] = []
  Object.assign(window, { alerts })
  let last = ''
  new MutationObserver(() => {
    const text = dialog.querySelector('[role="alert"]')?.textContent ?? ''
    if (text !== '' && text !== last) alerts.push(text)
    last = text
  }).observe(dialog, { childList: true, characterData: true, subtree: true })
}
