import type { BrowserContext, Page, Request } from '@playwright/test'
import { composer } from './composer.ts'

/** The simulator's numbers for what can happen to a message. */
export const NUMBERS = {
  notOnTestList: '+33639981030',
  unreachable: '+33639981026',
  isSender: '+33639981021',
  tooFast: '+33639980429',
  brokenLine: '+33639989002',
  gatewayPage: '+33639989003',
  noMessageId: '+33639989004',
  slow: '+33639989005',
}

/** The card that tells how a send ended. */
export function outcome(page: Page, name: string) {
  return page.locator(`[data-outcome="${name}"]`)
}

export async function sendTo(page: Page, to: string): Promise<void> {
  await composer(page).recipient.fill(to)
  await composer(page).send.click()
}

/** Every POST that any tab of the context sends to the route of messages, as it leaves the page. */
export function collectPosts(context: BrowserContext): Request[] {
  const posts: Request[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/messages')) posts.push(request)
  })
  return posts
}

export function keyOf(request: Request | undefined): string | undefined {
  return request?.headers()['idempotency-key']
}

export function storedKeys(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.entries(localStorage)
      .filter(([name]) => name.startsWith('trio.send.'))
      .map(([, text]) => JSON.parse(String(text)).key),
  )
}
