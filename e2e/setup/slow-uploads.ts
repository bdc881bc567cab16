import type { Page } from '@playwright/test'

/** From now on the page sends that many bytes in a second, until the function that is given back says otherwise. */
export async function slowUploads(
  page: Page,
  bytesPerSecond: number,
): Promise<(bytesPerSecond: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const set = async (uploadThroughput: number): Promise<void> => {
    const others = { offline: false, latency: 0, downloadThroughput: -1 }
    await session.send('Network.emulateNetworkConditions', { ...others, uploadThroughput })
  }
  await set(bytesPerSecond)
  return set
}
