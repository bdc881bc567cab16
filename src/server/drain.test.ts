import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { LIVE, startChild } from './testing/child.ts'
import { accept, json, startFakeUpstream } from './testing/fake-upstream.ts'
import { newKey, newPayload } from './testing/trio.ts'

it('T-R25 SIGTERM under 50 sends and 500 idle sockets settles and answers all, and ends with 0', async () => {
  const upstream = await startFakeUpstream((socket, seen, n) =>
    setTimeout(() => accept(socket, seen, n), 1500),
  )
  const child = startChild({ ...LIVE, GRAPH_API_URL: upstream.url })
  const address = (await child.ready) ?? ''
  const port = Number(new URL(address).port)
  const idle = Array.from({ length: 500 }, () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined).write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n')
    return socket.resume()
  })
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const sends = Array.from({ length: 50 }, () => send(address))
  while (upstream.seen.length < 50) await new Promise((resolve) => setTimeout(resolve, 20))
  const began = performance.now()
  child.process.kill('SIGTERM')
  const statuses = (await Promise.all(sends)).map(({ status }) => status)
  expect(await child.exit).toBe(0)
  expect(statuses.filter((status) => status !== 200)).toEqual([])
  expect(upstream.seen).toHaveLength(50)
  expect(performance.now() - began).toBeLessThan(30_000)
  expect(child.output().match(/"event":"send"/g)).toHaveLength(50)
  for (const socket of idle) socket.destroy()
  await upstream.close()
}, 60_000)

it('T-R25 SIGTERM lets an upload come to its end', async () => {
  const upstream = await startFakeUpstream(json(200, { id: '100000000001' }))
  const child = startChild({ ...LIVE, GRAPH_API_URL: upstream.url })
  const address = (await child.ready) ?? ''
  const file = Buffer.alloc(200_000)
  file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const headers = ['Host: localhost', 'X-Requested-By: trio', 'Content-Type: image/png']
  const lines = ['POST /api/media HTTP/1.1', ...headers, `Content-Length: ${file.length}`, '', '']
  const socket = connect(Number(new URL(address).port), '127.0.0.1')
  let answered = ''
  socket.on('data', (chunk) => {
    answered += chunk
  })
  socket.write(lines.join('\r\n'))
  socket.write(file.subarray(0, 100_000))
  while (upstream.unfinished() < 1) await new Promise((resolve) => setTimeout(resolve, 20))
  child.process.kill('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 1200))
  socket.write(file.subarray(100_000))
  expect(await child.exit).toBe(0)
  expect(answered).toMatch(/^HTTP\/1\.1 200 [\s\S]*"id":"100000000001"/)
  await upstream.close()
}, 30_000)

it('a second signal ends at once', async () => {
  const upstream = await startFakeUpstream(() => undefined)
  const child = startChild({ ...LIVE, GRAPH_API_URL: upstream.url })
  const address = (await child.ready) ?? ''
  const lost = expect(send(address)).rejects.toThrow()
  while (upstream.seen.length < 1) await new Promise((resolve) => setTimeout(resolve, 20))
  child.process.kill('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 200))
  child.process.kill('SIGTERM')
  expect(await child.exit).toBe(1)
  await lost
  await upstream.close()
})

it('where others reach it, it goes on answering for a moment, says goodbye on each connection, and takes no probe', async () => {
  const upstream = await startFakeUpstream((socket, seen, n) => setTimeout(accept, 1500, socket, seen, n))
  const child = startChild({
    ...LIVE,
    GRAPH_API_URL: upstream.url,
    HOST: '0.0.0.0',
    PUBLIC_ORIGIN: 'https://trio.example',
    AUTH_HEADER: 'X-User',
    TRUSTED_PROXIES: '127.0.0.1',
  })
  const address = (await child.ready)?.replace('0.0.0.0', '127.0.0.1')
  expect((await fetch(`${address}/readyz`)).status).toBe(200)
  const sending = send(address, { 'x-user': 'ops' })
  while (upstream.seen.length < 1) await new Promise((resolve) => setTimeout(resolve, 20))
  child.process.kill('SIGTERM')
  while (!child.output().includes('"event":"leaving"'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect((await fetch(`${address}/readyz`)).status).toBe(503)
  const alive = await fetch(`${address}/livez`)
  expect(alive.status).toBe(200)
  expect(alive.headers.get('connection')).toBe('close')
  const sent = await sending
  expect([sent.status, sent.headers.get('connection')]).toEqual([200, 'close'])
  expect(await child.exit).toBe(0)
  await upstream.close()
}, 30_000)

it.each([
  ['an error that nobody caught', 'throw new Error(words)'],
  ['a promise that nobody caught', 'void Promise.reject(new Error(words))'],
])(
  '%s ends it with 1, and its words are not logged',
  async (_, fault) => {
    const code = `setTimeout(() => { const words = 'what stood ' + 'in a message'; ${fault} }, 1500)`
    const child = startChild({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` })
    await child.ready
    expect(await child.exit).toBe(1)
    expect(child.output()).toContain('"event":"crashed"')
    expect(child.output()).not.toContain('in a message')
  },
  30_000,
)

it('two errors that nobody caught leave a send its moment to end', async () => {
  const upstream = await startFakeUpstream((socket, seen, n) => setTimeout(accept, 1000, socket, seen, n))
  const fail = 'setTimeout(() => { throw new Error() }, 10)'
  const code = `process.on('SIGUSR2', () => { ${fail}; ${fail.replace('10', '300')} })`
  const child = startChild({
    ...LIVE,
    GRAPH_API_URL: upstream.url,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}`,
  })
  const address = (await child.ready) ?? ''
  const sending = send(address)
  while (upstream.seen.length < 1) await new Promise((resolve) => setTimeout(resolve, 20))
  child.process.kill('SIGUSR2')
  expect((await sending).status).toBe(200)
  expect(await child.exit).toBe(1)
  expect(child.output().match(/"event":"crashed"/g)).toHaveLength(2)
  await upstream.close()
}, 30_000)

function send(address: string | undefined, more: Record<string, string> = {}): Promise<Response> {
  const own = { 'content-type': 'application/json', 'x-requested-by': 'trio', 'idempotency-key': newKey() }
  const body = JSON.stringify(newPayload())
  return fetch(`${address}/api/messages`, { method: 'POST', body, headers: { ...own, ...more } })
}
