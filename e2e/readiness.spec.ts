import { expectAccessible } from './accessibility.ts'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { serveExampleMedia } from './setup/media.ts'

test.beforeEach(async ({ page, context }) => {
  await serveExampleMedia(context)
  await openTrio(page)
})

test('the list says whom the message goes to and what WhatsApp will fetch, and leads there', async ({
  page,
}) => {
  const { chooseHeader, mediaLink, recipient } = composer(page)
  await recipient.fill('+447700900123')
  await chooseHeader('Image')
  await mediaLink.fill('https://example.com/studio-evening.jpg')
  await page.getByRole('button', { name: 'Ready to send' }).click()
  const list = page.getByRole('dialog', { name: 'Before you send' })
  await expect(list).toContainText('+44 7700 900123, United Kingdom.')
  await expect(list).toContainText(
    'WhatsApp fetches the file itself when you send: a JPEG or PNG picture, 5 MB at most.',
  )
  await expect(list).toContainText('within 24 hours')
  await expectAccessible(page)
  await list.getByRole('button', { name: /WhatsApp fetches/ }).click()
  await expect(mediaLink).toBeFocused()
})

test('what is wrong is not called right as well', async ({ page }) => {
  const { chooseHeader, mediaLink } = composer(page)
  await chooseHeader('Image')
  await mediaLink.fill('https://localhost/studio.jpg')
  await page.getByRole('button', { name: '2 things to fix' }).click()
  const list = page.getByRole('dialog', { name: 'Before you send' })
  await expect(list).toContainText('cannot reach this address')
  await expect(list).not.toContainText('As it stands')
})
