import type { Page } from '@playwright/test'
import { fillShelf } from '../../setup/fill-shelf.ts'
import { startServer } from '../../setup/server.ts'
import type { Session } from '../browser.ts'
import { inFreshBrowser, slowProcessor } from '../browser.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'

/** The last is many; those before show how it grows. */
const COUNTS = [50, 150, 500]
const SCREENFUL = 12
const VISITS = 12
const OPENINGS = 9

/** What many drafts in a browser cost: the start of the page beside one draft, their list beside a screenful of them. */
export async function startDrafts(): Promise<Comparison> {
  const server = await startServer()
  let measured: { ours: number[]; floor: number[] } | undefined
  return {
    // The turns within it are as many, and the shelves are filled once.
    rounds: 1,
    figures: COUNTS.flatMap((count) => [
      { name: `drafts: page start, ${count} kept : 1, CPU ÷ 4`, unit: 'ms', bar: { atMost: 1.1 } },
      { name: `drafts: list opens, ${count} kept : ${SCREENFUL}, CPU ÷ 4`, unit: 'ms', bar: { atMost: 1.1 } },
    ]),
    floor: async () => {
      measured = await measureAll(server.url)
      return measured.floor
    },
    ours: async () => measured?.ours ?? [],
    stop: server.stop,
  }
}

/** Both sides in turns visit by visit, for they differ by less than the machine from one minute to the next. */
async function measureAll(url: string): Promise<{ ours: number[]; floor: number[] }> {
  const [one = Number.NaN, ...starts] = await measure(url, [1, ...COUNTS], VISITS, start)
  const [few = Number.NaN, ...lists] = await measure(url, [SCREENFUL, ...COUNTS], OPENINGS, list)
  return {
    ours: COUNTS.flatMap((_, index) => [starts[index] ?? Number.NaN, lists[index] ?? Number.NaN]),
    floor: COUNTS.flatMap(() => [one, few]),
  }
}

async function start(page: Page, url: string): Promise<number> {
  // Not a reload, which waits until the page of the visit before has gone.
  await page.goto('about:blank')
  await page.goto(url)
  return waitForDraft(page)
}

async function list(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'networkidle' })
  return openList(page)
}

type Step = (page: Page, url: string) => Promise<number>

/** The medians of what people measure who have so many drafts each and come every day. */
function measure(url: string, counts: readonly number[], times: number, step: Step): Promise<number[]> {
  return inFreshBrowsers(counts.length, async (sessions) => {
    for (const [index, session] of sessions.entries()) {
      const { page } = session
      await page.goto(url)
      await fillShelf(page, counts[index] ?? 0)
      // Once at full speed, for what the browser keeps.
      await page.reload()
      await openList(page)
      await slowProcessor(session)
    }
    const measured: number[][] = sessions.map(() => [])
    for (let turn = 0; turn < times; turn++)
      for (const [index, { page }] of sessions.entries()) measured[index]?.push(await step(page, url))
    return measured.map((values) => quantile(values, 0.5))
  })
}

/** So many browsers, all open at once. */
function inFreshBrowsers<Result>(
  number: number,
  work: (sessions: Session[]) => Promise<Result>,
): Promise<Result> {
  if (number === 0) return work([])
  return inFreshBrowser((session) => inFreshBrowsers(number - 1, (others) => work([session, ...others])))
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
