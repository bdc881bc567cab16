import { composer } from '../composer.ts'
import { expect, test } from '../fixtures.ts'
import { enter, logIn, PASSWORD } from '../log-in.ts'
import { draw, SIZES } from './draw.ts'

test.use({ serverEnv: { ACCESS_PASSWORD: PASSWORD } })

test('the log-in is drawn in place of the page, untouched and refused, and over it', async ({
  page,
  context,
  recipient,
}) => {
  await page.goto('/')
  const { password, error } = logIn(page, 'Log in')
  await expect(password).toBeFocused()
  for (const size of SIZES) await draw(page, 'log-in', size)
  await password.fill('not the password')
  await password.press('Enter')
  await expect(error).not.toBeEmpty()
  for (const size of SIZES) await draw(page, 'log-in-refused', size)
  await enter(page)
  await composer(page).recipient.fill(recipient)
  await context.clearCookies()
  await composer(page).send.click()
  await expect(logIn(page, 'You have been logged out').password).toBeFocused()
  for (const size of SIZES) await draw(page, 'log-in-again', size)
})
