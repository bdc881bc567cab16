import type { Page } from '@playwright/test'
import type { RunOptions } from 'axe-core'
import axe from 'axe-core'
import { expect } from './fixtures.ts'

const ALL_RULES: RunOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  // Of WCAG 2.2, and off unless asked for.
  rules: { 'target-size': { enabled: true } },
}

/** The rules that depend on colours; the others find the same in the dark, for it has the same elements. */
const COLOUR_RULES: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** Fails, after the whole test, with one readable line per element that breaks a WCAG 2.2 A or AA rule. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNoFindings(page, ALL_RULES)
}

/** The same in both colour schemes, and without motion, which would be in the middle of its colours. */
export async function expectAccessibleInLightAndDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await expectNoFindings(page, ALL_RULES)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expectNoFindings(page, COLOUR_RULES)
}

async function expectNoFindings(page: Page, rules: RunOptions): Promise<void> {
  // Half a megabyte, which a page needs once.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  await page.evaluate(endMotion)
  const lines = await page.evaluate(findViolations, rules)
  expect.soft(lines, 'axe finds nothing').toEqual([])
}

/** Runs in the page. What passes is most of a result, and nobody reads it. */
async function findViolations(rules: RunOptions): Promise<string[]> {
  const injected: typeof axe = Reflect.get(globalThis, 'axe')
  const { violations } = await injected.run({
    ...rules,
    resultTypes: ['violations'],
    // No rule of these looks into style sheets.
    preload: { assets: ['media'] },
  })
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary})`),
  )
}

/** Runs in the page: what began to fade in before motion was switched off would be judged by the colours on its way. */
async function endMotion(): Promise<void> {
  const endings = document
    .getAnimations()
    .map(({ effect, finished }) =>
      effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY ? undefined : finished.catch(() => {}),
    )
  await Promise.all(endings)
}
