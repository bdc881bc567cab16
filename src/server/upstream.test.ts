import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { Secret } from './secret.ts'
import { CANARY } from './testing/canary.ts'
import { ELSEWHERE, EXPIRED, KEY, VALID } from './testing/certificates.ts'
import { answer, startFakeUpstream, success } from './testing/fake-upstream.ts'
import type { Upstream } from './upstream.ts'
import { createUpstream, deliver } from './upstream.ts'

const closing: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function createFor(url: string, ca?: string): Upstream {
  const upstream = createUpstream({
    graphUrl: url,
    phoneNumberId: '106540352242922',
    graphVersion: 'v26.0',
    accessToken: new Secret(CANARY),
    ...(ca && { tls: { ca } }),
  })
  closing.push(() => upstream.close())
  return upstream
}

async function listen(server: Server): Promise<number> {
  closing.push(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** A TLS server that counts the bytes of requests which reach it. */
async function startTls(cert: string): Promise<{ port: number; bytes: () => number }> {
  let bytes = 0
  const server = createTlsServer({ key: KEY, cert }, (socket) => {
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      bytes += chunk.length
      answer(socket, 200, success('wamid.tls'))
    })
  })
  return { port: await listen(server), bytes: () => bytes }
}

describe('T-R13 what fails before the request is handed over is unsent', () => {
  it.each([
    ['self-signed', VALID, undefined],
    ['expired', EXPIRED, EXPIRED],
    ['of another host', ELSEWHERE, ELSEWHERE],
  ])('T-71 a certificate that is %s: no byte of the request leaves', async (_, cert, ca) => {
    const { port, bytes } = await startTls(cert)
    const exchange = await createFor(`https://localhost:${port}`, ca).postMessage('{}', 5000)
    expect(exchange.phase).toBe('unsent')
    expect(bytes()).toBe(0)
  })

  it('a certificate in order lets the request through, so the tests above can fail', async () => {
    const { port, bytes } = await startTls(VALID)
    const exchange = await createFor(`https://localhost:${port}`, VALID).postMessage('{}', 5000)
    expect(exchange.phase).toBe('answered')
    expect(bytes()).toBeGreaterThan(0)
  })

  it('TLS to a plain port', async () => {
    const port = await listen(
      createTcpServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 400 No\r\n\r\n')),
    )
    expect((await createFor(`https://localhost:${port}`).postMessage('{}', 5000)).phase).toBe('unsent')
  })

  it('a reset during the handshake', async () => {
    const port = await listen(
      createTcpServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    )
    expect((await createFor(`https://localhost:${port}`).postMessage('{}', 5000)).phase).toBe('unsent')
  })

  it('a handshake that hangs, within 3.5 s', async () => {
    const port = await listen(createTcpServer((socket) => socket.on('error', () => undefined)))
    const began = performance.now()
    const exchange = await createFor(`https://localhost:${port}`).postMessage('{}', 20_000)
    expect(exchange).toEqual({ phase: 'unsent', reason: 'und_err_connect_timeout' })
    expect(performance.now() - began).toBeLessThan(4100)
  })

  it('a name that does not resolve', async () => {
    const exchange = await createFor('https://graph.invalid').postMessage('{}', 5000)
    expect(exchange.phase).toBe('unsent')
  })

  it('a refused connection is tried three times, and the next one runs', async () => {
    const fake = await startFakeUpstream()
    await fake.close()
    const upstream = createFor(fake.url)
    const began = performance.now()
    const result = await deliver(upstream, '{}')
    expect(result).toMatchObject({
      outcome: 'not_sent',
      problem: 'upstream_unreachable',
      reason: 'econnrefused',
    })
    expect(performance.now() - began).toBeLessThan(3500)
    const port = Number(new URL(fake.url).port)
    const server = createTcpServer((socket: Socket) =>
      socket.on('data', () => answer(socket, 200, success('wamid.back'))),
    )
    closing.push(() => server.close())
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    expect((await deliver(upstream, '{}')).outcome).toBe('accepted')
  })

  it('a deadline that passes while the connection is made, and nothing leaves afterwards', async () => {
    let bytes = 0
    const slow = createTcpServer((socket) =>
      socket.on('error', () => undefined).on('data', (chunk) => (bytes += chunk.length)),
    )
    const port = await listen(slow)
    const exchange = await createFor(`https://localhost:${port}`).postMessage('{}', 200)
    expect(exchange).toEqual({ phase: 'unsent', reason: 'deadline' })
    expect(bytes).toBeGreaterThan(0)
  })
})

it('the app secret proves each request', async () => {
  const fake = await startFakeUpstream()
  closing.push(() => fake.close())
  const upstream = createUpstream({
    graphUrl: fake.url,
    phoneNumberId: '106540352242922',
    graphVersion: 'v26.0',
    accessToken: new Secret(CANARY),
    appSecret: new Secret('app-secret-0123456789'),
  })
  closing.push(() => upstream.close())
  await upstream.postMessage('{"to":"+1"}', 5000)
  expect(fake.seen[0]?.head).toMatch(
    /^POST \/v26\.0\/106540352242922\/messages\?appsecret_proof=[0-9a-f]{64} HTTP/,
  )
})
