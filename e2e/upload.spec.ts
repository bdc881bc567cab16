import type { Locator } from '@playwright/test'
import { composer } from './composer.ts'
import { expect, test } from './reused-page.ts'
import type { ExampleFile } from './setup/files.ts'
import { exampleFile, examplePdf, examplePng, examplePngOf, exampleWebp } from './setup/files.ts'
import { holdUploads } from './setup/hold-requests.ts'
import { slowUploads } from './setup/slow-uploads.ts'
import { announced, collectUploads, openUpload, pasteText, picture } from './upload.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('a PNG is uploaded, shown as the customer sees it, and sent by its media ID', async ({
  page,
  recipient,
}) => {
  const posts = collectUploads(page)
  const trio = composer(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(examplePng())
  await expect(trio.editor.getByText('studio-evening.png')).toBeVisible()
  await expect(trio.editor.getByText(/^\d+ kB, uploaded, good for 30 days$/)).toBeVisible()
  await expect(announced(page, /studio-evening\.png is uploaded/)).toHaveCount(1)
  await expect(picture(page)).toHaveJSProperty('naturalWidth', 1200)
  expect(posts).toHaveLength(1)
  expect(await posts[0]?.allHeaders()).toMatchObject({
    'content-type': 'image/png',
    'x-requested-by': 'trio',
  })
  expect(await posts[0]?.headerValue('x-file-name'), 'only documents have a name').toBeNull()
  await trio.chooseMediaSource('Media ID')
  await expect(trio.mediaId).toHaveValue(/^\d{10,}$/)
  await trio.chooseMediaSource('Upload')
  const message = page.waitForRequest((request) => request.url().endsWith('/api/messages'))
  await trio.recipient.fill(recipient)
  await trio.send.click()
  await expect(page.locator('[data-outcome="accepted"]')).toBeVisible()
  expect((await message).postDataJSON().interactive.header).toEqual({
    type: 'image',
    image: { id: expect.stringMatching(/^\d{10,}$/) },
  })
})

test('a document keeps its name, on its way and on the phone', async ({ page }) => {
  const posts = collectUploads(page)
  const trio = composer(page)
  const upload = await openUpload(page, 'Document')
  await upload.choose(examplePdf('Preisliste März "neu".pdf'))
  await expect(upload.done).toBeVisible()
  expect(await posts[0]?.headerValue('x-file-name')).toBe(encodeURIComponent('Preisliste März neu.pdf'))
  await expect(trio.fileName).toHaveValue('Preisliste März neu.pdf')
  await expect(trio.part('header')).toContainText('Preisliste März neu.pdf')
  await trio.fileName.fill('Our prices.pdf')
  await upload.choose(examplePdf('Other.pdf'))
  await expect(trio.editor.getByText('Other.pdf', { exact: true })).toBeVisible()
  await expect(trio.fileName, 'a name that somebody wrote stays').toHaveValue('Our prices.pdf')
})

test('a file in place of a link brings its own name, and a link in place of a file too', async ({ page }) => {
  const trio = composer(page)
  await trio.chooseHeader('Document')
  await trio.mediaLink.fill('https://example.com/prices.pdf')
  await expect(trio.fileName).toHaveValue('prices.pdf')
  const upload = await openUpload(page, 'Document')
  await upload.choose(examplePdf('Menu.pdf'))
  await expect(upload.done).toBeVisible()
  await expect(trio.fileName).toHaveValue('Menu.pdf')
  await trio.chooseMediaSource('Link')
  await trio.mediaLink.fill('https://example.com/map.pdf')
  await expect(trio.fileName).toHaveValue('map.pdf')
})

