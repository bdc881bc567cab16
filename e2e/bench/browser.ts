import type { Browser, CDPSession, Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { ensureChromium } from '../setup/chromium.ts'

export type Session = { browser: Browser; page: Page; devtools: CDPSession }

/** How much slower than this machine the measured page runs: a mid-range phone. */
const CPU_SLOWDOWN = 4

// Lighthouse's "slow 4G" as DevTools applies it: each request waits once for the latency of several round trips.
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: 1.44e6 / 8,
  uploadThroughput: 0.675e6 / 8,
}

/** Opens a browser of its own, so that nothing is cached, does the work and closes it again. */
export async function inFreshBrowser<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    return await work({ browser, page, devtools: await page.context().newCDPSession(page) })
  } finally {
    await browser.close()
  }
}

export async function slowNetwork({ devtools }: Session): Promise<void> {
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G)
}

export async function slowProcessor({ devtools }: Session): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
}
