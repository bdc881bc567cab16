import { describe, expect, it } from 'vitest'
import type { RawAnswer } from './testing/raw.ts'
import { requestRaw } from './testing/raw.ts'
import { shareTrio } from './testing/share-trio.ts'
import type { Trio } from './testing/trio.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

const { trio, upstream } = await shareTrio()

const HEADERS = ['Content-Type: application/json', 'X-Requested-By: trio']

function post(to: Trio, headers: string[], payload: unknown = newPayload()): Promise<RawAnswer> {
  const lines = [...headers, `Idempotency-Key: ${newKey()}`]
  return requestRaw(to.port, 'POST /api/messages HTTP/1.1', lines, JSON.stringify(payload))
}

describe('host names', () => {
  it('T-10 refuses a valid send under a foreign host name', async () => {
    const { status, body } = await post(trio, [...HEADERS, 'Host: evil.example:3000'])
    expect(status).toBe(421)
    expect(JSON.parse(body)).toMatchObject({ code: 'host_not_allowed', outcome: 'not_sent' })
    expect(upstream.seen).toHaveLength(0)
  })

  it.each([
    ['127.0.0.1.nip.io', ['Host: 127.0.0.1.nip.io'], '/api/config', 421],
    ['localhost with a dot', ['Host: localhost.'], '/api/config', 421],
    ['LOCALHOST', ['Host: LOCALHOST'], '/api/config', 200],
    ['[::1]', ['Host: [::1]'], '/api/config', 200],
    ['[::1] with a port', ['Host: [::1]:3000'], '/api/config', 200],
    ['no host', [], '/api/config', 400],
    ['two hosts', ['Host: localhost', 'Host: localhost'], '/api/config', 421],
    ['an absolute target', ['Host: localhost'], 'http://evil/', 421],
    ['an empty host', ['Host:'], '/api/config', 421],
    ['a probe by address', ['Host: 10.1.2.3:8080'], '/livez', 200],
    ['a readiness probe by address', ['Host: 10.1.2.3:8080'], '/readyz', 200],
    ['a malformed host of a probe', ['Host: a b@c'], '/livez', 400],
  ])('T-11 answers %s as it must', async (_, headers, target, expected) => {
    const { status, text } = await requestRaw(trio.port, `GET ${target} HTTP/1.1`, headers)
    expect(status).toBe(expected)
    expect(text).toContain('content-security-policy')
    if (status !== 200) expect(text).toContain('application/problem+json')
  })
})

describe('cross-site requests', () => {
  const SITES = ['same-origin', 'same-site', 'cross-site', 'none', 'junk', undefined]
  const ORIGINS = ['own', 'foreign', 'null', undefined]
  const rows = SITES.flatMap((site) =>
    ORIGINS.flatMap((origin) => [true, false].map((header) => ({ site, origin, header }))),
  )

  it.each(rows)('T-13 with Sec-Fetch-Site $site, Origin $origin and the header $header', async (row) => {
    const origins: Record<string, string> = { own: trio.base, foreign: 'https://evil.example', null: 'null' }
    const headers = [`Host: 127.0.0.1:${trio.port}`, 'Content-Type: application/json']
    if (row.site) headers.push(`Sec-Fetch-Site: ${row.site}`)
    if (row.origin) headers.push(`Origin: ${origins[row.origin]}`)
    if (row.header) headers.push('X-Requested-By: trio')
    const isOwn = (row.site ?? 'same-origin') === 'same-origin' && (row.origin ?? 'own') === 'own'
    const { status, body } = await post(trio, headers)
    expect(status).toBe(isOwn && row.header ? 200 : 403)
    expect(upstream.seen).toHaveLength(isOwn && row.header ? 1 : 0)
    if (status === 403) expect(JSON.parse(body).code).toBe(isOwn ? 'requested_by_missing' : 'cross_origin')
  })

  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 200],
    ['none', 200],
  ])('a read of the API from %s is answered with %i', async (site, expected) => {
    const headers = ['Host: localhost', `Sec-Fetch-Site: ${site}`]
    expect((await requestRaw(trio.port, 'GET /api/config HTTP/1.1', headers)).status).toBe(expected)
  })

  it('takes the loopback names with our port only', async () => {
    const own = ['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${trio.port}`)
    const foreign = ['http://localhost:1', `https://localhost:${trio.port}`, `http://localhost.:${trio.port}`]
    const check = async (origin: string) =>
      (await post(trio, [...HEADERS, 'Host: localhost', `Origin: ${origin}`])).status
    expect(await Promise.all(own.map(check))).toEqual([200, 200, 200])
    expect(await Promise.all(foreign.map(check))).toEqual([403, 403, 403])
  })

  it('T-18 refuses a public origin behind a proxy that nobody configured', async () => {
    const origin = ['Origin: https://trio.example', 'Sec-Fetch-Site: same-origin']
    const { status } = await post(trio, [...HEADERS, `Host: 127.0.0.1:${trio.port}`, ...origin])
    expect(status).toBe(403)
    expect(upstream.seen).toHaveLength(0)
  })
})

