import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'
import { collectForeignRequests } from './setup/page-faults.ts'
import { SCRIPT_BUDGET_BYTES, weighScripts } from './setup/script-weight.ts'

test('a first visit loads at most 95 kB of JavaScript', async ({ page }) => {
  const bytes = await weighScripts(page, '/')
  expect(bytes).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES)
})

test('a first visit asks nobody but this server', async ({ page }) => {
  const foreign = collectForeignRequests(page)
  await page.goto('/', { waitUntil: 'networkidle' })
  await expect(composer(page).body).toBeEditable()
  expect(foreign).toEqual([])
})

test('the page itself is never stored, what it loads is kept for ever', async ({ page }) => {
  const kept: [string, string | undefined][] = []
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (pathname.startsWith('/assets/')) kept.push([pathname, response.headers()['cache-control']])
  })
  const answer = await page.goto('/', { waitUntil: 'networkidle' })
  expect(answer?.headers()['cache-control']).toBe('no-store')
  expect(kept.length).toBeGreaterThan(1)
  for (const [pathname, cacheControl] of kept) {
    expect(pathname, 'the name carries a hash').toMatch(/-[\w-]{8}\.\w+$/)
    expect(cacheControl, pathname).toBe('public, max-age=31536000, immutable')
  }
})

test('the page and its scripts arrive compressed with brotli', async ({ page }) => {
  const encodings = new Map<string, string | undefined>()
  page.on('response', (response) => {
    if (/html|javascript|css/.test(response.headers()['content-type'] ?? ''))
      encodings.set(response.url(), response.headers()['content-encoding'])
  })
  await page.goto('/', { waitUntil: 'networkidle' })
  expect(encodings.size).toBeGreaterThan(1)
  expect([...encodings].filter(([, encoding]) => encoding !== 'br')).toEqual([])
})

test.describe('before any script or style sheet has arrived', () => {
  test.use({ javaScriptEnabled: false, expectedFaults: /net::ERR_FAILED/ })

  test.beforeEach(async ({ page }) => {
    await page.route('**/assets/**', (route) => route.abort())
    await page.goto('/')
  })

  test('the finished example stands in the editor and in the bubble', async ({ page }) => {
    const { body, part } = composer(page)
    await expect(page.getByRole('banner').getByRole('heading', { name: 'Trio' })).toBeVisible()
    await expect(body).toBeVisible()
    await expect(body).not.toHaveValue('')
    await expect(part('body')).toBeInViewport()
    await expect(part('body')).not.toBeEmpty()
    await expect(part('button')).toHaveCount(3)
  })

  test('the page has its layout and its colours', async ({ page }) => {
    const { editor, preview } = composer(page)
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(paper).not.toBe('rgba(0, 0, 0, 0)')
    const [left, right] = [await editor.boundingBox(), await preview.boundingBox()]
    expect(right?.x, 'the phone stands beside the editor').toBeGreaterThanOrEqual(
      (left?.x ?? 0) + (left?.width ?? 0),
    )
  })
})
