import { describe, expect, it } from 'vitest'
import { CANARY } from './testing/canary.ts'
import type { Behaviour } from './testing/fake-upstream.ts'
import { accept, json, ok, raw, startFakeUpstream, success } from './testing/fake-upstream.ts'
import { shareTrio } from './testing/share-trio.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

const { trio, upstream } = await shareTrio()

async function sendOnce(): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await trio.send(newPayload())
  return { status: response.status, body: JSON.parse(await response.text()) }
}

describe('oddities of a good answer', () => {
  it('T-R12 an unasked 100 Continue before the answer is passed over', async () => {
    upstream.behave((socket, seen, n) => {
      socket.write('HTTP/1.1 100 Continue\r\n\r\n')
      setTimeout(() => accept(socket, seen, n), 20)
    })
    expect((await sendOnce()).status).toBe(200)
    upstream.behave(raw(`HTTP/1.1 100 Continue\r\n\r\n${ok(JSON.stringify(success('wamid.one-packet')))}`))
    expect((await sendOnce()).status).toBe(200)
    const twice = 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(2)
    upstream.behave(raw(`${twice}${ok(JSON.stringify(success('wamid.two-gateways')))}`))
    expect((await sendOnce()).status).toBe(200)
    expect(upstream.seen).toHaveLength(3)
  })

  it('T-R12 the second of two answers in one packet never reaches the next send', async () => {
    upstream.behave((socket, seen, n) => {
      if (n > 1) return accept(socket, seen, n)
      socket.write(ok(JSON.stringify(success('wamid.first'))) + ok(JSON.stringify(success('wamid.second'))))
    })
    const first = await sendOnce()
    expect(first.body.messages).toEqual([{ id: 'wamid.first' }])
    const next = await sendOnce()
    expect(next.body.messages).toEqual([{ id: 'wamid.fake-2' }])
  })

  it('T-R12 a second answer that comes a moment later never reaches the next send', async () => {
    const late = 50
    upstream.behave((socket, seen, n) => {
      if (n > 1) {
        setTimeout(() => accept(socket, seen, n), 2 * late)
        return
      }
      socket.write(ok(JSON.stringify(success('wamid.first'))))
      setTimeout(() => socket.write(ok(JSON.stringify(success('wamid.second')))), late)
    })
    const first = await sendOnce()
    expect(first.body.messages).toEqual([{ id: 'wamid.first' }])
    const next = await sendOnce()
    expect(next.body.messages).toEqual([{ id: 'wamid.fake-2' }])
  })

  it('a success without wa_id, and one with more than we know, are successes', async () => {
    upstream.behave(
      json(200, {
        contacts: [{ input: 'x', user_id: 'US.1' }],
        messages: [{ id: 'wamid.a', extra: CANARY }],
        more: 1,
      }),
    )
    const { status, body } = await sendOnce()
    expect(status).toBe(200)
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: 'x', user_id: 'US.1' }],
      messages: [{ id: 'wamid.a' }],
    })
  })
})

describe('time', () => {
  it.concurrent.each<[string, Behaviour]>([
    ['T-R01 an upstream that hangs for ever', () => undefined],
    [
      'T-R05 a byte per 100 ms',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n')
        const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write('{')), 100)
      },
    ],
  ])(
    '%s is unknown within its time',
    async (_, behaviour) => {
      const slow = await startFakeUpstream(behaviour)
      const own = await startTrio(slow.url)
      const [key, payload, began] = [newKey(), newPayload(), performance.now()]
      const first = await own.send(payload, key)
      const ms = performance.now() - began
      const again = await own.send(payload, key)
      expect([first.status, again.status, slow.seen.length]).toEqual([502, 502, 1])
      expect(ms).toBeGreaterThan(14_000)
      expect(ms).toBeLessThan(21_000)
      await own.close()
      await slow.close()
    },
    40_000,
  )
})
