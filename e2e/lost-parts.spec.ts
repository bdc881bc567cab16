import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'

test.use({ expectedFaults: /Failed to load resource|dynamically imported module/ })

test('a part of the page that cannot be loaded takes nothing else away', async ({ page }) => {
  await page.goto('/', { waitUntil: 'networkidle' })
  const { body, chooseHeader, output } = composer(page)
  // From the first sign of somebody at work on, parts are loaded ahead of their use: so the line breaks before.
  await page.route('**/assets/**', (route) => route.abort())
  await body.fill('Typed after the line broke')
  await output.getByRole('tab', { name: 'cURL' }).click()
  await expect(output).toContainText('could not be loaded. Try again, or reload the page.')
  await output.getByRole('tab', { name: 'JSON' }).click()
  await chooseHeader('Image')
  await expect(body).toHaveValue('Typed after the line broke')
  await expect(body).toBeEditable()
})
