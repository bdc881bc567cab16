import type { Locator, Page, Request } from '@playwright/test'
import { composer } from './composer.ts'
import type { ExampleFile } from './setup/files.ts'

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

/** Keeps uploads waiting for their answer until they are let go. */
export async function holdUploads(page: Page): Promise<{ held: Promise<Request>; let: () => void }> {
  let letGo = (): void => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/api/media', async (route) => {
    await gate
    await route.continue().catch(() => {})
  })
  return { held: page.waitForRequest('**/api/media'), let: letGo }
}

/** Pastes a message outside of every field. */
export function pasteText(text: string): void {
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', text)
  document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }))
}
