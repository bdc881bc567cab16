import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from './page.ts'
import type { FakeUpstream } from './testing/fake-upstream.ts'
import { startFakeUpstream } from './testing/fake-upstream.ts'
import { requestRaw } from './testing/raw.ts'
import type { Trio } from './testing/trio.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

const PASSWORD = 'correct horse battery staple'
const CLOSED = [401, 404, 405]

let upstream: FakeUpstream
let trio: Trio

beforeAll(async () => {
  upstream = await startFakeUpstream()
})

afterAll(() => upstream.close())

afterEach(() => trio.close())

function logIn(password: string, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: 'POST', body: JSON.stringify({ password }) }
  return trio.request('/api/session', {
    ...init,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

function cookieOf(response: Response): string {
  return /^[^;]+/.exec(response.headers.get('set-cookie') ?? '')?.[0] ?? ''
}

describe('a password', () => {
  it('T-30 is asked for before anything is sent', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD })
    const response = await trio.send(newPayload())
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ code: 'unauthenticated', outcome: 'not_sent' })
    expect(upstream.seen).toHaveLength(0)
  })

  it('T-31 closes every route but the listed ones, with every method', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD })
    const paths = [...trio.routes.map((path) => path.replace(':key', newKey())), '/api/new', '/new']
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
    const open: string[] = []
    for (const path of new Set(paths))
      for (const method of methods) {
        const headers = { 'content-type': 'application/json', 'idempotency-key': newKey() }
        const { status } = await trio.request(path, { method, headers })
        if (!CLOSED.includes(status)) open.push(`${method} ${path} ${status}`)
      }
    expect(open.sort()).toEqual([
      'GET /livez 200',
      'GET /readyz 200',
      'POST /api/media 415',
      'POST /api/session 400',
    ])
    // No browser and no fetch makes this one.
    for (const path of new Set(paths)) {
      const { status } = await requestRaw(trio.port, `TRACE ${path} HTTP/1.1`, [
        'Host: localhost',
        'X-Requested-By: trio',
      ])
      expect(`TRACE ${path} ${status}`).toBe(`TRACE ${path} 405`)
    }
    const media = { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }
    expect((await trio.request('/api/media', media)).status).toBe(401)
  })

  it('T-32 T-33 T-38 opens a session with a cookie of exact flags, until it is closed', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD })
    const response = await logIn(PASSWORD, { cookie: 'trio=brought-along' })
    expect(response.status).toBe(204)
    expect(response.headers.get('set-cookie')).toMatch(
      /^trio=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )
    const cookie = cookieOf(response)
    const get = () => trio.request('/api/config', { headers: { cookie } })
    expect((await get()).status).toBe(200)
    expect((await trio.request('/api/config', { headers: { cookie: 'trio=brought-along' } })).status).toBe(
      401,
    )
    expect((await trio.request('/api/session', { method: 'DELETE', headers: { cookie } })).status).toBe(204)
    expect((await get()).status).toBe(401)
  })

  it('T-32 gives the cookie of https its prefix and the Secure flag', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD, PUBLIC_ORIGIN: 'https://trio.example' })
    expect((await logIn(PASSWORD)).headers.get('set-cookie')).toMatch(
      /^__Host-trio=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    )
  })

  it('T-32 keeps both where this computer has an address of its own beside that of https', async () => {
    const origins = 'https://trio.example,http://127.0.0.1:4104'
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD, PUBLIC_ORIGIN: origins })
    const response = await logIn(PASSWORD)
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-trio=.*; Secure;/)
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
    const headers = { cookie: cookieOf(response) }
    expect(await (await trio.request('/api/config', { headers })).json()).toMatchObject({ plainHttp: false })
  })

  it('T-32 protects the cookie of https on this computer too', async () => {
    trio = await startTrio(upstream.url, {
      ACCESS_PASSWORD: PASSWORD,
      PUBLIC_ORIGIN: 'https://localhost:8443',
    })
    expect((await logIn(PASSWORD)).headers.get('set-cookie')).toMatch(/^__Host-trio=.*; Secure;/)
  })

  it('T-34 T-35 limits wrong ones by address, whatever X-Forwarded-For says', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD })
    const statuses: number[] = []
    for (let i = 0; i < 12; i += 1)
      statuses.push((await logIn(`wrong ${i}`, { 'x-forwarded-for': `10.0.0.${i}` })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429, 429, 429])
    const limited = await logIn(PASSWORD)
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  it('T-34 never locks out another address', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD, TRUSTED_PROXIES: '127.0.0.1' })
    const from = (address: string) => ({ 'x-forwarded-for': `1.2.3.4, ${address}, 127.0.0.1` })
    for (let i = 0; i < 20; i += 1) await logIn('wrong', from('203.0.113.7'))
    expect((await logIn(PASSWORD, from('203.0.113.7:4711'))).status).toBe(429)
    expect((await logIn(PASSWORD, from('[2001:db8::1]:443'))).status).toBe(204)
  })

  it('T-34 tells people apart who sit in the range of the proxies themselves', async () => {
    trio = await startTrio(upstream.url, {
      ACCESS_PASSWORD: PASSWORD,
      TRUSTED_PROXIES: '127.0.0.0/8,10.0.0.0/8',
    })
    for (let i = 0; i < 5; i += 1) await logIn('wrong', { 'x-forwarded-for': '10.0.0.5' })
    expect((await logIn(PASSWORD, { 'x-forwarded-for': '10.9.9.9, 10.0.0.5' })).status).toBe(429)
    expect((await logIn(PASSWORD, { 'x-forwarded-for': '10.0.0.6' })).status).toBe(204)
  })

  it('ends the session that a browser brings to a new log-in', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD })
    const old = cookieOf(await logIn(PASSWORD))
    const next = cookieOf(await logIn(PASSWORD, { cookie: old }))
    const get = (cookie: string) => trio.request('/api/config', { headers: { cookie } })
    expect((await get(old)).status).toBe(401)
    expect((await get(next)).status).toBe(200)
  })

  it('T-32 stays in the browser for twelve hours from its last use, as it does in the store', async () => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD })
    const first = await logIn(PASSWORD)
    const headers = { cookie: cookieOf(first) }
    const given = first.headers.get('set-cookie')
    expect((await trio.request('/api/config', { headers })).headers.get('set-cookie')).toBe(given)
    expect((await trio.send(newPayload(), newKey(), headers)).headers.get('set-cookie')).toBe(given)
    const last = await trio.request('/api/session', { method: 'DELETE', headers })
    expect(last.headers.getSetCookie()).toEqual([expect.stringMatching(/^trio=; .*Max-Age=0$/)])
    const late = await trio.request('/api/config', { headers })
    expect([late.status, late.headers.get('set-cookie')]).toEqual([401, null])
  })

  it('tells the page at its first paint whether to ask for it', async () => {
    const page: Page = { html: '<html lang="en">', serveFile: (_, next) => next() }
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD }, page)
    const readPage = async (cookie: string): Promise<string> =>
      (await trio.request('/', { headers: { cookie } })).text()
    const cookie = cookieOf(await logIn(PASSWORD))
    expect(await readPage('')).toBe('<html data-mode="live" data-access="password" lang="en">')
    expect(await readPage('trio=brought-along')).toContain('data-access="password"')
    expect(await readPage(`${cookie}; trio-theme=dark`)).toContain('data-access="session" data-theme="dark"')
    await trio.request('/api/session', { method: 'DELETE', headers: { cookie } })
    expect(await readPage(cookie)).toContain('data-access="password"')
  })

  it.each([['{}'], ['{"password":7}'], ['null'], ['[]']])('%s is no password', async (body) => {
    trio = await startTrio(upstream.url, { ACCESS_PASSWORD: PASSWORD })
    const response = await trio.request('/api/session', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(response.status).toBe(401)
  })
})

