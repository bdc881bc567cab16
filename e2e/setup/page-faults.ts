import type { BrowserContext, ConsoleMessage, Page, Request } from '@playwright/test'

/**
 * Collects everything that should not happen in any page of the context: console errors, uncaught errors, CSP and
 * Trusted Types violations, and requests that wanted to leave this computer.
 */
export async function watchForFaults(context: BrowserContext): Promise<string[]> {
  const faults: string[] = []
  await context.exposeBinding('reportViolation', (_source, text: string) => faults.push(`violation: ${text}`))
  await context.addInitScript(reportViolations)
  context.on('console', (message) => {
    if (message.type() === 'error' && !isStatusOfApi(message)) faults.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error().message}`))
  context.on('requestfailed', (request) => {
    if (leavesThisComputer(request)) faults.push(`request: ${request.url()}`)
  })
  return faults
}

/** Requests for other hosts than loopback, in the order in which the page made them. */
export function collectForeignRequests(page: Page): string[] {
  const urls: string[] = []
  page.on('request', (request) => {
    if (leavesThisComputer(request)) urls.push(request.url())
  })
  return urls
}

/** Chromium logs each answer of 4xx and 5xx as an error; from our API these are answers that the page shows. */
function isStatusOfApi(message: ConsoleMessage): boolean {
  return (
    message.text().startsWith('Failed to load resource: the server responded') &&
    new URL(message.location().url, 'http://127.0.0.1').pathname.startsWith('/api/')
  )
}

function leavesThisComputer(request: Request): boolean {
  const { protocol, hostname } = new URL(request.url())
  return protocol.startsWith('http') && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

function reportViolations(): void {
  addEventListener('securitypolicyviolation', (event) => {
    const report: unknown = Reflect.get(globalThis, 'reportViolation')
    if (typeof report === 'function')
      report(`${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`)
  })
}
