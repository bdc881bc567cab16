import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'

export type RunningProcess = {
  readonly pid: number
  isRunning(): boolean
  /** Resolves once the process has ended and all of its output has arrived. */
  ended(): Promise<void>
  /** All that the process has printed so far. */
  log(): string
  /** Asks the process to end (SIGTERM), then makes it end. */
  stop(): Promise<void>
}

const START_PATIENCE_MS = 15_000
const STOP_PATIENCE_MS = 10_000

type Options = { cwd: string; env: NodeJS.ProcessEnv }

export function startNode(args: string[], options: Options): RunningProcess {
  return startProgram(process.execPath, args, options)
}

/** Starts a program and keeps what it prints, for the message of a failed start. */
export function startProgram(program: string, args: string[], options: Options): RunningProcess {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  if (child.pid === undefined) throw new Error(`${program} ${args.join(' ')} did not start`)
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  }
  const closed = once(child, 'close')
  const kill = () => child.kill()
  process.once('exit', kill)
  child.once('close', () => process.off('exit', kill))
  return {
    pid: child.pid,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    ended: async () => void (await closed),
    log: () => printed,
    stop: () => stop(child),
  }
}

/** Resolves when a GET is answered with 200; rejects with the process's own words when it never is. */
export function waitUntilReady(url: string, server: RunningProcess): Promise<void> {
  return waitUntil(url, server, async () => (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok)
}

/** The same for a server that answers no GET. */
export function waitUntilListening(port: number, server: RunningProcess): Promise<void> {
  return waitUntil(`port ${port}`, server, async () => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.destroy()
    return true
  })
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

async function waitUntil(
  what: string,
  server: RunningProcess,
  isReady: () => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + START_PATIENCE_MS
  while (server.isRunning() && performance.now() < deadline) {
    if (await isReady().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${what} did not become ready. The server printed:\n${server.log()}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
  await ended
  clearTimeout(killer)
}
