import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'

test.use({ expectedFaults: /Failed to load resource|dynamically imported module/ })

test('a part of the page that cannot be loaded takes nothing else away', async ({ page }) => {
  await page.goto('/')
  const { body, chooseHeader, output } = composer(page)
  await body.fill('Typed before the line broke')
  await page.route('**/assets/**', (route) => route.abort())
  await output.getByRole('tab', { name: 'cURL' }).click()
  await output.getByRole('tab', { name: 'JSON' }).click()
  await chooseHeader('Image')
  await expect(body).toHaveValue('Typed before the line broke')
  await expect(body).toBeEditable()
})
