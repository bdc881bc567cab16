import type { Page } from '@playwright/test'
import { fillShelf } from '../../setup/fill-shelf.ts'
import { startServer } from '../../setup/server.ts'
import { inFreshBrowser, slowProcessor } from '../browser.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'

const MANY = 500
const SCREENFUL = 12
const STARTS = 25
const LISTS = 10

/** What many drafts in a browser cost: the start of the page beside one draft, their list beside a screenful of them. */
export async function startDrafts(): Promise<Comparison> {
  const server = await startServer()
  return {
    figures: [
      { name: `drafts: page start, ${MANY} kept : 1, CPU ÷ 4`, unit: 'ms', bar: { atMost: 1.1 } },
      { name: `drafts: list opens, ${MANY} kept : ${SCREENFUL}, CPU ÷ 4`, unit: 'ms', bar: { atMost: 1.1 } },
    ],
    ours: async () => {
      const { start, list } = await measure(server.url, MANY)
      return [start, list]
    },
    floor: async () => {
      const { start } = await measure(server.url, 1)
      const { list } = await measure(server.url, SCREENFUL)
      return [start, list]
    },
    stop: server.stop,
  }
}

function measure(url: string, count: number): Promise<{ start: number; list: number }> {
  return inFreshBrowser(async (session) => {
    const { page } = session
    await page.goto(url)
    await fillShelf(page, count)
    // Once at full speed, for what the browser keeps: the measured visits are those of somebody who comes every day.
    await page.reload()
    await openList(page)
    await slowProcessor(session)
    const starts: number[] = []
    const lists: number[] = []
    for (let visit = 0; visit < STARTS; visit++) {
      // Not a reload, which waits until the page of the visit before has gone.
      await page.goto('about:blank')
      await page.goto(url)
      starts.push(await waitForDraft(page))
      await page.waitForLoadState('networkidle')
      if (visit < LISTS) lists.push(await openList(page))
    }
    return { start: quantile(starts, 0.5), list: quantile(lists, 0.5) }
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
