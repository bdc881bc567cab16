import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'

const WCAG_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The rules that depend on colours; the others find the same in the dark, for it has the same elements. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Fails, after the whole test, with one readable line per element that breaks a WCAG 2.2 A or AA rule. */
export async function expectAccessible(page: Page, rules: 'all' | 'colours' = 'all'): Promise<void> {
  // The other mode opens a page for each analysis, for frames of other origins; Trio has none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await (rules === 'all'
    ? axe.withTags(WCAG_TAGS)
    : axe.withRules(COLOUR_RULES)
  ).analyze()
  const lines = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')} (${node.failureSummary ?? ''})`),
  )
  expect.soft(lines, 'axe finds nothing').toEqual([])
}
