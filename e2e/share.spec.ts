import { deflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessibility.ts'
import { FOREIGN, pasteAnywhere } from './bring.ts'
import { composer } from './composer.ts'
import { records } from './kept-drafts.ts'
import { openTrio, reloadTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { serveExampleMedia } from './setup/media.ts'
import { collectForeignRequests } from './setup/page-faults.ts'

const share = (page: Page) => page.getByRole('dialog', { name: 'Share this message' })
const arrived = (page: Page) => page.getByRole('dialog', { name: 'A message from a link' })
const refused = (page: Page) => page.getByRole('dialog', { name: 'This link cannot be opened' })
const toHash = (text: string) => `#draft=${deflateRawSync(text, { level: 9 }).toString('base64url')}`
const toPayloadHash = (json: string) => `#payload=${encodeURIComponent(json)}`

test('a link opens the same message elsewhere, after a look at it and without the recipient', async ({
  page,
  browser,
  recipient,
}) => {
  const trio = composer(page)
  await page.goto('/')
  await trio.body.fill('Shared *with care* ☕')
  await trio.recipient.fill(recipient)
  await trio.copyJson.click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveText('Copied')
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(share(page).getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await expectAccessible(page)
  // A sentence that was said before is heard again, for it differs by a blank.
  for (const said of ['Copied\u00a0', 'Copied']) {
    await share(page).getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => share(page).getByRole('status').textContent()).toBe(said)
  }
  const url = await page.evaluate(() => navigator.clipboard.readText())
  expect(url).toBe(await share(page).getByRole('textbox', { name: 'Link' }).inputValue())

  const context = await browser.newContext()
  const other = await context.newPage()
  await other.goto(url)
  await expect(arrived(other)).toContainText('Shared with care')
  await expectAccessible(other)
  await expect(composer(other).body).not.toHaveValue(/Shared/)
  await arrived(other).getByRole('button', { name: 'Open as a draft' }).click()
  await expect(composer(other).body).toHaveValue('Shared *with care* ☕')
  await expect(composer(other).recipient).toHaveValue('')
  expect(new URL(other.url()).hash).toBe('')
  await context.close()
})

test('a link that is pasted opens as if it had been clicked', async ({ page }) => {
  const { body, output } = composer(page)
  const link = `https://trio.example/${toHash('{"v":1,"b":"Shared *here*","r":[["Yes","yes"]]}')}`
  await openTrio(page)
  await pasteAnywhere(page, `Look at this: ${link}\nThanks!`)
  await expect(arrived(page)).toContainText('Shared here')
  await arrived(page).getByRole('button', { name: 'Not now' }).click()
  await output.getByRole('tab', { name: 'JSON' }).click()
  await output.getByRole('button', { name: 'Import' }).click()
  await page.getByRole('textbox', { name: 'Text to import' }).fill(link)
  await page.getByRole('button', { name: 'Read it' }).click()
  await arrived(page).getByRole('button', { name: 'Open as a draft' }).click()
  await expect(body).toHaveValue('Shared *here*')
})

test('"Not now" leaves the draft, and a reload does not ask again', async ({ page }) => {
  await page.goto(`/${toPayloadHash(JSON.stringify(FOREIGN))}`)
  const before = await composer(page).body.inputValue()
  await arrived(page).getByRole('button', { name: 'Not now' }).click()
  await expect(arrived(page)).toBeHidden()
  await expect(composer(page).body).toHaveValue(before)
  expect(new URL(page.url()).hash).toBe('')
  await reloadTrio(page)
  await expect(arrived(page)).toBeHidden()
})

test('"Open as a draft" makes one draft, however often it is pressed', async ({ page }) => {
  await openTrio(page)
  await composer(page).footer.fill('Mine')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.route('**/assets/switch-draft-*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.continue()
  })
  await reloadTrio(page)
  const before = (await records(page)).length
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    toPayloadHash(JSON.stringify(FOREIGN)),
  )
  await arrived(page).getByRole('button', { name: 'Open as a draft' }).dblclick()
  await expect(arrived(page)).toBeHidden()
  await expect(composer(page).body).toHaveValue('Your table is *ready*')
  expect(await records(page)).toHaveLength(before + 1)
})

