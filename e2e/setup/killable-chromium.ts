import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { chromium } from '@playwright/test'
import { ensureChromium } from './chromium.ts'

export type KillableChromium = { browser: Browser; kill(): Promise<void> }

// Some systems start the browser by a script, which is not it: there all of its group are killed.
const isGrouped = platform() !== 'win32'

/** A browser with a profile that outlives it, in a process of our own, so that it can be killed as a power failure does. */
export async function startKillableChromium(profile: string): Promise<KillableChromium> {
  const child = spawn(
    ensureChromium(),
    [
      '--headless=new',
      '--no-sandbox',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: isGrouped },
  )
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk
      const url = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', () => reject(new Error(`The browser ended: ${said}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint)
  // Its helpers hold the same pipe, and for a moment longer than the browser itself they hold the profile.
  const ended = new Promise((resolve) => child.once('close', resolve))
  return {
    browser,
    kill: async () => {
      if (isGrouped && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      else child.kill('SIGKILL')
      await ended
    },
  }
}

export async function createProfile(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'trio-profile-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) }
}
