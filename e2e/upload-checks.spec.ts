import { film, jpeg, png } from '#whatsapp/testing/file-bytes.ts'
import { composer } from './composer.ts'
import { expect, test } from './reused-page.ts'
import type { ExampleFile } from './setup/files.ts'
import { exampleFile, examplePdf, examplePngOf, exampleWebp } from './setup/files.ts'
import { announced, collectUploads, openUpload, picture } from './upload.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('a WebP is refused before a byte leaves, and taken once it is converted', async ({ page }) => {
  const posts = collectUploads(page)
  const { editor } = composer(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(await exampleWebp(page))
  await expect(upload.input).toHaveAccessibleDescription(/This is a WebP picture.*stickers only/)
  await expect(upload.input).toHaveAttribute('aria-invalid', 'true')
  await expect(announced(page, /studio-evening\.webp is not uploaded/)).toHaveCount(1)
  expect(posts).toEqual([])
  await editor.getByRole('button', { name: 'Convert to JPEG' }).click()
  await expect(editor.getByText('studio-evening.jpg')).toBeVisible()
  await expect(upload.done).toBeVisible()
  await expect(picture(page)).toHaveJSProperty('naturalWidth', 600)
  expect(await posts[0]?.headerValue('content-type')).toBe('image/jpeg')
})

test('a picture over 5 MB is refused with its size, and made smaller on request', async ({ page }) => {
  const posts = collectUploads(page)
  const { editor } = composer(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(examplePngOf(5_000_001))
  await expect(upload.input).toHaveAccessibleDescription(/5\.1 MB.*5 MB at most/)
  expect(posts).toEqual([])
  await editor.getByRole('button', { name: 'Convert to JPEG' }).click()
  await expect(upload.done).toBeVisible()
  expect(Number(await posts[0]?.headerValue('content-length'))).toBeLessThanOrEqual(5_000_000)
})

const WRONG: [what: string, header: 'Image' | 'Video' | 'Document', file: ExampleFile, words: RegExp][] = [
  [
    'text with the name of a picture',
    'Image',
    exampleFile('photo.png', 'Hello'),
    /plain text, although its name ends/,
  ],
  ['SVG with the name of a picture', 'Image', exampleFile('a.png', '<svg onload="alert(1)"/>'), /SVG/],
  ['a picture for printing', 'Image', exampleFile('a.jpg', jpeg(800, 600, { channels: 4 })), /CMYK/],
  ['16 bits per colour', 'Image', exampleFile('a.png', png(800, 600, 16)), /16 bits/],
  ['a picture that is cut off', 'Image', exampleFile('a.jpg', jpeg(800, 600).subarray(0, -4)), /cut off/],
  ['nothing at all', 'Image', exampleFile('a.png', ''), /empty/],
  [
    'a QuickTime film called MP4',
    'Video',
    exampleFile('a.mp4', film({ brand: 'qt  ' })),
    /QuickTime.*H\.264/,
  ],
  ['a film in H.265', 'Video', exampleFile('a.mp4', film({ video: ['hvc1'] })), /H\.265/],
  ['a document that is cut off', 'Document', exampleFile('a.pdf', '%PDF-1.7\n1 0 obj'), /cut off/],
  ['an archive called PDF', 'Document', exampleFile('a.pdf', 'PK\x03\x04'.padEnd(40, '\0')), /ZIP/],
]

for (const [what, header, file, words] of WRONG) {
  test(`${what} is refused in a header of the kind ${header}`, async ({ page }) => {
    const posts = collectUploads(page)
    const upload = await openUpload(page, header)
    await upload.choose(file)
    await expect(upload.input).toHaveAccessibleDescription(words)
    expect(posts).toEqual([])
  })
}

test('a picture of more than 12,000 pixels a side is uploaded but never decoded', async ({ page }) => {
  const { editor, part } = composer(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(exampleFile('wide.png', png(12_001, 10)))
  await expect(upload.done).toBeVisible()
  await expect(editor.getByText('Trio does not draw it')).toBeVisible()
  await expect(part('header')).toHaveText(/by its ID/)
  await expect(page.locator('img')).toHaveCount(0)
})

test('a picture that cannot be drawn is said to be damaged, and a sign stands for it', async ({ page }) => {
  const { editor, part } = composer(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(exampleFile('torn.png', png(640, 480)))
  await expect(upload.done).toBeVisible()
  await expect(part('header')).toContainText('The file may be damaged')
  await expect(editor.locator('.upload-thumb svg')).toBeVisible()
})

test('a file that belongs into another header goes there on request', async ({ page }) => {
  const { editor } = composer(page)
  const upload = await openUpload(page, 'Image')
  await upload.choose(exampleFile('clip.mp4', film()))
  await editor.getByRole('button', { name: 'Use a video header' }).click()
  await expect(editor.getByRole('radio', { name: 'Video' })).toBeChecked()
  await expect(editor.getByText('clip.mp4')).toBeVisible()
  await expect(upload.done).toBeVisible()
})

test('a long name without a blank stays on the sheet of a phone, also where it is offered', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 800 })
  const { editor } = composer(page)
  const upload = await openUpload(page, 'Document')
  await upload.choose(examplePdf('Invoice_for_the_long_order_'.repeat(8)))
  const [offer, sheet] = await Promise.all(
    [editor.getByRole('button', { name: 'Upload as' }), editor.locator('.upload')].map((it) =>
      it.boundingBox(),
    ),
  )
  expect(offer && offer.x + offer.width).toBeLessThanOrEqual((sheet?.x ?? 0) + (sheet?.width ?? 0))
})

test('the keyboard goes on at the kind of the header when a file goes into another header', async ({
  page,
}) => {
  const upload = await openUpload(page, 'Image')
  await upload.choose(examplePdf('menu.pdf'))
  await composer(page).editor.getByRole('button', { name: 'Use a document header' }).press('Enter')
  await expect(upload.done).toBeVisible()
  const kind = page.getByRole('radiogroup', { name: 'Header' }).getByRole('radio', { name: 'Document' })
  await expect(kind).toBeChecked()
  await expect(kind).toBeFocused()
})

test('a document whose name does not fit its content is renamed on request', async ({ page }) => {
  const { editor, fileName } = composer(page)
  const upload = await openUpload(page, 'Document')
  await upload.choose(examplePdf('Prices.docx'))
  await expect(upload.input).toHaveAccessibleDescription(/This is a PDF, but its name ends in \.docx/)
  await editor.getByRole('button', { name: 'Upload as Prices.pdf' }).click()
  await expect(upload.done).toBeVisible()
  await expect(fileName).toHaveValue('Prices.pdf')
})
