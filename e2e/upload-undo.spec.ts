import { composer } from './composer.ts'
import { expect, test } from './reused-page.ts'
import { examplePdf, examplePng } from './setup/files.ts'
import { holdUploads } from './setup/hold-requests.ts'
import { openUpload, pasteText, startReplacing } from './upload.ts'

const UNDO_PAUSE = 1000

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

test('undo of a letter leaves an upload alone, also one that replaces a file', async ({ page }) => {
  const { body, editor } = composer(page)
  const { done, letGo } = await startReplacing(page, 'Image', [
    examplePng('first.png'),
    examplePng('second.png'),
  ])
  await body.fill('Hello')
  await page.waitForTimeout(UNDO_PAUSE)
  await body.press('End')
  await page.keyboard.type('!')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(body).toHaveValue('Hello')
  await expect(editor.getByRole('progressbar', { name: 'Uploading second.png' })).toBeVisible()
  letGo()
  await expect(done).toBeVisible()
  await expect(editor.getByText('second.png')).toBeVisible()
})

test('undo beyond the choice of a file brings back the one that it replaces', async ({ page }) => {
  const { body, editor } = composer(page)
  const failed = page.waitForEvent('requestfailed')
  const { done } = await startReplacing(page, 'Image', [examplePng('first.png'), examplePng('second.png')])
  await body.focus()
  await page.keyboard.press('ControlOrMeta+z')
  expect((await failed).url()).toContain('/api/media')
  await expect(editor.getByText('first.png')).toBeVisible()
  await expect(done).toBeVisible()
})

test('undo of the choice of a first document ends its upload with the file name that it brought', async ({
  page,
}) => {
  const { body, editor, fileName } = composer(page)
  const upload = await openUpload(page, 'Document')
  const { held } = await holdUploads(page)
  const failed = page.waitForEvent('requestfailed')
  await upload.choose(examplePdf('prices.pdf'))
  await held
  await expect(fileName).toHaveValue('prices.pdf')
  await body.focus()
  await page.keyboard.press('ControlOrMeta+z')
  expect((await failed).url()).toContain('/api/media')
  await expect(fileName).toHaveValue('')
  await expect(editor.getByRole('progressbar')).toHaveCount(0)
})

test('undo into another draft ends an upload: that one never gets the file', async ({ page }) => {
  const { body, part, editor } = composer(page)
  const upload = await openUpload(page, 'Image')
  const ours = await body.inputValue()
  await page.evaluate(
    pasteText,
    '{"type":"interactive","interactive":{"type":"button","header":{"type":"image"},"body":{"text":"Theirs"}}}',
  )
  await expect(body).toHaveValue('Theirs')
  await composer(page).chooseMediaSource('Upload')
  const { letGo, held } = await holdUploads(page)
  const failed = page.waitForEvent('requestfailed')
  await upload.choose(examplePng())
  await held
  await body.focus()
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+z')
    await expect(body).toHaveValue(ours, { timeout: 200 })
  }).toPass()
  expect((await failed).url()).toContain('/api/media')
  letGo()
  await expect(upload.input).toBeVisible()
  await expect(part('header')).toHaveText('Your picture')
  await expect(editor.getByRole('progressbar')).toHaveCount(0)
})
