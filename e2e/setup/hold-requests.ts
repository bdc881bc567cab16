import type { BrowserContext, Page, Request } from '@playwright/test'

type Hold = { held: Promise<Request>; letGo: () => void }

export function holdScripts(context: BrowserContext): Promise<Hold> {
  return holdRequests(context, '**/assets/*.js')
}

export function holdSends(page: Page): Promise<Hold> {
  return holdRequests(page, '**/api/messages')
}

export function holdUploads(page: Page): Promise<Hold> {
  return holdRequests(page, '**/api/media')
}

/** Keeps requests on their way to the server until they are let go; `held` is the first that waits. */
async function holdRequests(target: BrowserContext | Page, url: string): Promise<Hold> {
  let letGo = (): void => {}
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  let note = (_: Request): void => {}
  const held = new Promise<Request>((resolve) => {
    note = resolve
  })
  await target.route(url, async (route) => {
    note(route.request())
    await gate
    // Whoever asked may be gone.
    await route.continue().catch(() => {})
  })
  return { held, letGo }
}
