import { fileURLToPath } from 'node:url'
import type { RunningProcess } from '../setup/process.ts'
import { findFreePort, startNode, waitUntilReady } from '../setup/process.ts'

/** Starts a file of `processes/` as a process of its own. */
export function startHelper(file: string, args: (string | number)[]): RunningProcess {
  const hook = new URL('../setup/typescript.mjs', import.meta.url)
  const path = fileURLToPath(new URL(`processes/${file}`, import.meta.url))
  return startNode(['--import', hook.href, path, ...args.map(String)], {
    cwd: process.cwd(),
    env: process.env,
  })
}

/** Serves floor.html as the product's server serves its own page: by the same library, compressed. */
export async function startFloorPage(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await findFreePort()
  const server = startHelper('serve-floor-page.ts', [port])
  const url = `http://127.0.0.1:${port}/`
  await waitUntilReady(url, server)
  return { url, stop: server.stop }
}
