import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parseGraphError, parseSuccess } from '#whatsapp/answers.ts'
import { explainError, listErrorCodes } from '#whatsapp/errors.ts'
import { classifyAnswer } from '#whatsapp/outcome.ts'
import { MAGIC_RECIPIENTS } from '#whatsapp/simulator-recipients.ts'
import { createUpstream } from '../upstream.ts'
import type { Simulator } from './simulator.ts'
import { startSimulator } from './simulator.ts'

let simulator: Simulator
let count = 0

beforeAll(async () => {
  simulator = await startSimulator({ slowAnswer: 50 })
})
afterAll(() => simulator.close())
beforeEach(() => {
  count = simulator.inbox().length
})

const body = (to: string) => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to,
  type: 'interactive',
  interactive: {
    type: 'button',
    body: { text: 'Your bicycle is ready.' },
    action: { buttons: [{ type: 'reply', reply: { id: 'ok', title: 'OK' } }] },
  },
})

type Call = { path?: string; token?: string; type?: string; method?: string }

function call(
  content: unknown,
  { path = 'messages', token, type = 'application/json', method = 'POST' }: Call = {},
) {
  const base = `${simulator.graphUrl}/v26.0/${simulator.phoneNumberId}/`
  return fetch(path.startsWith('/') ? simulator.graphUrl + path : base + path, {
    method,
    headers: { authorization: `Bearer ${token ?? simulator.accessToken.reveal()}`, 'content-type': type },
    ...(method !== 'GET' && { body: typeof content === 'string' ? content : JSON.stringify(content) }),
  })
}

async function ask(content: unknown, options?: Call) {
  const response = await call(content, options)
  return { status: response.status, body: (await response.json()) as unknown }
}

describe('a message to the simulator', () => {
  it('is accepted in the words of the Cloud API and lies in the inbox', async () => {
    const { status, body: answer } = await ask(body('+12025550143'))
    expect(status).toBe(200)
    expect(parseSuccess(answer)).toEqual(answer)
    expect(answer).toMatchObject({
      messaging_product: 'whatsapp',
      contacts: [{ input: '+12025550143', wa_id: '12025550143' }],
      messages: [{ id: expect.stringMatching(/^wamid\.\S{20,}$/) }],
    })
    expect(simulator.inbox().slice(count)).toEqual([
      {
        id: parseSuccess(answer)?.messages[0].id,
        acceptedAt: expect.any(String),
        payload: body('+12025550143'),
      },
    ])
    expect((await ask('', { path: '/inbox', method: 'GET' })).body).toEqual(simulator.inbox())
  })

  it('to a user id is accepted without a wa_id', async () => {
    const { to: _, ...rest } = body('')
    const { body: answer } = await ask({ ...rest, recipient: 'US.70010020030040050060' })
    expect(parseSuccess(answer)?.contacts).toEqual([
      { input: 'US.70010020030040050060', user_id: 'US.70010020030040050060' },
    ])
  })

  it.each([
    [104, 401, { token: '' }],
    [190, 401, { token: 'EAAGwrong' }],
    [33, 400, { path: '/v26.0/999/messages' }],
    [100, 400, { path: '/v26.0/999/flows' }],
    [100, 400, { method: 'PUT' }],
    [100, 400, { type: 'text/plain' }],
  ])('is refused with %i and status %i for %j', async (code, status, options: Call) => {
    const answer = await ask(body('+12025550143'), options)
    expect(answer.status).toBe(status)
    expect(parseGraphError(answer.body)?.code).toBe(code)
    expect(simulator.inbox()).toHaveLength(count)
  })

  it.each(['', '{', 'null', '[]', '{"to":"+12025550143"}', JSON.stringify(body('x'.repeat(300_000)))])(
    'that is no message is refused: %.20s',
    async (text) => {
      const answer = await ask(text)
      expect(answer.status).toBe(400)
      expect([100, 131009]).toContain(parseGraphError(answer.body)?.code)
    },
  )
})

type Vector = {
  name: string
  valid: boolean
  payload: unknown
  expected_error?: { code: number; details?: string; message?: string }
}

describe('the payload check of the simulator', () => {
  const vectors = JSON.parse(
    readFileSync(new URL('../../whatsapp/fixtures/messages.json', import.meta.url), 'utf8'),
  ) as Vector[]

  it.each(vectors)('$name: valid is $valid', async ({ valid, payload, expected_error }) => {
    const { status, body: answer } = await ask(payload)
    if (valid) {
      expect(status).toBe(200)
      return
    }
    expect(status).toBe(400)
    const { error } = answer as { error: { message: string; code: number; error_data?: { details: string } } }
    expect([100, 131009]).toContain(error.code)
    if (!expected_error) return
    expect(error.code).toBe(expected_error.code)
    if (expected_error.message) expect(error.message).toBe(expected_error.message)
    if (expected_error.details) expect(error.error_data?.details).toBe(expected_error.details)
  })

  it.each(['not-digits', 'abc', '12.5'])('refuses the media id %s at once', async (id) => {
    const message = body('+12025550143')
    const header = { type: 'video', video: { id } }
    const answer = await ask({ ...message, interactive: { ...message.interactive, header } })
    const error = parseGraphError(answer.body)
    expect(error?.code).toBe(100)
    expect(explainError(100, error?.details).field).toBe('/interactive/header')
  })
})

