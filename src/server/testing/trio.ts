import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../app.ts'
import { readEnvironment } from '../env.ts'
import { createLog, createScrub } from '../log.ts'
import type { Page } from '../page.ts'
import type { Runtime } from '../runtime.ts'
import { createTrioServer } from '../server.ts'
import { createStore } from '../store/create-store.ts'
import { createUpstream } from '../upstream.ts'
import { CANARY, refuseLeaks, refuseLeaksInAnswer, refuseLeaksInFiles } from './canary.ts'

export type Trio = {
  base: string
  port: number
  runtime: Runtime
  /** The paths of the app. */
  routes: string[]
  /** Everything that was logged. */
  lines: string[]
  request(path: string, init?: RequestInit): Promise<Response>
  send(payload: unknown, key?: string, headers?: Record<string, string>): Promise<Response>
  close(): Promise<void>
}

/** The whole server on a port of its own, in live mode towards `graphUrl`, with a store in a folder of its own. */
export async function startTrio(
  graphUrl: string,
  variables: Record<string, string> = {},
  page?: Page,
): Promise<Trio> {
  const folder = mkdtempSync(join(tmpdir(), 'trio-'))
  const result = readEnvironment({
    WHATSAPP_ACCESS_TOKEN: CANARY,
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    GRAPH_API_URL: graphUrl,
    SENDS_PER_MINUTE: '100000',
    SENDS_PER_DAY: '100000',
    DATABASE_URL: `file:${join(folder, 'trio.db')}`,
    ...variables,
  })
  if (!result.ok) throw new Error(result.faults.join('\n'))
  const { environment } = result
  const { account, graphVersion, appSecret, databaseUrl } = environment
  if (!account) throw new Error('the tests run against an upstream of their own')
  const store = await createStore(databaseUrl.reveal())
  const upstream = createUpstream({ ...account, graphVersion, appSecret })
  const lines: string[] = []
  const log = createLog((line) => lines.push(line), createScrub(environment.secrets))
  const close = async (): Promise<void> => {
    await upstream.close()
    await store.close()
  }
  const tools = { environment, log, store, upstream }
  const runtime: Runtime = { ...tools, phase: 'serving', inFlight: 0, uploading: 0, close }
  const app = createApp(runtime, page)
  const server = createTrioServer(app, runtime)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}`
  return {
    base,
    port,
    runtime,
    routes: app.routes,
    lines,
    request: (path, init = {}) =>
      fetch(base + path, { ...init, headers: { 'x-requested-by': 'trio', ...init.headers } }).then(
        refuseLeaksInAnswer,
      ),
    send: (payload, key = newKey(), headers = {}) =>
      fetch(`${base}/api/messages`, {
        method: 'POST',
        body: typeof payload === 'string' ? payload : JSON.stringify(payload),
        headers: {
          'content-type': 'application/json',
          'x-requested-by': 'trio',
          'idempotency-key': key,
          ...headers,
        },
      }).then(refuseLeaksInAnswer),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await runtime.close()
      refuseLeaks(lines.join(''), 'the log')
      refuseLeaksInFiles(folder)
      rmSync(folder, { recursive: true })
    },
  }
}

let count = 0

export function newKey(): string {
  count += 1
  return `test-key-${String(count).padStart(12, '0')}`
}

/** A valid message, to somebody else each time, so that no cap of one person is met by accident. */
export function newPayload(to?: string) {
  count += 1
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: to ?? `+4915${String(100_000_000 + count)}`,
    type: 'interactive',
    interactive: {
      type: 'button',
      body: { text: 'Your bicycle is ready. When would you like to collect it?' },
      action: {
        buttons: [
          { type: 'reply', reply: { id: 'today', title: 'Today' } },
          { type: 'reply', reply: { id: 'tomorrow', title: 'Tomorrow' } },
        ],
      },
    },
  }
}
