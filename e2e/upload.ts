import type { Locator, Page, Request } from '@playwright/test'
import { composer } from './composer.ts'
import { expect } from './fixtures.ts'
import type { ExampleFile } from './setup/files.ts'
import { holdUploads } from './setup/hold-requests.ts'

export async function openUpload(page: Page, header: 'Image' | 'Video' | 'Document') {
  const { editor, chooseHeader, chooseMediaSource } = composer(page)
  await chooseHeader(header)
  await chooseMediaSource('Upload')
  const input = editor.getByLabel(/^(Choose|Replace)/)
  return {
    input,
    done: editor.getByText('good for 30 days'),
    choose: (file: ExampleFile) => input.setInputFiles(file),
  }
}

/** A file that has arrived, and another on its way to its place. */
export async function startReplacing(
  page: Page,
  header: 'Image' | 'Document',
  files: readonly [first: ExampleFile, second: ExampleFile],
) {
  const upload = await openUpload(page, header)
  await upload.choose(files[0])
  await expect(upload.done).toBeVisible()
  const { held, letGo } = await holdUploads(page)
  await upload.choose(files[1])
  await held
  return { ...upload, letGo }
}

export function picture(page: Page): Locator {
  return composer(page).part('header').getByRole('img', { name: 'Header of the message' })
}

export function announced(page: Page, words: RegExp): Locator {
  return page.getByRole('status').filter({ hasText: words })
}

export function collectUploads(page: Page): Request[] {
  const posts: Request[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/media')) posts.push(request)
  })
  return posts
}

/** Pastes a message outside of every field. */
export function pasteText(text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
}
