import type { Browser, Page } from '@playwright/test'
import { composer } from './composer.ts'
import { test as base, expect } from './fixtures.ts'
import type { Attacker, Wire } from './setup/attacker.ts'
import { attack, launchHostile, listenIn, startAttacker } from './setup/attacker.ts'
import { watchForFaults } from './setup/page-faults.ts'
import type { TrioServer } from './setup/server.ts'
import { startServer } from './setup/server.ts'

const PASSWORD = 'correct horse battery staple'
const LAN = 'http://192.168.77.7'

const test = base.extend<object, { hostile: Browser; attacker: Attacker }>({
  /** A browser that finds the attacker's names on this computer. */
  hostile: [
    async ({ browserName: _ }, use) => {
      const browser = await launchHostile([])
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  attacker: [
    async ({ browserName: _ }, use) => {
      const attacker = await startAttacker()
      await use(attacker)
      await attacker.close()
    },
    { scope: 'worker' },
  ],
})

test('T-14 T-15 the page of Trio itself sends, so that the tests below can fail', async ({
  server,
  hostile,
}) => {
  const page = await hostile.newPage()
  await page.goto(server.url)
  const before = countSends(server)
  expect(await postLikeTrio(page, `${server.url}/api/messages`, 1)).toBe(200)
  await expect.poll(() => countSends(server), 'the log comes a moment later').toBe(before + 1)
  await page.close()
})

for (const [title, host, target] of [
  ['T-14 another site', 'evil.test', '127.0.0.1'],
  ['T-14 another site, to the name localhost', 'evil.test', 'localhost'],
  ['T-15 another port of localhost', 'localhost', 'localhost'],
  ['T-15 another port of 127.0.0.1', '127.0.0.1', '127.0.0.1'],
] as const) {
  test(`${title}, by seven ways, sends nothing`, async ({ server, hostile, attacker }) => {
    const wire = await listenIn(server)
    const before = countSends(server)
    const page = await hostile.newPage()
    await attack(page, `http://${host}:${attacker.port}`, `http://${target}:${wire.port}`, toBody(4))
    expectRefusals(wire)
    expect(countSends(server)).toBe(before)
    await page.close()
    await wire.close()
  })
}

test('T-14 a page elsewhere sends nothing to a Trio on the intranet, in a browser that is logged in', async ({
  attacker,
}) => {
  test.slow()
  const server = await startServer({ PUBLIC_ORIGIN: LAN, ACCESS_PASSWORD: PASSWORD })
  const wire = await listenIn(server)
  const browser = await launchHostile([`MAP 192.168.77.7:80 127.0.0.1:${wire.port}`])
  const context = await browser.newContext()
  const own = await context.newPage()
  // Without its scripts it loads nothing in idle moments, which would stand among the answers to the attack.
  await own.route('**/assets/*', (route) => route.abort())
  await own.goto(LAN)
  expect(await logIn(own)).toBe(204)
  expect(await postLikeTrio(own, `${LAN}/api/messages`, 2)).toBe(200)
  for (const host of ['evil.test', 'localhost', '192.168.77.7']) {
    wire.statuses.length = 0
    wire.requests.length = 0
    await attack(await context.newPage(), `http://${host}:${attacker.port}`, LAN, toBody(4))
    expectRefusals(wire)
  }
  expect(countSends(server)).toBe(1)
  await browser.close()
  await wire.close()
  await server.stop()
})

test('T-12 a name that an attacker points at this computer is refused, for pages and for sends', async ({
  server,
  hostile,
}) => {
  const { port } = new URL(server.url)
  const before = countSends(server)
  const page = await hostile.newPage()
  const answer = await page.goto(`http://rebind.test:${port}/`)
  expect(answer?.status()).toBe(421)
  expect(await postLikeTrio(page, `http://rebind.test:${port}/api/messages`, 3)).toBe(421)
  const read = await page.evaluate(async () => (await fetch('/api/config')).status)
  expect(read).toBe(421)
  expect(countSends(server)).toBe(before)
  await page.close()
})

for (const host of ['evil.test', 'localhost']) {
  test(`T-42 a page of ${host} cannot frame Trio`, async ({ server, hostile, attacker }) => {
    const page = await hostile.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    const { port } = new URL(server.url)
    await page.goto(`http://${host}:${attacker.port}/frame?http://localhost:${port}/`)
    await expect.poll(() => complaints.join()).toMatch(/frame-ancestors|X-Frame-Options/)
    await expect(page.frameLocator('iframe').getByRole('button', { name: 'Send' })).toBeHidden()
    expect(page.frames().at(-1)?.url()).toMatch(/^chrome-error:/)
    await page.close()
  })
}

// The fixtures fail a test whose page meets a violation, an error or a request to elsewhere.
test('T-43 a message is written, read, copied and sent without one violation of the policy', async ({
  page,
  recipient,
}) => {
  const trio = composer(page)
  await page.goto('/')
  await trio.chooseHeader('Text')
  await trio.headerText.fill('Your table for Friday')
  await trio.body.fill('*Bold*, _italic_, ```code``` and https://example.com')
  await trio.part('button').first().click()
  await trio.copyJson.click()
  await trio.recipient.fill(recipient)
  await trio.send.click()
  await expect(page.locator('[data-outcome="accepted"]')).toBeVisible()
})

test('T-43 a script that does not come from Trio is blocked and reported', async ({ server, hostile }) => {
  const context = await hostile.newContext()
  const faults = await watchForFaults(context)
  const page = await context.newPage()
  await page.goto(server.url)
  const ran = await page.evaluate(() => {
    const element = document.createElement('div')
    try {
      element.innerHTML = '<b>html</b>'
      return true
    } catch {
      return false
    }
  })
  expect(ran).toBe(false)
  await expect.poll(() => faults.join()).toContain('violation: require-trusted-types-for')
  await context.close()
})

/** Each send that begins leaves one line in the log, whatever becomes of it. */
function countSends(server: TrioServer): number {
  return server.log().split('"event":"send"').length - 1
}

/** What the client of Trio does when somebody presses Send. */
function postLikeTrio(page: Page, url: string, recipient: number): Promise<number> {
  return page.evaluate(
    async ({ url, body }) => {
      const headers = {
        'content-type': 'application/json',
        'x-requested-by': 'trio',
        'idempotency-key': crypto.getRandomValues(new Uint32Array(4)).join('-'),
      }
      return (await fetch(url, { method: 'POST', headers, body })).status
    },
    { url, body: toBody(recipient) },
  )
}

function logIn(page: Page): Promise<number> {
  return page.evaluate(async (password) => {
    const headers = { 'content-type': 'application/json', 'x-requested-by': 'trio' }
    const body = JSON.stringify({ password })
    return (await fetch('/api/session', { method: 'POST', headers, body })).status
  }, PASSWORD)
}

/** Everything came as far as Trio, where browsers let it leave at all, and got nothing but a refusal. */
function expectRefusals(wire: Wire): void {
  const methods = wire.requests.map((line) => line.split(' ', 1)[0])
  // Text, a beacon with text and the form leave at once; whatever carries JSON asks first.
  expect(methods.filter((method) => method === 'POST').length).toBeGreaterThanOrEqual(3)
  expect(methods.filter((method) => method === 'OPTIONS').length).toBeGreaterThanOrEqual(1)
  expect(methods).toContain('GET')
  expect(wire.statuses).toHaveLength(methods.length)
  expect(wire.statuses.filter((status) => status < 400)).toEqual([])
}

function toBody(recipient: number): string {
  return JSON.stringify({
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: `+1650555${String(2000 + recipient)}`,
    type: 'interactive',
    interactive: {
      type: 'button',
      body: { text: 'You have won a prize.' },
      action: { buttons: [{ type: 'reply', reply: { id: 'collect', title: 'Collect' } }] },
    },
  })
}
