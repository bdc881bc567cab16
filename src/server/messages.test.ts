import { describe, expect, it } from 'vitest'
import { answer, graphError, json, success } from './testing/fake-upstream.ts'
import { shareTrio } from './testing/share-trio.ts'
import { newKey, newPayload } from './testing/trio.ts'

const { trio, upstream } = await shareTrio()

describe('POST /api/messages', () => {
  it('answers an accepted send with the success JSON of the Cloud API', async () => {
    const key = newKey()
    const payload = newPayload('+49 151 1234-5678')
    const response = await trio.send(payload, key)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: '+4915112345678', wa_id: '4915112345678' }],
      messages: [{ id: 'wamid.fake-1' }],
    })
    const [seen] = upstream.seen
    expect(JSON.parse(seen?.body ?? '')).toEqual({
      ...payload,
      to: '+4915112345678',
      biz_opaque_callback_data: key,
    })
    expect(seen?.head).toMatch(/^POST \/v26\.0\/106540352242922\/messages HTTP\/1\.1/)
    expect(seen?.head).toMatch(/authorization: Bearer EAAGcanary/i)
    expect(seen?.head).toMatch(/accept-encoding: identity/i)
  })

  it('keeps tracking data of its own', async () => {
    await trio.send({ ...newPayload(), biz_opaque_callback_data: 'order-42' })
    expect(JSON.parse(upstream.seen[0]?.body ?? '').biz_opaque_callback_data).toBe('order-42')
  })

  it('replays an accepted send to the same key and asks WhatsApp no more', async () => {
    const key = newKey()
    const payload = newPayload()
    const first = await trio.send(payload, key)
    const reordered = Object.fromEntries(Object.entries(payload).reverse())
    const again = await trio.send(reordered, `"${key}"`)
    expect(again.status).toBe(200)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await again.json()).toEqual(await first.json())
    expect(upstream.seen).toHaveLength(1)
  })

  it('replays both recipients, and no number that WhatsApp made of them', async () => {
    const addresses = { to: '+5511987654321', recipient: 'US.70010020030040050060' }
    const contacts = [
      { input: addresses.to, wa_id: '551187654321' },
      { input: addresses.recipient, user_id: addresses.recipient },
    ]
    upstream.behave(json(200, { ...success('wamid.two'), contacts }))
    const [key, payload] = [newKey(), { ...newPayload(), ...addresses }]
    expect(await (await trio.send(payload, key)).json()).toMatchObject({ contacts })
    const again = await (await trio.send(payload, key)).json()
    expect(again).toMatchObject({ contacts: [{ input: addresses.to }, contacts[1]] })
    expect(JSON.stringify(again)).not.toContain('551187654321')
  })

  it('refuses the key of another message', async () => {
    const key = newKey()
    await trio.send(newPayload(), key)
    const other = await trio.send(newPayload(), key)
    expect(other.status).toBe(422)
    expect(await other.json()).toMatchObject({ code: 'idempotency_key_reused', outcome: 'not_sent' })
    expect(upstream.seen).toHaveLength(1)
  })

  it.each([
    ['missing', {}, 'idempotency_key_missing'],
    ['too short', { 'idempotency-key': 'short' }, 'idempotency_key_invalid'],
    ['of other signs', { 'idempotency-key': 'key/with/slashes/0123' }, 'idempotency_key_invalid'],
  ])('refuses a key that is %s', async (_, headers, code) => {
    const response = await trio.request('/api/messages', {
      method: 'POST',
      body: JSON.stringify(newPayload()),
      headers: { 'content-type': 'application/json', ...headers },
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code, outcome: 'not_sent' })
    expect(upstream.seen).toHaveLength(0)
  })

  it('tells the state of a send by its key', async () => {
    const key = newKey()
    await trio.send(newPayload(), key)
    const state = await (await trio.request(`/api/messages/${key}`)).json()
    expect(state).toMatchObject({ key, state: 'accepted', wamid: 'wamid.fake-1' })
    const missing = await trio.request(`/api/messages/${newKey()}`)
    expect(missing.status).toBe(404)
  })

  it('explains a refusal of WhatsApp in its own words and keeps the code', async () => {
    upstream.behave((socket) => answer(socket, 400, graphError(131047, 'Re-engagement message')))
    const key = newKey()
    const payload = newPayload()
    const response = await trio.send(payload, key)
    expect(response.status).toBe(422)
    const problem = await response.json()
    expect(problem).toMatchObject({
      code: 'upstream_rejected',
      outcome: 'rejected',
      upstream: { code: 131047, details: 'Re-engagement message', fbtrace_id: 'AbCdEfGh123' },
    })
    const state = await (await trio.request(`/api/messages/${key}`)).json()
    expect(state).toMatchObject({ state: 'rejected', problem })
  })
})
