import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir, platform } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'

const APT_PACKAGES = ['chromium-headless-shell', 'fonts-liberation', 'fonts-noto-color-emoji']

/** The path of a Chromium that starts on this machine. Installs one when there is none; says what it does. */
export function ensureChromium(): string {
  const path = findChromium() ?? installChromium()
  // Playwright's workers read their configuration again: they inherit the answer instead of searching anew.
  if (!process.env.TEST_WORKER_INDEX) ensureEmojiFont()
  process.env.CHROMIUM_PATH = path
  return path
}

function findChromium(): string | undefined {
  const wanted = process.env.CHROMIUM_PATH
  if (wanted && !existsSync(wanted)) throw new Error(`CHROMIUM_PATH is ${wanted}, but there is no such file.`)
  return (
    wanted || [chromium.executablePath(), ...usualPlaces()].find((path) => existsSync(path) && starts(path))
  )
}

function usualPlaces(): string[] {
  if (platform() === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    ])
  }
  if (platform() === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
      .map((name) => process.env[name])
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'))
  }
  // The first is the same engine without windows around it, which starts a page in two thirds of the time.
  return [
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ].map((name) => `/usr/bin/${name}`)
}

/** A downloaded browser can be there and still lack a system library; on Windows `--version` opens a window. */
function starts(path: string): boolean {
  return platform() === 'win32' || succeeds(path, ['--version'])
}

function installChromium(): string {
  console.log('No Chromium found (CHROMIUM_PATH can name one). Downloading the one that Playwright knows …')
  if (runs('npx', ['playwright', 'install', 'chromium'])) {
    const path = chromium.executablePath()
    if (!starts(path)) {
      console.log('It lacks system libraries. Installing them …')
      runs('npx', ['playwright', 'install-deps', 'chromium'])
    }
    if (starts(path)) return path
  }
  if (canUseApt()) {
    console.log(`That did not work. Installing ${APT_PACKAGES.join(', ')} with apt-get …`)
    aptInstall(APT_PACKAGES)
    const path = usualPlaces().find((place) => existsSync(place) && starts(place))
    if (path) return path
  }
  throw new Error('No Chromium could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.')
}

/** Without one, emoji are boxes in every screenshot of a bare Linux. */
function ensureEmojiFont(): void {
  if (platform() !== 'linux' || hasEmojiFont()) return
  if (canUseApt()) {
    console.log('No emoji font found. Installing fonts-noto-color-emoji with apt-get …')
    aptInstall(['fonts-noto-color-emoji'])
  } else {
    console.log(
      'No emoji font found: screenshots will show boxes. On Debian: apt-get install fonts-noto-color-emoji',
    )
  }
}

function hasEmojiFont(): boolean {
  try {
    return /emoji/i.test(execFileSync('fc-list', [':', 'family'], { encoding: 'utf8', stdio: 'pipe' }))
  } catch {
    return existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf')
  }
}

function canUseApt(): boolean {
  return platform() === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function aptInstall(packages: string[]): void {
  runs('apt-get', ['update', '-qq'])
  runs('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages])
}

function runs(command: string, args: string[]): boolean {
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
  }
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'inherit', 'ignore'],
      env,
      shell: platform() === 'win32',
    })
    return true
  } catch {
    return false
  }
}

function succeeds(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