test('a picture in a link is asked for after a click alone, also once it is a draft', async ({
  page,
  context,
}) => {
  await serveExampleMedia(context)
  const requests = collectForeignRequests(page)
  await page.goto(`/${toPayloadHash(JSON.stringify(FOREIGN))}`)
  await expect(arrived(page).getByRole('button', { name: 'Show the picture' })).toBeVisible()
  await arrived(page).getByRole('button', { name: 'Open as a draft' }).click()
  const show = composer(page).preview.getByRole('button', { name: 'Show the picture' })
  await expect(show).toBeVisible()
  await page.waitForTimeout(600)
  expect(requests).toEqual([])
  await show.click()
  await expect(composer(page).preview.locator('img')).toBeVisible()
})

test('an open page takes a link too', async ({ page }) => {
  await openTrio(page)
  await page.evaluate(
    (hash) => {
      location.hash = hash
    },
    toPayloadHash(JSON.stringify(FOREIGN)),
  )
  await expect(arrived(page)).toContainText('Your table is ready')
  await page.keyboard.press('Escape')
  await expect(arrived(page)).toBeHidden()
  expect(new URL(page.url()).hash).toBe('')
})

test('the way back from a link leaves its message too', async ({ page }) => {
  await openTrio(page)
  for (const [hash, dialog] of [
    [toPayloadHash(JSON.stringify(FOREIGN)), arrived(page)],
    ['#payload=', refused(page)],
  ] as const) {
    await page.evaluate((to) => {
      location.hash = to
    }, hash)
    await expect(dialog).toBeVisible()
    await page.goBack()
    await expect(dialog).toBeHidden()
    expect(new URL(page.url()).hash).toBe('')
  }
})

const BROKEN: readonly [name: string, hash: () => string, says: RegExp][] = [
  ['cut off', () => toHash('{"v":1,"b":"Hi","r":[]}').slice(0, -6), /cut off/],
  ['of no message', () => toHash('{"v":1,"b":5,"r":[]}'), /body cannot be read/],
  ['of a newer Trio', () => toHash('{"v":2}'), /newer version/],
  ['unpacking to 10 MB', () => toHash(`{"v":1,"b":"${'x'.repeat(10_000_000)}","r":[]}`), /stopped reading/],
  ['longer than any', () => `#draft=${'A'.repeat(200_000)}`, /longer than any/],
  ['100,000 brackets deep', () => toHash('['.repeat(100_000)), /cut off|cannot be read/],
  ['with 2,000 brackets of JSON', () => toPayloadHash('['.repeat(2000)), /cannot open/],
  ['with a % that stands wrong', () => '#payload=%E0%A4%A', /cut off/],
  ['that is empty', () => '#payload=', /cut off/],
]

for (const [name, toLink, says] of BROKEN) {
  test(`T-44 a link ${name} says so at once, and the page lives`, async ({ page }) => {
    const trio = composer(page)
    await openTrio(page)
    await page.evaluate((hash) => {
      location.hash = hash
    }, toLink())
    await expect(refused(page)).toContainText(says, { timeout: 3000 })
    await expect(refused(page)).toContainText('Ask whoever sent it for a new link')
    await refused(page).getByRole('button', { name: 'Go on' }).click()
    await expect(refused(page)).toBeHidden()
    await trio.footer.fill('Alive')
    await expect(trio.part('footer')).toHaveText('Alive')
  })
}

