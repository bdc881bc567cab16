import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { refuseLeaks, refuseLeaksInFiles } from '../../src/server/testing/canary.ts'
import type { RunningProcess } from './process.ts'
import { findFreePort, startNode, waitUntilReady } from './process.ts'

export type TrioServer = {
  readonly url: string
  readonly pid: number
  readonly databaseFile: string
  log(): string
  stop(): Promise<void>
}

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** Variables that Node and the system need; nothing else of this shell reaches the server, above all no token. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot', 'LANG', 'TZ']

/**
 * Starts the production build with a database of its own. It runs in an empty folder, so that no `.env` of the
 * person who runs the tests turns the simulator off.
 */
export async function startServer(env: Record<string, string> = {}): Promise<TrioServer> {
  if (!existsSync(MAIN)) throw new Error('dist/server/main.js is missing: run `npm run build` first.')
  const folder = await mkdtemp(join(tmpdir(), 'trio-e2e-'))
  const port = await findFreePort()
  const databaseFile = join(folder, 'trio.db')
  const server = startNode([MAIN], {
    cwd: folder,
    env: {
      ...Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]])),
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATABASE_URL: `file:${databaseFile}`,
      ...env,
    },
  })
  const url = `http://127.0.0.1:${port}`
  const stop = () => stopAndClean(server, folder)
  try {
    await waitUntilReady(`${url}/readyz`, server)
  } catch (error) {
    await stop()
    throw error
  }
  return { url, pid: server.pid, databaseFile, log: server.log, stop }
}

async function stopAndClean(server: RunningProcess, folder: string): Promise<void> {
  await server.stop()
  refuseLeaks(server.log(), 'what the server printed')
  refuseLeaksInFiles(folder)
  await rm(folder, { recursive: true, force: true })
}
