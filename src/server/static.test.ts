import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPage } from './page.ts'
import { createSecurityHeaders, hashInlineStyles } from './server.ts'
import { requestRaw } from './testing/raw.ts'
import type { Trio } from './testing/trio.ts'
import { startTrio } from './testing/trio.ts'

let trio: Trio

beforeAll(async () => {
  const root = mkdtempSync(join(tmpdir(), 'trio-page-'))
  const client = join(root, 'client')
  mkdirSync(join(client, 'assets'), { recursive: true })
  const files = {
    'index.html': '<!doctype html><title>Trio</title>',
    'favicon.svg': '<svg/>',
    'assets/main-B1a2C3d4.js': 'console.log(1)',
    'assets/main-B1a2C3d4.js.br': 'compressed',
    'assets/main-B1a2C3d4.js.map': '{}',
    '.env': 'SECRET=1',
    'notes.md': 'not listed',
    '../outside.txt': 'outside',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(client, name), text)
  trio = await startTrio('http://127.0.0.1:9', {}, readPage(client))
})

afterAll(() => trio.close())

describe('the built page', () => {
  it('is served and never kept', async () => {
    const response = await trio.request('/')
    expect([response.status, await response.text()]).toEqual([200, '<!doctype html><title>Trio</title>'])
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('has hashed files that are kept for ever, compressed where the browser takes it', async () => {
    const response = await requestRaw(trio.port, 'GET /assets/main-B1a2C3d4.js HTTP/1.1', [
      'Host: localhost',
      'Accept-Encoding: gzip, br',
    ])
    expect(response.text).toContain('cache-control: public, max-age=31536000, immutable')
    expect(response.text).toMatch(/content-encoding: br/)
    expect(response.text).toMatch(/vary: accept-encoding/)
    expect(response.body).toBe('compressed')
    const plain = await requestRaw(trio.port, 'GET /assets/main-B1a2C3d4.js HTTP/1.1', ['Host: localhost'])
    expect(plain.body).toBe('console.log(1)')
  })

  it.each([
    '/.env',
    '/notes.md',
    '/assets/main-B1a2C3d4.js.map',
    '/assets/',
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '//outside.txt',
    '/assets/..%5c..%5coutside.txt',
    '/assets/main-B1a2C3d4.js%00',
  ])('has nothing at %s', async (path) => {
    const { status } = await requestRaw(trio.port, `GET ${path} HTTP/1.1`, ['Host: localhost'])
    expect([400, 404]).toContain(status)
  })

  it('answers HEAD without a body', async () => {
    const response = await requestRaw(trio.port, 'HEAD / HTTP/1.1', ['Host: localhost'])
    expect([response.status, response.body]).toEqual([200, ''])
  })
})

it('the policy allows inlined critical CSS by its hash and nothing else inline', () => {
  const hashes = hashInlineStyles('<style>a{}</style><style data-x="1">b{}</style>')
  expect(hashes).toHaveLength(2)
  const policy = createSecurityHeaders(hashes, false)['content-security-policy']
  expect(policy).toContain(`style-src 'self' ${hashes.join(' ')};`)
  expect(policy).not.toContain('unsafe')
})