describe('addresses of others', () => {
  it.each([
    ['T-16 lets an intranet page send without Sec-Fetch headers', 'http://192.168.1.20:3000', []],
    ['T-17 lets a page behind a TLS proxy send', 'https://trio.example', ['Sec-Fetch-Site: same-origin']],
  ])('%s', async (_, origin, extra) => {
    const password = 'correct horse battery staple'
    const other = await startTrio(upstream.url, { PUBLIC_ORIGIN: origin, ACCESS_PASSWORD: password })
    const headers = [...HEADERS, `Host: ${new URL(origin).host}`, `Origin: ${origin}`, ...extra]
    const login = JSON.stringify({ password })
    const session = await requestRaw(other.port, 'POST /api/session HTTP/1.1', headers, login)
    expect(session.status).toBe(204)
    const cookie = /set-cookie: ([^;]+)/i.exec(session.text)?.[1]
    expect((await post(other, [...headers, `Cookie: ${cookie}`])).status).toBe(200)
    expect(upstream.seen).toHaveLength(1)
    await other.close()
  })
})

describe('methods and types', () => {
  it.each([
    ['PUT', '/api/messages', 405, 'POST'],
    ['GET', '/api/messages', 405, 'POST'],
    ['OPTIONS', '/api/messages', 405, 'POST'],
    ['POST', '/api/config', 405, 'GET, HEAD'],
    ['DELETE', '/', 405, 'GET, HEAD'],
    ['TRACE', '/', 405, 'GET, HEAD'],
    ['PUT', '/api/session', 405, 'POST, DELETE'],
  ])('%s %s is refused with the methods that are taken', async (method, path, expected, allow) => {
    const { status, text } = await requestRaw(trio.port, `${method} ${path} HTTP/1.1`, ['Host: localhost'])
    expect(status).toBe(expected)
    expect(text).toContain(`allow: ${allow}\r\n`)
  })

  it.each(['GET', 'POST', 'DELETE'])(
    '%s /webhook finds nothing, as nobody could be believed there',
    async (method) => {
      const { status, text } = await requestRaw(trio.port, `${method} /webhook HTTP/1.1`, ['Host: localhost'])
      expect(status).toBe(404)
      expect(text).toContain('"code":"not_found"')
      expect(text).not.toContain('allow:')
    },
  )

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    '',
    'application/jsonx',
  ])('a body of the type "%s" is refused with 415', async (type) => {
    const { status, body } = await post(trio, [
      'Host: localhost',
      'X-Requested-By: trio',
      `Content-Type: ${type}`,
    ])
    expect(status).toBe(415)
    expect(JSON.parse(body)).toMatchObject({ code: 'unsupported_media_type', outcome: 'not_sent' })
  })

  it('takes parameters behind application/json', async () => {
    const type = 'Content-Type: Application/JSON; charset=utf-8'
    expect((await post(trio, ['Host: localhost', 'X-Requested-By: trio', type])).status).toBe(200)
  })

  it('takes an address in one spelling alone, so that no check can be gone around', async () => {
    const lines = ['Host: localhost', 'Sec-Fetch-Site: cross-site']
    expect((await requestRaw(trio.port, 'GET /api/config HTTP/1.1', lines)).status).toBe(403)
    for (const path of ['/%61pi/config', '/x/../api/config', '/./api/config', '//api/config', '/api\\config'])
      expect([400, 404]).toContain((await requestRaw(trio.port, `GET ${path} HTTP/1.1`, lines)).status)
  })

  it('answers an unknown address with 404', async () => {
    expect((await requestRaw(trio.port, 'GET /nothing HTTP/1.1', ['Host: localhost'])).status).toBe(404)
    expect(
      (await requestRaw(trio.port, 'GET /..%2f..%2fetc/passwd HTTP/1.1', ['Host: localhost'])).status,
    ).toBe(404)
  })
})
