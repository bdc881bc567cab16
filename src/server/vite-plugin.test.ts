import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer } from 'vite'
import { afterEach, expect, it, vi } from 'vitest'
import type { Runtime } from './runtime.ts'
import { LIVE } from './testing/child.ts'
import { trioApi } from './vite-plugin.ts'

afterEach(() => vi.unstubAllEnvs())

it('in development the page tells the mode of the server, also when the token is in a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trio-'))
  writeFileSync(join(folder, 'token'), LIVE.WHATSAPP_ACCESS_TOKEN)
  // What is set wins over a file `.env` of whoever runs this.
  vi.stubEnv('WHATSAPP_ACCESS_TOKEN', '')
  vi.stubEnv('WHATSAPP_ACCESS_TOKEN_FILE', join(folder, 'token'))
  vi.stubEnv('WHATSAPP_PHONE_NUMBER_ID', LIVE.WHATSAPP_PHONE_NUMBER_ID)
  vi.stubEnv('DATABASE_URL', join(folder, 'trio.db'))
  const server = await createServer({
    configFile: false,
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
    plugins: [trioApi()],
  })
  const html = await server.transformIndexHtml('/', '<html lang="en">')
  expect(html).toContain('data-mode="live"')
  await server.close()
  const shelf = globalThis as { trioDevelopment?: Promise<Runtime> }
  await (await shelf.trioDevelopment)?.close()
  rmSync(folder, { recursive: true })
})
