import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

export type RunningProcess = {
  readonly pid: number
  isRunning(): boolean
  /** All that the process has printed so far. */
  log(): string
  /** Asks the process to end (SIGTERM), then makes it end. */
  stop(): Promise<void>
}

const STOP_PATIENCE_MS = 10_000

/** Starts `node …args` and keeps what it prints, for the message of a failed start. */
export function startNode(args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): RunningProcess {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid === undefined) throw new Error(`node ${args.join(' ')} did not start`)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const isRunning = () => child.exitCode === null && child.signalCode === null
  return { pid: child.pid, isRunning, log: () => printed, stop: () => stop(child) }
}

/** Resolves when a GET is answered with 200; rejects with the process's own words when it never is. */
export async function waitUntilReady(
  url: string,
  server: RunningProcess,
  patienceMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + patienceMs
  while (server.isRunning() && performance.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${url} did not become ready. The server printed:\n${server.log()}`)
}

/** A port of the loopback interface that was free a moment ago. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
  await ended
  clearTimeout(killer)
}