for (const kind of ['draft', 'payload']) {
  test(`a link of 10 MB of the kind ${kind} is refused without being unpacked or parsed`, async ({
    page,
  }) => {
    const trio = composer(page)
    await openTrio(page)
    const longestRead = await page.evaluate(async (start) => {
      let longest = 0
      const watch =
        <Rest extends unknown[], Read>(read: (text: string, ...rest: Rest) => Read) =>
        (text: string, ...rest: Rest) => {
          longest = Math.max(longest, text.length)
          return read(text, ...rest)
        }
      window.atob = watch(window.atob.bind(window))
      JSON.parse = watch(JSON.parse)
      location.hash = start + 'A'.repeat(10_000_000)
      while (!document.querySelector('dialog[open]')) await new Promise((resolve) => setTimeout(resolve))
      return longest
    }, `#${kind}=`)
    expect(longestRead).toBeLessThan(100_000)
    await expect(refused(page)).toContainText('longer than any')
    await refused(page).getByRole('button', { name: 'Go on' }).click()
    await trio.footer.fill('Alive')
    await expect(trio.part('footer')).toHaveText('Alive')
  })
}

test('a message too long for a link is offered as a file, without its recipient', async ({
  page,
  recipient,
}) => {
  await page.goto('/')
  await composer(page).recipient.fill(recipient)
  const noise = Array.from({ length: 30_000 }, () => String.fromCharCode(33 + Math.random() * 90)).join('')
  await composer(page).body.fill(noise)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(share(page)).toContainText('too long for a link')
  await expect(share(page), 'nothing is said of a link that is not there').not.toContainText('opens the link')
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await share(page).getByRole('button', { name: 'Download file' }).click()
  const stream = await (await download).createReadStream()
  let json = ''
  for await (const piece of stream) json += piece
  expect(JSON.parse(json)).not.toHaveProperty('to')
  expect(JSON.parse(json)).toMatchObject({ interactive: { body: { text: noise } } })
})

test('the hand-over sheet has payload, buttons, webhook and rules, and prints alone', async ({
  page,
  recipient,
}) => {
  await page.goto('/')
  await composer(page).recipient.fill(recipient)
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await share(page).getByRole('button', { name: 'Hand over to a developer' }).click()
  const sheet = page.getByRole('dialog', { name: 'Hand over to a developer' })
  await expect(sheet).toContainText('"messaging_product": "whatsapp"')
  await expect(sheet.getByRole('cell', { name: 'another-time' })).toBeVisible()
  await expect(sheet).toContainText('"button_reply"')
  await expect(sheet).toContainText('within 24 hours')
  await expect(sheet).not.toContainText(recipient)
  await expectAccessible(page)
  await sheet.getByRole('button', { name: 'Copy Markdown' }).click()
  await expect(sheet.getByRole('status').filter({ hasText: 'Copied' })).toBeAttached()
  const markdown = await page.evaluate(() => navigator.clipboard.readText())
  expect(markdown).toMatch(/^# WhatsApp message/)
  expect(markdown).not.toContain(recipient)
  await page.emulateMedia({ media: 'print' })
  await expect(sheet.getByText('What each button means')).toBeVisible()
  await expect(composer(page).editor).toBeHidden()
  await expect(sheet.getByRole('button')).toHaveCount(0)
})

test('the hand-over sheet of an unfinished message says so, on paper and in Markdown', async ({ page }) => {
  const trio = composer(page)
  const sheet = page.getByRole('dialog', { name: 'Hand over to a developer' })
  async function openSheet(): Promise<void> {
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await share(page).getByRole('button', { name: 'Hand over to a developer' }).click()
    await expect(sheet).toContainText('What the customer sees')
  }
  await openTrio(page)
  await openSheet()
  await expect(sheet, 'a recipient does not belong on it').not.toContainText('still to fix')
  await page.keyboard.press('Escape')
  await trio.body.fill('')
  await openSheet()
  await expect(sheet.getByText('One thing is still to fix: Body.')).toBeVisible()
  await page.keyboard.press('Escape')
  await trio.footer.fill('x'.repeat(61))
  await openSheet()
  const caveat = sheet.locator('.handover-sheet').getByText('2 things are still to fix.')
  await expect(caveat).toBeVisible()
  await sheet.getByRole('button', { name: 'Copy Markdown' }).click()
  await expect(sheet.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^# .+\n\n\*\*2 things are still to fix\.\*\*\n/,
  )
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(caveat).toBeVisible()
})
