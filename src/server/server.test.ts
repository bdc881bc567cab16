import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { CANARY } from './testing/canary.ts'
import { accept } from './testing/fake-upstream.ts'
import { requestRaw, sendRaw } from './testing/raw.ts'
import { shareTrio } from './testing/share-trio.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

const { trio, upstream } = await shareTrio()

function head(...extra: string[]): string {
  const usual = ['Host: localhost', 'Content-Type: application/json', 'X-Requested-By: trio']
  return ['POST /api/messages HTTP/1.1', ...usual, `Idempotency-Key: ${newKey()}`, ...extra, '', ''].join(
    '\r\n',
  )
}

function toChunks(payload: unknown): string {
  const text = JSON.stringify(payload)
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n0\r\n\r\n`
}

describe('T-50 odd framing', () => {
  const chunk = `${(65_537).toString(16)}\r\n${'x'.repeat(65_537)}\r\n0\r\n\r\n`

  it.each([
    ['a declared length of 65,537', () => head('Content-Length: 65537'), 413],
    ['65,537 bytes in chunks', () => head('Transfer-Encoding: chunked') + chunk, 413],
    ['Expect with a billion bytes', () => head('Expect: 100-continue', 'Content-Length: 1000000000'), 413],
    ['a length and chunks', () => `${head('Content-Length: 5', 'Transfer-Encoding: chunked')}0\r\n\r\n`, 400],
    ['two lengths', () => `${head('Content-Length: 2', 'Content-Length: 3')}{}`, 400],
    ['chunked, x', () => `${head('Transfer-Encoding: chunked, x')}0\r\n\r\n`, 400],
    [
      'x, chunked, around a valid message',
      () => head('Transfer-Encoding: x, chunked') + toChunks(newPayload()),
      400,
    ],
    ['a bare line feed', () => head('X-A: 1').replace('X-A: 1\r\n', 'X-A: 1\n'), 400],
    ['a blank before the colon', () => head('X-A: 1').replace('Host:', 'Host :'), 400],
    ['an unknown expectation', () => `${head('Expect: magic', 'Content-Length: 2')}{}`, 400],
  ])('%s', async (_, bytes, expected) => {
    const { status, text, body } = await sendRaw(trio.port, bytes(), 700)
    expect(status).toBe(expected)
    expect(text).toContain("default-src 'none'")
    expect(JSON.parse(body).status).toBe(expected)
    expect(upstream.seen).toHaveLength(0)
    const next = await trio.send(newPayload())
    expect(next.status).toBe(200)
  })

  it.each([
    ['garbage', 'xx\r\n\r\n', 0],
    ['a send that is refused, and garbage,', `${head('Content-Length: 1', 'X-Supersedes: x')}1xx\r\n\r\n`, 0],
    ['a send in a broken chunk', `${head('Transfer-Encoding: chunked')}xx\r\n`, 0],
    ['the beginning of another request that never ends', 'GET /livez HT', 5200],
  ])('%s behind a send is told nothing in place of its answer', async (_, rest, wait) => {
    upstream.behave((socket, seen, n) => setTimeout(() => accept(socket, seen, n), 300 + wait * 1.4))
    const body = JSON.stringify(newPayload())
    const { text, isClosed } = await sendRaw(
      trio.port,
      `${head(`Content-Length: ${Buffer.byteLength(body)}`)}${body}${rest}`,
      1500 + wait * 1.6,
    )
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200'])
    expect(text).toContain('wamid.')
    expect(isClosed).toBe(true)
  })

  it('tells of what cannot be parsed that nothing was sent', async () => {
    const { body } = await sendRaw(trio.port, `${head('Content-Length: 2', 'Content-Length: 3')}{}`, 700)
    expect(JSON.parse(body)).toMatchObject({ code: 'bad_request', outcome: 'not_sent' })
  })

  it.each(['GET / HTTP/1.1', 'GET /api/config HTTP/1.1', 'HEAD /livez HTTP/1.1'])(
    'closes the connection of %s with a body that never ends',
    async (line) => {
      for (const host of ['localhost', 'evil.example']) {
        const bytes = `${line}\r\nHost: ${host}\r\nContent-Length: 1000000000\r\n\r\nx`
        const { isClosed, status } = await sendRaw(trio.port, bytes, 2000)
        expect(status).toBeGreaterThan(0)
        expect(isClosed).toBe(true)
      }
    },
  )

  it('closes the connection of a refused body that does not come', async () => {
    const { isClosed, ms } = await sendRaw(trio.port, head('Content-Length: 65537'), 2000)
    expect(isClosed).toBe(true)
    expect(ms).toBeLessThan(900)
  })

  it('takes a message in plain chunks', async () => {
    const { status } = await sendRaw(
      trio.port,
      head('Transfer-Encoding: chunked') + toChunks(newPayload()),
      500,
    )
    expect(status).toBe(200)
  })

  it('tells a client that waits with its body to go on', async () => {
    const body = JSON.stringify(newPayload())
    const bytes = head('Expect: 100-continue', `Content-Length: ${Buffer.byteLength(body)}`) + body
    const { text } = await sendRaw(trio.port, bytes, 500)
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/)
    // To one of before HTTP/1.1 that would be the answer.
    const replayed = await sendRaw(trio.port, bytes.replace('HTTP/1.1', 'HTTP/1.0'), 500)
    expect(replayed.status).toBe(200)
  })
})

describe('T-51 slow clients', () => {
  it.concurrent('headers that trickle get 408 within 6 s', async () => {
    const { status, ms } = await trickle('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '.padEnd(200, 'a'))
    expect(status).toBe(408)
    expect(ms).toBeLessThan(6500)
  })

  it.concurrent('silence gets 408 within 6 s', async () => {
    const { status, ms, isClosed } = await sendRaw(trio.port, '', 8000)
    expect(status).toBe(408)
    expect(isClosed).toBe(true)
    expect(ms).toBeLessThan(6500)
  })

  it.concurrent('a body that trickles gets 408 within 11 s', async () => {
    const { status, ms } = await trickle(''.padEnd(100, ' '), head('Content-Length: 100'))
    expect(status).toBe(408)
    expect(ms).toBeLessThan(11_200)
  })
})

/** Sends `text` at one byte per 500 ms behind `opening`, and times the answer. */
function trickle(text: string, opening = ''): Promise<{ status: number; ms: number }> {
  return new Promise((resolve) => {
    const began = performance.now()
    const socket = connect(trio.port, '127.0.0.1')
    socket.write(opening)
    let i = 0
    const timer = setInterval(() => socket.writable && socket.write(text[i++] ?? ''), 500)
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ status: Number(received.slice(9, 12)), ms: performance.now() - began })
    })
  })
}

describe('bodies', () => {
  it.each([
    ['no JSON', '{"a":', 'invalid_json'],
    ['nothing', '', 'invalid_json'],
    ['a byte order mark', `\ufeff${JSON.stringify(newPayload())}`, 'invalid_json'],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 'invalid_json'],
    ['30,000 levels', '['.repeat(30_000), 'invalid_json'],
    ['2,001 values', `[${'1,'.repeat(2000)}1]`, 'invalid_json'],
  ])('%s is refused with 400', async (_, body, code) => {
    const response = await trio.send(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code, outcome: 'not_sent' })
  })

  it('bytes that are no UTF-8 are refused with 400', async () => {
    const bytes = Buffer.concat([
      Buffer.from(head('Content-Length: 4')),
      Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    ])
    expect((await sendRaw(trio.port, bytes, 500)).status).toBe(400)
  })

  it.each([
    ['__proto__', `{"__proto__":{"admin":1},`],
    ['constructor', `{"constructor":{"prototype":{"admin":1}},`],
    ['an extra key', `{"extra":1,`],
  ])('T-55 a valid message with %s is refused', async (key, opening) => {
    const response = await trio.send(JSON.stringify(newPayload()).replace('{', opening))
    expect(response.status).toBe(422)
    const { errors } = (await response.json()) as { errors: { pointer: string }[] }
    expect(errors[0]?.pointer).toBe(key === 'an extra key' ? '/extra' : `/${key}`)
    expect(({} as { admin?: unknown }).admin).toBeUndefined()
  })

  it('T-56 the worst invalid body of 64 KB is answered shortly and soon', async () => {
    const keys = Array.from({ length: 1200 }, (_, index) => [`${'k'.repeat(40)}${index}`, 0])
    const body = JSON.stringify(Object.fromEntries(keys))
    expect(body.length).toBeLessThan(65_536)
    const began = process.cpuUsage()
    const response = await trio.send(body)
    const text = await response.text()
    const { user, system } = process.cpuUsage(began)
    expect(response.status).toBe(422)
    expect(text.length).toBeLessThan(16_384)
    expect(JSON.parse(text).errors.length).toBeLessThanOrEqual(20)
    // Client and server share this process; a reserve for the client's part.
    expect((user + system) / 1000).toBeLessThan(100)
  })

  it('never repeats a value in a refusal', async () => {
    const payload = { ...newPayload(), type: 'secret-value-one', to: 'secret-value-two' }
    const text = await (await trio.send(payload)).text()
    expect(text).not.toContain('secret-value')
  })
})

describe('answers', () => {
  const SECURITY = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data: https:; media-src 'self' blob: https:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cache-control': 'no-store',
  }

  it.each([
    ['a read', () => requestRaw(trio.port, 'GET /api/config HTTP/1.1', ['Host: localhost'])],
    ['a probe', () => requestRaw(trio.port, 'GET /livez HTTP/1.1', ['Host: localhost'])],
    ['a missing page', () => requestRaw(trio.port, 'GET /nothing HTTP/1.1', ['Host: localhost'])],
    ['a foreign host', () => requestRaw(trio.port, 'GET / HTTP/1.1', ['Host: evil.example'])],
    ['garbage', () => sendRaw(trio.port, 'garbage\r\n\r\n')],
    ['a refused message', () => sendRaw(trio.port, `${head('Content-Length: 2')}{}`)],
  ])('T-41 %s carries the security headers', async (_, request) => {
    const { text } = await request()
    const given = Object.fromEntries(
      text
        .slice(0, text.indexOf('\r\n\r\n'))
        .split('\r\n')
        .slice(1)
        .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
    )
    expect(given).toMatchObject(SECURITY)
    expect(given['content-security-policy']).not.toMatch(/unsafe-|\*/)
    expect(given).not.toHaveProperty('strict-transport-security')
    expect(Object.keys(given)).not.toContain('x-powered-by')
  })

  it('T-41 asks for https for a year where people come by https', async () => {
    const other = await startTrio(upstream.url, {
      PUBLIC_ORIGIN: 'https://trio.example',
      ACCESS_PASSWORD: 'correct horse battery staple',
    })
    const response = await other.request('/livez')
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
    await other.close()
  })

  it('T-65 an exception says nothing of itself, neither in the answer nor in the log', async () => {
    const { read } = trio.runtime.store
    trio.runtime.store.read = () => Promise.reject(new Error(`broken by ${CANARY}`))
    const response = await trio.request(`/api/messages/${newKey()}`)
    trio.runtime.store.read = read
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(JSON.parse(text).code).toBe('internal')
    expect(text + trio.lines.join('')).not.toContain(CANARY)
    expect(trio.lines.join('')).toContain(response.headers.get('x-request-id'))
  })
})
