import type { CDPSession } from '@playwright/test'
import { startServer } from '../../setup/server.ts'
import type { Session } from '../browser.ts'
import { inFreshBrowser, slowProcessor } from '../browser.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startFloorPage } from '../helpers.ts'
import { collectDelays, watchKeystrokes } from '../keystrokes.ts'

const WARM_UP_KEYS = 20
const KEYS = 150
const KEY_INTERVAL_MS = 80

/** From the keystroke to the frame that shows it in the preview, beside one textarea that fills one div. */
export async function startTyping(): Promise<Comparison> {
  const [server, floorPage] = await Promise.all([startServer(), startFloorPage()])
  return {
    figures: [
      { name: 'typing: key to painted preview, p95, CPU ÷ 4', unit: 'ms', bar: { atMost: 1.25 } },
      { name: 'typing: the same, median', unit: 'ms' },
      { name: 'typing: work per key (steady on a busy machine)', unit: 'ms' },
    ],
    ours: () => measure(server.url),
    floor: () => measure(floorPage.url),
    stop: async () => {
      await Promise.all([server.stop(), floorPage.stop()])
    },
  }
}

function measure(url: string): Promise<number[]> {
  return inFreshBrowser(async (session) => {
    const { page, devtools } = session
    await page.goto(url, { waitUntil: 'networkidle' })
    const body = page.getByRole('textbox', { name: 'Body', exact: true })
    await body.fill('')
    await body.focus()
    const text = writeText(WARM_UP_KEYS + KEYS)
    await typeText(devtools, text.slice(0, WARM_UP_KEYS))
    await settle(session)
    await page.evaluate(watchKeystrokes, text.slice(0, WARM_UP_KEYS))
    const workBefore = await readMainThreadMs(devtools)
    await typeText(devtools, text.slice(WARM_UP_KEYS))
    const delays = await page.evaluate(collectDelays)
    const work = (await readMainThreadMs(devtools)) - workBefore
    if (delays.length !== KEYS)
      throw new Error(`${url}: ${delays.length} of ${KEYS} keys reached the preview`)
    return [quantile(delays, 0.95), quantile(delays, 0.5), work / KEYS]
  })
}

/** What the page's main thread has worked, by the thread's own clock: it stands still while others have the processor. */
async function readMainThreadMs(devtools: CDPSession): Promise<number> {
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const { metrics } = await devtools.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}

async function settle(session: Session): Promise<void> {
  await session.page.waitForTimeout(1_000)
  await slowProcessor(session)
  await session.page.waitForTimeout(500)
}

/** Words without a meaning. No stretch of ten letters comes twice, so that a shown key is never mistaken. */
function writeText(length: number): string {
  let state = 7
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return 'etaoinshrdlucmfwypvbgk'[(state >>> 16) % 22] ?? 'e'
  }).join('')
}

/** Sends keys at a typist's even pace and does not wait for the page, as a keyboard does not either. */
async function typeText(devtools: CDPSession, text: string): Promise<void> {
  const started = performance.now()
  const sent: Promise<unknown>[] = []
  for (const [index, key] of [...text].entries()) {
    const due = started + index * KEY_INTERVAL_MS
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
    const code = `Key${key.toUpperCase()}`
    const windowsVirtualKeyCode = key.toUpperCase().charCodeAt(0)
    sent.push(
      devtools.send('Input.dispatchKeyEvent', {
        type: 'keyDown',
        key,
        code,
        text: key,
        windowsVirtualKeyCode,
      }),
    )
    sent.push(devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode }))
  }
  await Promise.all(sent)
}
