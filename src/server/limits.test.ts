import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { StoreUnavailable } from './store/store.ts'
import { CANARY } from './testing/canary.ts'
import type { FakeUpstream } from './testing/fake-upstream.ts'
import { startFakeUpstream } from './testing/fake-upstream.ts'
import type { Trio } from './testing/trio.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

let upstream: FakeUpstream
let trio: Trio

beforeAll(async () => {
  upstream = await startFakeUpstream()
})

afterAll(() => upstream.close())

beforeEach(() => {
  upstream.seen.length = 0
})

afterEach(() => trio.close())

describe('caps', () => {
  it('T-46 the 61st message of a minute is refused', async () => {
    trio = await startTrio(upstream.url, { SENDS_PER_MINUTE: '60' })
    const statuses: number[] = []
    for (let i = 0; i < 60; i += 1) statuses.push((await trio.send(newPayload())).status)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    const refused = await trio.send(newPayload())
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'cap_minute', outcome: 'not_sent' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(upstream.seen).toHaveLength(60)
  })

  it('zero pauses sending, and says so', async () => {
    trio = await startTrio(upstream.url, { SENDS_PER_MINUTE: '0' })
    const refused = await trio.send(newPayload())
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ code: 'cap_minute', title: 'Sending is paused' })
    expect(upstream.seen).toHaveLength(0)
  })

  it('T-48 two ways to write one number are one person', async () => {
    trio = await startTrio(upstream.url)
    expect((await trio.send(newPayload('+16505551234'))).status).toBe(200)
    const second = await trio.send(newPayload('16505551234'))
    expect(second.status).toBe(429)
    expect(await second.json()).toMatchObject({ code: 'cap_recipient', outcome: 'not_sent' })
    expect(upstream.seen).toHaveLength(1)
  })

  it('T-47 every address must be on the list', async () => {
    trio = await startTrio(upstream.url, { ALLOWED_RECIPIENTS: '+1 (650) 555-1234, US.70010020030040050060' })
    const send = async (addresses: object) => {
      const { to: _, ...rest } = newPayload()
      return (await trio.send({ ...rest, ...addresses })).status
    }
    expect(await send({ to: '+4915112345678' })).toBe(403)
    expect(await send({ to: '+16505551234', recipient: 'US.999' })).toBe(403)
    expect(await send({ recipient: 'US.999' })).toBe(403)
    expect(upstream.seen).toHaveLength(0)
    expect(await send({ to: '16505551234', recipient: 'US.70010020030040050060' })).toBe(200)
    expect(upstream.seen).toHaveLength(1)
  })
})

describe('links', () => {
  it('T-72 that no one outside can fetch are refused with a pointer, and nothing is opened', async () => {
    let connections = 0
    const counter = createServer(() => {
      connections += 1
    })
    await new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve))
    const { port } = counter.address() as AddressInfo
    trio = await startTrio(upstream.url)
    const links = [
      'http://169.254.169.254/',
      `http://127.0.0.1:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://2130706433:${port}/`,
      `http://0x7f.1:${port}/`,
      'http://localhost/x.png',
      'http://printer.local/x.png',
      'http://10.0.0.1/x.png',
      'file:///etc/passwd',
      'https://user:pw@example.com/x.png',
    ]
    for (const link of links) {
      const payload = newPayload()
      const interactive = { ...payload.interactive, header: { type: 'image', image: { link } } }
      const response = await trio.send({ ...payload, interactive })
      const { errors } = (await response.json()) as { errors: { pointer: string }[] }
      expect([link, response.status]).toEqual([link, 422])
      expect(errors[0]?.pointer).toBe('/interactive/header/image/link')
    }
    counter.close()
    expect([connections, upstream.seen.length]).toEqual([0, 0])
  })
})

describe('records', () => {
  const failing = () => Promise.reject(new StoreUnavailable('disk full'))

  it('a claim that cannot be written sends nothing', async () => {
    trio = await startTrio(upstream.url)
    trio.runtime.store.claim = failing
    const response = await trio.send(newPayload())
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'store_unavailable', outcome: 'not_sent' })
    expect(upstream.seen).toHaveLength(0)
    expect(trio.lines.join('')).toContain('"reason":"StoreUnavailable: disk full"')
  })

  it('an outcome that cannot be written is told all the same, with a mark', async () => {
    trio = await startTrio(upstream.url)
    trio.runtime.store.settle = failing
    const response = await trio.send(newPayload())
    expect([response.status, response.headers.get('x-trio-recorded')]).toEqual([200, 'false'])
    expect(trio.lines.join('')).toMatch(/"settle_failed".*"reason":"disk full"/)
  })

  it('an exception in mid-send is unknown, never not_sent', async () => {
    trio = await startTrio(upstream.url)
    trio.runtime.store.settle = () => Promise.reject(new TypeError('a fault of ours'))
    const response = await trio.send(newPayload())
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal', outcome: 'unknown' })
    expect(trio.lines.join('')).toMatch(/"reason":"TypeError at /)
    expect(trio.lines.join('')).not.toContain('a fault of ours')
  })

  it('a store that is gone makes the server not ready, but alive', async () => {
    trio = await startTrio(upstream.url)
    trio.runtime.store.ping = failing
    expect((await trio.request('/readyz')).status).toBe(503)
    expect((await trio.request('/livez')).status).toBe(200)
  })

  it('a draining server starts nothing and is not ready', async () => {
    trio = await startTrio(upstream.url)
    trio.runtime.phase = 'draining'
    const response = await trio.send(newPayload())
    expect([response.status, response.headers.get('connection')]).toEqual([503, 'close'])
    expect(await response.json()).toMatchObject({ code: 'draining', outcome: 'not_sent' })
    expect((await trio.request('/readyz')).status).toBe(503)
    expect(upstream.seen).toHaveLength(0)
  })

  it('supersedes needs an unknown send that is more than a minute old', async () => {
    trio = await startTrio(upstream.url)
    const payload = newPayload()
    upstream.behave((socket) => socket.destroy())
    const old = newKey()
    expect((await trio.send(payload, old)).status).toBe(502)
    const again = await trio.send(payload, newKey(), { 'x-supersedes': old })
    expect(again.status).toBe(400)
    expect(await again.json()).toMatchObject({ code: 'supersedes_invalid', outcome: 'not_sent' })
    const malformed = await trio.send(payload, newKey(), { 'x-supersedes': 'no' })
    expect(malformed.status).toBe(400)
    expect(upstream.seen).toHaveLength(1)
  })
})

describe('the log', () => {
  it('T-60 T-66 holds neither the number nor the token nor a text', async () => {
    trio = await startTrio(upstream.url)
    upstream.behave((socket) => socket.destroy())
    await trio.send(newPayload('+4915112345678'))
    const text = trio.lines.join('')
    expect(text).toContain('"outcome":"unknown"')
    for (const secret of ['15112345678', CANARY, Buffer.from(CANARY).toString('base64'), 'bicycle'])
      expect(text).not.toContain(secret)
  })
})