describe('a proxy that names users', () => {
  const variables = { AUTH_HEADER: 'X-Forwarded-User', TRUSTED_PROXIES: '127.0.0.1' }
  const get = (headers: [string, string][]) =>
    trio.request('/api/config', { headers: Object.fromEntries(headers) })

  it('T-36 is believed from a trusted address alone', async () => {
    trio = await startTrio(upstream.url, { ...variables, TRUSTED_PROXIES: '10.0.0.0/8' })
    expect((await get([['x-forwarded-user', 'anna']])).status).toBe(401)
  })

  it('T-36 must name one user in one way', async () => {
    trio = await startTrio(upstream.url, variables)
    expect((await get([['x-forwarded-user', 'anna']])).status).toBe(200)
    expect((await get([])).status).toBe(401)
    expect((await get([['x-forwarded-user', '']])).status).toBe(401)
    expect((await get([['x_forwarded_user', 'anna']])).status).toBe(401)
    const twin: [string, string][] = [
      ['x-forwarded-user', 'anna'],
      ['x_forwarded_user', 'eve'],
    ]
    expect((await get(twin)).status).toBe(400)
    const twice = ['Host: localhost', 'X-Forwarded-User: anna', 'X-Forwarded-User: eve']
    expect((await requestRaw(trio.port, 'GET /api/config HTTP/1.1', twice)).status).toBe(400)
    expect((await get([['x-forwarded-user', 'a'.repeat(129)]])).status).toBe(401)
  })

  it('keeps the sends of two users apart', async () => {
    trio = await startTrio(upstream.url, variables)
    const [key, payload] = [newKey(), newPayload()]
    expect((await trio.send(payload, key, { 'x-forwarded-user': 'anna' })).status).toBe(200)
    const read = (user: string) =>
      trio.request(`/api/messages/${key}`, { headers: { 'x-forwarded-user': user } })
    expect((await read('anna')).status).toBe(200)
    expect((await read('berta')).status).toBe(404)
  })
})
