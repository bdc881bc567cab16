import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Behaviour } from './testing/fake-upstream.ts'
import { answer, graphError, startFakeUpstream } from './testing/fake-upstream.ts'
import { sendRaw } from './testing/raw.ts'
import { shareTrio } from './testing/share-trio.ts'
import { startTrio } from './testing/trio.ts'

const give: Behaviour = (socket, _, n) => answer(socket, 200, { id: `10000000000${n}` })

const { trio, upstream } = await shareTrio(give)

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 7)])
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(200, 7)])
const PDF = Buffer.from('%PDF-1.7\nhello')

function upload(
  body: Buffer | string,
  type: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return trio.request('/api/media', {
    method: 'POST',
    body: body as BodyInit,
    headers: { 'content-type': type, ...headers },
  })
}

function head(type: string, length: number | undefined): string {
  const lines = [
    'POST /api/media HTTP/1.1',
    'Host: localhost',
    'X-Requested-By: trio',
    `Content-Type: ${type}`,
  ]
  return [...lines, ...(length === undefined ? [] : [`Content-Length: ${length}`]), '', ''].join('\r\n')
}

describe('an upload', () => {
  it('reaches WhatsApp as a form with the type in both places', async () => {
    const response = await upload(PNG, 'image/png')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ id: '100000000001' })
    const { head: start = '', body = '' } = upstream.seen[0] ?? {}
    expect(start).toMatch(/^POST \/v26\.0\/106540352242922\/media HTTP/)
    const boundary = /multipart\/form-data; boundary=(\S+)/.exec(start)?.[1]
    expect(body).toContain('name="messaging_product"\r\n\r\nwhatsapp\r\n')
    expect(body).toContain('name="type"\r\n\r\nimage/png\r\n')
    expect(body).toContain('name="file"; filename="file.png"\r\nContent-Type: image/png\r\n\r\n')
    expect(body.endsWith(`\r\n--${boundary}--\r\n`)).toBe(true)
  })

  it.each([
    ['a JPEG', JPEG, 'image/jpeg'],
    ['an MP4', Buffer.from('\0\0\0\x18ftypisom....'), 'video/mp4'],
    ['a 3GP', Buffer.from('\0\0\0\x18ftyp3gp4....'), 'video/3gpp'],
    ['a PDF', PDF, 'application/pdf'],
    ['a text', Buffer.from('Grüße,\nname;value'), 'text/plain'],
    ['a text cut in a letter', Buffer.from(`${'x'.repeat(63)}ü and more`), 'text/plain'],
    [
      'a Word file',
      Buffer.from('504b030414000600', 'hex'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'application/vnd.ms-excel'],
  ])('of %s passes', async (_, body, type) => {
    expect((await upload(body, type)).status).toBe(200)
  })

  it.each([
    ['T-80 a PNG as JPEG', PNG, 'image/jpeg', 415],
    ['T-80 an SVG as PNG', '<svg onload="x()"/>', 'image/png', 415],
    ['T-80 a GIF that is HTML', 'GIF89a/*<script>*/=1', 'text/plain', 415],
    ['T-80 HTML as text', '\n <!doctype html>', 'text/plain', 415],
    ['T-80 an archive as PDF', Buffer.from('504b0304', 'hex'), 'application/pdf', 415],
    ['T-80 NUL in a text', 'a\0b', 'text/plain', 415],
    ['T-80 an SVG by name', '<svg/>', 'image/svg+xml', 415],
    ['a WebP', 'RIFF....WEBP', 'image/webp', 415],
    ['T-80 nothing', '', 'image/png', 400],
    ['T-81 too large a picture', Buffer.alloc(5_000_001, 1), 'image/jpeg', 413],
  ])('of %s is refused', async (_, body, type, status) => {
    expect((await upload(body, type)).status).toBe(status)
    expect(upstream.seen).toHaveLength(0)
  })

  it('T-81 without a length is refused with 411, and a large one before it is read', async () => {
    expect((await sendRaw(trio.port, head('image/png', undefined), 1000)).status).toBe(411)
    const { status, ms } = await sendRaw(trio.port, head('image/jpeg', 5_000_001), 1500)
    expect(status).toBe(413)
    expect(ms).toBeLessThan(900)
  })

  it('T-81 that is longer than it said is refused with 400', async () => {
    const bytes = Buffer.concat([Buffer.from(head('image/png', 100)), PNG])
    upstream.behave((socket, seen, n) => setTimeout(() => give(socket, seen, n), 100))
    expect((await sendRaw(trio.port, bytes, 3000)).status).toBe(400)
  })

  it('T-81 that ends early is given up upstream, without a media id', async () => {
    const watch = await startFakeUpstream()
    const other = await startTrio(watch.url)
    const socket = connect(other.port, '127.0.0.1')
    socket.write(Buffer.concat([Buffer.from(head('image/png', 2000)), PNG]))
    await expect.poll(() => watch.unfinished(), { timeout: 5000 }).toBe(1)
    socket.end()
    await expect.poll(() => watch.unfinished(), { timeout: 5000 }).toBe(0)
    expect(watch.seen).toHaveLength(0)
    await other.close()
    await watch.close()
  })

  it('T-82 beyond four at once is asked to come back', async () => {
    const sockets = Array.from({ length: 4 }, () => {
      const socket = connect(trio.port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(
        Buffer.concat([
          Buffer.from(head('video/mp4', 16_000_000)),
          Buffer.from('\0\0\0\x18ftypisom'),
          Buffer.alloc(200),
        ]),
      )
      return socket
    })
    await new Promise((resolve) => setTimeout(resolve, 150))
    const fifth = await upload(PNG, 'image/png')
    expect([fifth.status, fifth.headers.get('retry-after')]).toEqual([503, '1'])
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect((await upload(PNG, 'image/png')).status).toBe(200)
  })

  it.each([
    ['T-83 a name with everything in it', '../../x%0d%0aFoo: bar";filename="y', '....xFoo bar;filename=y'],
    ['a name in another script', encodeURIComponent('Prüfung 試験.pdf'), 'Prüfung 試験.pdf'],
  ])('%s injects nothing', async (_, given, written) => {
    await upload(PDF, 'application/pdf', { 'x-file-name': given })
    const body = upstream.seen[0]?.body ?? ''
    expect(body).toContain(`name="file"; filename="${written}"\r\nContent-Type: application/pdf\r\n\r\n`)
    expect(body.match(/Content-Disposition/g)).toHaveLength(3)
    expect(body).not.toMatch(/^Foo:/m)
  })

  it.each(['%zz', encodeURIComponent('x'.repeat(101))])('with the name %s is refused', async (name) => {
    expect((await upload(PDF, 'application/pdf', { 'x-file-name': name })).status).toBe(400)
  })

  it.each<[string, Behaviour, number, string]>([
    ['an account at fault', (s) => answer(s, 401, graphError(190)), 502, 'upstream_config'],
    ['a refused file', (s) => answer(s, 400, graphError(100, 'bad file')), 422, 'upstream_rejected'],
    ['throttling', (s) => answer(s, 429, '', { 'retry-after': '9' }), 429, 'upstream_throttled'],
    ['a lost answer', (s) => s.destroy(), 503, 'upstream_unreachable'],
    ['no id', (s) => answer(s, 200, {}), 503, 'upstream_unreachable'],
  ])('that meets %s says so', async (_, behaviour, status, code) => {
    upstream.behave(behaviour)
    const response = await upload(PNG, 'image/png')
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
  })

  it('T-84 that is broken off half-way, 200 times, leaves nothing behind', async () => {
    const other = await startFakeUpstream(give)
    const own = await startTrio(other.url)
    for (let i = 0; i < 200; i += 1) {
      const socket = connect(own.port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(Buffer.concat([Buffer.from(head('image/png', 100_000)), PNG]))
      await new Promise((resolve) => setTimeout(resolve, 4))
      socket.destroy()
    }
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect([other.unfinished(), other.seen.length]).toEqual([0, 0])
    const response = await own.request('/api/media', {
      method: 'POST',
      body: 'plain',
      headers: { 'content-type': 'text/plain' },
    })
    expect(response.status).toBe(200)
    await own.close()
    await other.close()
  }, 30_000)
})
