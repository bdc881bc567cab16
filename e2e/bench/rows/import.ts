import type { Page } from '@playwright/test'
import { FOREIGN } from '../../bring.ts'
import { startServer } from '../../setup/server.ts'
import { inFreshBrowser, slowProcessor } from '../browser.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startFloorPage } from '../helpers.ts'

const VISITS = 3
const LATER_PASTES = 7
/** As long as somebody needs at least to see where the page is and to paste. */
const LOOK_AROUND_MS = 1_500
/** What nobody notices; the rivals take 297 to 845 ms. */
const AT_MOST_MS = 60

/** From the key that pastes a whole payload to the frame that shows it in the preview, beside a page that parses and shows it. */
export async function startImport(): Promise<Comparison> {
  const [server, floorPage] = await Promise.all([startServer(), startFloorPage()])
  const bar = { oursAtMost: AT_MOST_MS }
  return {
    figures: [
      { name: 'import: first paste of a visit to painted preview, CPU ÷ 4', unit: 'ms', bar },
      { name: 'import: later pastes, median', unit: 'ms', bar },
      { name: 'import: into the JSON field, first, CPU ÷ 4', unit: 'ms', bar },
      { name: 'import: into the JSON field, later, median', unit: 'ms', bar },
    ],
    ours: () => measureBoth(server.url, 'Payload JSON'),
    floor: () => measureBoth(floorPage.url, 'Body'),
    stop: async () => {
      await Promise.all([server.stop(), floorPage.stop()])
    },
  }
}

/** With no field in use, and into the field of this name. */
async function measureBoth(url: string, field: string): Promise<number[]> {
  const anywhere = await measure(url, leaveFields)
  return [...anywhere, ...(await measure(url, (page) => openField(page, field)))]
}

/** The first paste of a visit and the later ones, medians of several visits, in milliseconds. */
async function measure(url: string, open: (page: Page) => Promise<void>): Promise<[number, number]> {
  const firsts: number[] = []
  const laters: number[] = []
  for (let visit = 0; visit < VISITS; visit++) {
    await inFreshBrowser(async (session) => {
      const { page } = session
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.goto(url, { waitUntil: 'networkidle' })
      await page.mouse.move(640, 400)
      await page.waitForTimeout(LOOK_AROUND_MS)
      await slowProcessor(session)
      firsts.push(await paste(page, 0, open))
      for (let count = 1; count <= LATER_PASTES; count++) laters.push(await paste(page, count, open))
    })
  }
  return [quantile(firsts, 0.5), quantile(laters, 0.5)]
}

async function paste(page: Page, count: number, open: (page: Page) => Promise<void>): Promise<number> {
  const marker = `This is paste ${count}.`
  const body = { text: `Hello *you*, ${marker}\n\nYour table is ready.` }
  const payload = { ...FOREIGN, interactive: { ...FOREIGN.interactive, body } }
  await page.evaluate((text) => navigator.clipboard.writeText(text), JSON.stringify(payload, null, 2))
  await open(page)
  await page.waitForTimeout(400)
  await page.evaluate(watchImport, marker)
  await page.keyboard.press('Control+v')
  const shown = await page.waitForFunction(() => Reflect.get(globalThis, 'importShownAfter'))
  return (await shown.jsonValue()) as number
}

async function leaveFields(page: Page): Promise<void> {
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
}

/** On a wide screen, where the JSON stands beside the preview, with all of its text selected. */
async function openField(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.getByRole('textbox', { name }).focus()
  await page.keyboard.press('Control+a')
}

/** Runs in the page: notes the milliseconds from the next press of the key V until the frame that shows the marker is painted. */
function watchImport(marker: string): void {
  Reflect.set(globalThis, 'importShownAfter', undefined)
  let pressedAt = Number.NaN
  const notePress = (event: KeyboardEvent) => {
    if (event.key === 'v') pressedAt = event.timeStamp
  }
  addEventListener('keydown', notePress, { capture: true })
  const observer = new MutationObserver(() => {
    const bubble = document.querySelector('.app-preview [data-part="body"], body > [data-part="body"]')
    if (!bubble?.textContent?.includes(marker)) return
    observer.disconnect()
    removeEventListener('keydown', notePress, { capture: true })
    // The message that a frame posts arrives right after that frame is painted.
    const painted = new MessageChannel()
    painted.port1.onmessage = () => Reflect.set(globalThis, 'importShownAfter', performance.now() - pressedAt)
    requestAnimationFrame(() => painted.port2.postMessage(null))
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true })
}