describe('a magic recipient', () => {
  const faults = MAGIC_RECIPIENTS.filter(({ fault }) => typeof fault === 'object')

  it.each(faults)('$to: $title', async ({ to, fault }) => {
    const answer = await ask(body(to))
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(parseGraphError(answer.body)).toMatchObject(fault as object)
    expect(simulator.inbox()).toHaveLength(count)
  })

  it('exists for every code, and each is classified as that code is', async () => {
    for (const code of listErrorCodes()) {
      const answer = await ask(body(`+3363998${String(code).slice(-4).padStart(4, '0')}`))
      expect(classifyAnswer(answer)).toMatchObject({ error: { code } })
    }
  })

  it('gets a gateway’s page instead of an answer', async () => {
    const response = await call(body('+33639989003'))
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html'])
    expect(simulator.inbox()).toHaveLength(count)
  })

  it('gets a success without an id, though the message was accepted', async () => {
    expect(classifyAnswer(await ask(body('+33639989004')))).toMatchObject({ outcome: 'unknown' })
    expect(simulator.inbox()).toHaveLength(count + 1)
  })

  it('gets a slow answer', async () => {
    const start = performance.now()
    expect(classifyAnswer(await ask(body('+33639989005')))).toMatchObject({ outcome: 'accepted' })
    expect(performance.now() - start).toBeGreaterThan(45)
  })

  it('loses the answer to an accepted message', async () => {
    await expect(call(body('+33639989002'))).rejects.toThrow()
    expect(simulator.inbox()).toHaveLength(count + 1)
  })

  it('never gets an answer, and closing does not wait for one', async () => {
    const own = await startSimulator()
    const answer = fetch(`${own.graphUrl}/v26.0/${own.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own.accessToken.reveal()}`, 'content-type': 'application/json' },
      body: JSON.stringify(body('+33639989001')),
    }).then(
      () => 'answered',
      () => 'cut',
    )
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, 200, 'silence'))])
    expect(first).toBe('silence')
    await own.close()
    expect(await answer).toBe('cut')
    expect(own.inbox()).toEqual([])
  })
})

describe('the way from the server to the simulator', () => {
  it('is the way to WhatsApp: an answer, a lost answer, no answer', async () => {
    const upstream = createUpstream({ ...simulator, graphVersion: 'v26.0' })
    const post = (to: string) => upstream.postMessage(JSON.stringify(body(to)), 300)
    const [answered, cut, silent] = await Promise.all(
      ['+12025550143', '+33639989002', '+33639989001'].map(post),
    )
    await upstream.close()
    expect(answered?.phase === 'answered' && classifyAnswer(answered.answer).outcome).toBe('accepted')
    expect([cut?.phase, silent?.phase]).toEqual(['lost', 'lost'])
    expect(simulator.inbox()).toHaveLength(count + 2)
  })
})

describe('an upload to the simulator', () => {
  async function upload(form: FormData) {
    const response = await fetch(`${simulator.graphUrl}/v26.0/${simulator.phoneNumberId}/media`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.accessToken.reveal()}` },
      body: form,
    })
    return {
      status: response.status,
      body: (await response.json()) as { id?: string; error?: { message: string } },
    }
  }

  function form(
    type: string,
    size: number,
    fields: Record<string, string> = { messaging_product: 'whatsapp', type },
  ) {
    const data = new FormData()
    for (const [name, value] of Object.entries(fields)) data.append(name, value)
    data.append('file', new Blob([new Uint8Array(size)], { type }), 'a"b.bin')
    return data
  }

  it.each([
    ['image/png', 5_000_000],
    ['video/mp4', 16_000_000],
    ['application/pdf', 16_000_001],
    ['image/webp', 1],
  ])('of %s and %i bytes gives an id of digits', async (type, size) => {
    const { status, body: answer } = await upload(form(type, size))
    expect([status, answer]).toEqual([200, { id: expect.stringMatching(/^\d{15,17}$/) }])
  })

  it('decides by the type of the part, whatever the field says', async () => {
    const fields = { messaging_product: 'whatsapp', type: 'image/png' }
    const { status, body: answer } = await upload(form('', 10, fields))
    expect(status).toBe(400)
    expect(answer.error?.message).toMatch(
      /^\(#100\) Param file must be a file with one of the following types: .*Received file of type 'application\/octet-stream'\.$/,
    )
    expect((await upload(form('image/png', 10, { messaging_product: 'whatsapp' }))).status).toBe(200)
  })

  it.each([
    ['is one byte too big', form('image/jpeg', 5_000_001), 131053],
    ['is empty', form('image/jpeg', 0), 131053],
    ['lacks the product', form('image/jpeg', 1, {}), 100],
    ['lacks the file', new FormData(), 100],
  ])('that %s is refused', async (_, data, code) => {
    const answer = await upload(data)
    expect(answer.status).toBe(400)
    expect(parseGraphError(answer.body)?.code).toBe(code)
  })

  it('is understood however the bytes are cut', async () => {
    const file = 'x'.repeat(50) + '\r\n--b\r\n\r\n'.repeat(3)
    const field = (head: string, content: string) =>
      `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`
    const content = `${field('name="messaging_product"', 'whatsapp')}${field('name="file"; filename="a.txt"\r\nContent-Type: text/plain', file)}--edge--\r\n`
    const head = `POST /v26.0/${simulator.phoneNumberId}/media HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${simulator.accessToken.reveal()}\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: ${content.length}\r\n\r\n`
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(content.length), { maxLength: 6 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), content.length]
        const socket = connect(Number(new URL(simulator.graphUrl).port), '127.0.0.1').setNoDelay()
        const closed = new Promise((resolve) => socket.once('close', resolve))
        let answer = ''
        socket.on('data', (chunk) => {
          answer += chunk.toString()
        })
        socket.write(head)
        for (let index = 1; index < edges.length; index += 1) {
          socket.write(content.slice(edges[index - 1], edges[index]))
          await new Promise((resolve) => setTimeout(resolve, 2))
        }
        await closed
        expect(answer).toMatch(/^HTTP\/1.1 200 [\s\S]*\{"id":"\d+"\}/)
      }),
      { numRuns: 40 },
    )
  })
})
