import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { CANARY, refuseLeaks, refuseLeaksInFiles } from './canary.ts'

export type Child = {
  process: ChildProcess
  /** The folder it runs in, with its data. */
  folder: string
  /** Everything it has written so far, both streams. */
  output(): string
  /** Resolves with the address once it is ready, or with `undefined` when it ended before. */
  ready: Promise<string | undefined>
  exit: Promise<number | null>
}

/** The server as people start it, in a process and a folder of its own, with nothing in its environment but `variables`. */
export function startChild(
  variables: Record<string, string> = {},
  folder = mkdtempSync(join(tmpdir(), 'trio-')),
  words: string[] = [],
): Child {
  const child = spawn(process.execPath, [join(inject('processes'), 'server.js'), ...words], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: '0', ...variables },
  })
  let output = ''
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve))
  const ready = new Promise<string | undefined>((resolve) => {
    const take = (chunk: Buffer): void => {
      output += chunk.toString()
      const address = /"address":"([^"]+)"/.exec(output)?.[1]
      if (address) resolve(address)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    void exit.then(() => resolve(undefined))
  })
  return { process: child, folder, output: () => output, ready, exit }
}

/** Stops it as an orchestrator does; the exit code. */
export async function stopChild({ process: child, exit, output, folder }: Child): Promise<number | null> {
  child.kill('SIGTERM')
  const code = await exit
  refuseLeaks(output(), 'what the server printed')
  refuseLeaksInFiles(folder)
  return code
}

export const LIVE = {
  WHATSAPP_ACCESS_TOKEN: CANARY,
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
}
