import type { Page } from '@playwright/test'
import { fillShelf } from '../../setup/fill-shelf.ts'
import { startServer } from '../../setup/server.ts'
import { inFreshBrowser, slowProcessor } from '../browser.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'

/** The last is many; those before show how it grows. */
const COUNTS = [50, 150, 500]
const SCREENFUL = 12
const VISITS = 15
const OPENINGS = 8

/** What many drafts in a browser cost: the start of the page beside one draft, their list beside a screenful of them. */
export async function startDrafts(): Promise<Comparison> {
  const server = await startServer()
  return {
    figures: COUNTS.flatMap((count) => [
      { name: `drafts: page start, ${count} kept : 1, CPU ÷ 4`, unit: 'ms', bar: { atMost: 1.1 } },
      { name: `drafts: list opens, ${count} kept : ${SCREENFUL}, CPU ÷ 4`, unit: 'ms', bar: { atMost: 1.1 } },
    ]),
    ours: async () => {
      const measured: number[] = []
      for (const count of COUNTS)
        measured.push(await measureStart(server.url, count), await measureList(server.url, count))
      return measured
    },
    floor: async () => {
      const figures = [await measureStart(server.url, 1), await measureList(server.url, SCREENFUL)]
      return COUNTS.flatMap(() => figures)
    },
    stop: server.stop,
  }
}

function measureStart(url: string, count: number): Promise<number> {
  return measure(url, count, async (page) => {
    const starts: number[] = []
    for (let visit = 0; visit < VISITS; visit++) {
      // Not a reload, which waits until the page of the visit before has gone.
      await page.goto('about:blank')
      await page.goto(url)
      starts.push(await waitForDraft(page))
    }
    return starts
  })
}

function measureList(url: string, count: number): Promise<number> {
  return measure(url, count, async (page) => {
    const lists: number[] = []
    for (let visit = 0; visit < OPENINGS; visit++) {
      await page.reload({ waitUntil: 'networkidle' })
      lists.push(await openList(page))
    }
    return lists
  })
}

/** The median of what somebody measures who has this many drafts and comes every day. */
function measure(url: string, count: number, work: (page: Page) => Promise<number[]>): Promise<number> {
  return inFreshBrowser(async (session) => {
    const { page } = session
    await page.goto(url)
    await fillShelf(page, count)
    // Once at full speed, for what the browser keeps.
    await page.reload()
    await openList(page)
    await slowProcessor(session)
    return quantile(await work(page), 0.5)
  })
}

/** Milliseconds from the beginning of the visit until the kept draft stands in the bubble. */
async function waitForDraft(page: Page): Promise<number> {
  const shown = await page.waitForFunction(() => {
    const body = document.querySelector('[data-part="body"]')
    return body?.textContent?.includes('This is number 0.') ? performance.now() : undefined
  })
  return (await shown.jsonValue()) ?? Number.NaN
}

/** Milliseconds from the press of the button until the frame that shows the first cards is painted. */
function openList(page: Page): Promise<number> {
  return page.getByRole('button', { name: 'Drafts' }).evaluate(async (button: HTMLElement) => {
    const pressed = performance.now()
    button.click()
    while (!document.querySelector('dialog[open] article')) await new Promise(requestAnimationFrame)
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - pressed
  })
}