test('while a file is on its way its bytes are counted, and cancelling stops it', async ({ page }) => {
  const { editor, part } = composer(page)
  const upload = await openUpload(page, 'Image')
  await slowUploads(page, 200_000)
  const failed = page.waitForEvent('requestfailed')
  await upload.choose(examplePngOf(4_000_000))
  const bar = editor.getByRole('progressbar', { name: 'Uploading studio-evening.png' })
  await expect
    .poll(() => bar.evaluate((element: HTMLProgressElement) => element.value))
    .toBeGreaterThan(50_000)
  await expect(editor.getByText(/^[01]\.\d of 4\.0 MB, \d+%$/)).toBeVisible()
  await expect(picture(page), 'the preview shows it at once').toBeVisible()
  await expect(page.getByRole('button', { name: '2 things to fix' })).toBeVisible()
  await editor.getByRole('button', { name: 'Cancel' }).click()
  expect((await failed).url()).toContain('/api/media')
  await expect(upload.input).toBeFocused()
  await expect(part('header')).toHaveText('Your picture')
})

test('editing goes on during an upload, and looking at another header stops nothing', async ({ page }) => {
  const trio = composer(page)
  const { letGo, held } = await holdUploads(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(examplePng())
  await held
  await trio.body.fill('Typed meanwhile')
  await trio.button(1).getByRole('button', { name: 'Move down' }).click()
  await trio.button(3).getByRole('button', { name: 'Remove' }).click()
  await trio.addButton.click()
  await trio.chooseHeader('Text')
  letGo()
  await expect(announced(page, /is uploaded/)).toHaveCount(1)
  await trio.chooseHeader('Image')
  await expect(upload.done).toBeVisible()
  await expect(picture(page)).toBeVisible()
})

test('an upload ends with its draft: another one never gets the file', async ({ page }) => {
  const { body, part, chooseMediaSource, mediaId } = composer(page)
  const { letGo, held } = await holdUploads(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(examplePng())
  await held
  const failed = page.waitForEvent('requestfailed')
  await page.evaluate(
    pasteText,
    '{"type":"interactive","interactive":{"type":"button","header":{"type":"image"}}}',
  )
  await expect(body).toHaveValue('')
  expect((await failed).url()).toContain('/api/media')
  letGo()
  await expect(part('header')).toHaveText('Your picture')
  await chooseMediaSource('Media ID')
  await expect(mediaId).toHaveValue('')
})

test('a file is replaced by another, and stays if that is cancelled', async ({ page }) => {
  const { editor } = composer(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(examplePng('first.png'))
  await expect(upload.done).toBeVisible()
  const { held } = await holdUploads(page)
  await upload.choose(examplePng('second.png'))
  await held
  await expect(
    page.getByRole('button', { name: '2 things to fix' }),
    'the old one must not go out',
  ).toBeVisible()
  await editor.getByRole('button', { name: 'Cancel' }).click()
  await expect(editor.getByText('first.png')).toBeVisible()
  await expect(upload.done).toBeVisible()
  await expect(picture(page)).toBeVisible()
  await upload.choose(exampleFile('third.png', 'Hello'))
  await expect(upload.input).toHaveAccessibleDescription(/plain text.*good for 30 days/)
  await editor.getByRole('button', { name: 'Dismiss' }).click()
  await expect(editor.getByText('first.png')).toBeVisible()
})

test('after a reload the file is known by its ID alone, and the preview says so', async ({ page }) => {
  const trio = composer(page)
  await (await openUpload(page, 'Image')).choose(examplePng())
  await expect(trio.editor.getByText('good for 30 days')).toBeVisible()
  await trio.chooseMediaSource('Media ID')
  const id = await trio.mediaId.inputValue()
  await page.reload()
  await trio.chooseHeader('Image')
  await trio.chooseMediaSource('Media ID')
  await trio.mediaId.fill(id)
  await trio.chooseMediaSource('Upload')
  await expect(trio.editor.getByText('studio-evening.png')).toBeVisible()
  await expect(trio.editor.getByText('good for 30 days')).toBeVisible()
  await expect(trio.part('header')).toHaveText(
    'WhatsApp knows this picture by its ID. It cannot be shown here.',
  )
})

test('a file can be dropped or pasted anywhere, one at a time', async ({ page }) => {
  const { editor, body } = composer(page)
  const upload = await openUpload(page, 'Image')
  // Until its code has come, a dropped file is one for the import.
  await expect(upload.input).toBeAttached()
  await give(body, 'drop', [examplePng('dropped.png')])
  await expect(editor.getByText('dropped.png')).toBeVisible()
  await expect(upload.done).toBeVisible()
  await give(body, 'paste', [examplePng('pasted.png')])
  await expect(editor.getByText('pasted.png')).toBeVisible()
  await expect(upload.done).toBeVisible()
  await give(editor, 'drop', [examplePng('one.png'), examplePng('two.png')])
  await expect(upload.input).toHaveAccessibleDescription(/These are 2 files/)
})

test('a refusal of two files goes with its draft', async ({ page }) => {
  const upload = await openUpload(page, 'Image')
  await expect(upload.input).toBeAttached()
  await give(composer(page).editor, 'drop', [examplePng('one.png'), examplePng('two.png')])
  await expect(upload.input).toHaveAccessibleDescription(/These are 2 files/)
  await page.evaluate(
    pasteText,
    '{"type":"interactive","interactive":{"type":"button","header":{"type":"image"},"body":{"text":"Theirs"}}}',
  )
  await expect(composer(page).body).toHaveValue('Theirs')
  await composer(page).chooseMediaSource('Upload')
  await expect(upload.input).not.toHaveAccessibleDescription(/These are 2 files/)
})

test('everything about an upload can be done by keyboard', async ({ page }) => {
  const { editor } = composer(page)
  // Long before the key, which the browser may answer before it knows that somebody waits for the dialog.
  const chooser = page.waitForEvent('filechooser')
  await composer(page).chooseHeader('Image')
  await editor.getByRole('radio', { name: 'Link' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(editor.getByRole('radio', { name: 'Upload' })).toBeChecked()
  const input = editor.getByLabel('Choose a picture')
  await expect(input).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(input).toBeFocused()
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(await exampleWebp(page))
  await expect(editor.getByRole('button', { name: 'Convert to JPEG' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor.getByLabel('Replace the picture')).toBeFocused()
})

test('what is missing leads to the choice of a file', async ({ page }) => {
  const upload = await openUpload(page, 'Video')
  await page.getByRole('button', { name: /2 things to fix/ }).click()
  await page.getByRole('dialog', { name: 'Before you send' }).getByText('Choose a file to upload').click()
  await expect(upload.input).toBeFocused()
})

test.describe('when the way to WhatsApp is barred', () => {
  test.use({ expectedFaults: /net::ERR_FAILED/ })

  for (const [what, answer, words] of [
    ['a busy server', { status: 503, json: problem('overloaded', 'Trio is busy') }, /Trio is busy/],
    ['a proxy with a low limit', { status: 413, body: '<h1>413</h1>' }, /proxy.*raise its limit/],
    ['a broken line', undefined, /connection broke/],
  ] as const) {
    test(`${what} is told in words, and the file can be sent once more`, async ({ page }) => {
      const { editor } = composer(page)
      await page.route('**/api/media', (route) => (answer ? route.fulfill(answer) : route.abort()))
      const upload = await openUpload(page, 'Image')
      await upload.choose(examplePng())
      await expect(upload.input).toHaveAccessibleDescription(words)
      await page.unroute('**/api/media')
      await editor.getByRole('button', { name: 'Try again' }).click()
      await expect(upload.done).toBeVisible()
    })
  }
})

/** A burst of typing is over, see `undo-stack.ts`. */
/** Drops or pastes files as the system would: from outside the page, onto the element. */
async function give(target: Locator, type: 'drop' | 'paste', files: ExampleFile[]): Promise<void> {
  const contents = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString('base64'),
  }))
  await target.evaluate(
    (element, [kind, given]) => {
      const transfer = new DataTransfer()
      for (const { name, mimeType, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type: mimeType }))
      }
      const init = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        kind === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...init, clipboardData: transfer }),
      )
    },
    [type, contents] as const,
  )
}

function problem(code: string, title: string): object {
  return { status: 503, code, title, detail: 'Try again in a moment.' }
}
