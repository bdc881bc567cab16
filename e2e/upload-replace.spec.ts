import type { Page } from '@playwright/test'
import { composer } from './composer.ts'
import { choose, openDrafts } from './library.ts'
import { expect, test } from './reused-page.ts'
import { examplePdf, examplePng } from './setup/files.ts'
import { startReplacing } from './upload.ts'

// Longer than a draft is left unkept.
const KEEP_PAUSE = 1000

test.beforeEach(async ({ page }) => {
  await page.goto('/')
})

const WAYS: Record<string, (page: Page) => Promise<void>> = {
  'by a reload': async (page) => {
    await page.reload()
  },
  // Local storage had not reached the disk.
  'by the end of the browser': async (page) => {
    await page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith('trio:draft:')))
        localStorage.removeItem(key)
    })
    await page.reload()
  },
  'for a starter and opened again': async (page) => {
    await leaveForStarter(page)
    const list = await openDrafts(page)
    await list.getByRole('button', { name: /^Hi! We expect you/ }).click()
    await expect(list).toBeHidden()
  },
  'for a starter and brought back by undo': async (page) => {
    const { body } = composer(page)
    await leaveForStarter(page)
    await body.focus()
    await page.keyboard.press('ControlOrMeta+z')
  },
}

for (const [way, leaveAndReturn] of Object.entries(WAYS))
  test(`a draft that is left ${way} while a file replaces another has the one that it had`, async ({
    page,
  }) => {
    const { body, editor, fileName, copyJson } = composer(page)
    const ours = await body.inputValue()
    const { done } = await startReplacing(page, 'Document', [
      examplePdf('first.pdf'),
      examplePdf('second.pdf'),
    ])
    await page.waitForTimeout(KEEP_PAUSE)
    await leaveAndReturn(page)
    await expect(body).toHaveValue(ours)
    await expect(editor.getByText('first.pdf')).toBeVisible()
    await expect(done).toBeVisible()
    await expect(fileName).toHaveValue('first.pdf')
    await copyJson.click()
    expect((await readCopied(page)).header.document).toEqual({
      id: expect.stringMatching(/^\d{10,}$/),
      filename: 'first.pdf',
    })
  })

test('a file that is being replaced is neither copied nor shown, and an edit of the JSON leaves its upload alone', async ({
  page,
}) => {
  const { editor, output, copyJson, footer } = composer(page)
  const { done, letGo } = await startReplacing(page, 'Image', [
    examplePng('first.png'),
    examplePng('second.png'),
  ])
  await copyJson.click()
  expect((await readCopied(page)).header).toEqual({ type: 'image', image: { id: '' } })
  await output.getByRole('tab', { name: 'JSON' }).click()
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  await json.fill((await json.inputValue()).replace('Reply by', 'Answer by'))
  await expect(footer).toHaveValue(/^Answer by/)
  await expect(editor.getByRole('progressbar', { name: 'Uploading second.png' })).toBeVisible()
  letGo()
  await expect(done).toBeVisible()
  await expect(editor.getByText('second.png')).toBeVisible()
})

async function leaveForStarter(page: Page): Promise<void> {
  await choose(page, 'Feedback')
  await expect(composer(page).body).not.toHaveValue(/^Hi! We expect you/)
}

async function readCopied(page: Page) {
  return JSON.parse(await page.evaluate(() => navigator.clipboard.readText())).interactive
}
