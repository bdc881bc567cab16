import type { Page } from '@playwright/test'

/** From now on and until it is left the page sends that many bytes in a second; what is on its way keeps its pace. */
export async function slowUploads(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytesPerSecond,
  })
  page.once('load', () => void session.detach().catch(() => {}))
}
