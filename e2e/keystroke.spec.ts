import type { CDPSession, Page } from '@playwright/test'
import { composer } from './composer.ts'
import { expect, test } from './reused-page.ts'

const KEYS = 'fifteenletters.'

test.beforeEach(async ({ page }) => {
  await page.goto('/')
  const trio = composer(page)
  await trio.body.fill('Hello')
  // Whatever is loaded ahead of its use brings its style sheets along, and these are in force then.
  await page.waitForLoadState('networkidle')
  await trio.body.press('End')
})

test('a key in the body changes its text in the preview and nothing else of the page', async ({ page }) => {
  await watchChanges(page)
  await page.keyboard.type(KEYS)
  await expect(composer(page).part('body')).toContainText(`Hello${KEYS}`)
  expect(await page.evaluate(() => Reflect.get(globalThis, 'changed'))).toEqual(['body of the preview'])
})

test('a key in the body styles nothing anew', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const before = await readStylings(devtools)
  await page.keyboard.type(KEYS)
  await expect(composer(page).part('body')).toContainText(`Hello${KEYS}`)
  expect((await readStylings(devtools)) - before).toBeLessThan(KEYS.length)
})

/** Notes the parts of the page that change from now on, each once. What says how the draft is kept is not meant. */
function watchChanges(page: Page): Promise<void> {
  return page.evaluate(() => {
    const changed: string[] = []
    Reflect.set(globalThis, 'changed', changed)
    new MutationObserver((mutations) => {
      for (const { target } of mutations) {
        const element = target instanceof Element ? target : target.parentElement
        const isBody = element?.closest('.app-preview [data-part="body"]')
        const place = isBody ? 'body of the preview' : (element?.outerHTML.slice(0, 120) ?? 'nothing')
        // React writes the text that a field began with into it once more, the same one.
        if (element?.matches('textarea, .draft-saved') || changed.includes(place)) continue
        changed.push(place)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true })
  })
}

async function readStylings(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'RecalcStyleCount')?.value ?? Number.NaN
}
