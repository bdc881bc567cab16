import { execSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

const root = new URL('../', import.meta.url)

const packageSchema = z.object({
  version: z.optional(z.string()),
  resolved: z.optional(z.string()),
  integrity: z.optional(z.string()),
  inBundle: z.optional(z.boolean()),
  hasInstallScript: z.optional(z.boolean()),
  dependencies: z._default(z.record(z.string(), z.string()), {}),
  optionalDependencies: z._default(z.record(z.string(), z.string()), {}),
})
const lockSchema = z.object({ packages: z.record(z.string(), packageSchema) })

const text = readFileSync(new URL('package-lock.json', root), 'utf8')
const { packages } = lockSchema.parse(JSON.parse(text))
const installed = Object.entries(packages).filter(([path]) => path !== '')

/** First versions without known holes: see each project's security advisories. */
const FLOORS = { hono: '4.13.5', '@hono/node-server': '2.0.10', undici: '7.29.0' }

/** Where newer majors refuse Node 20. */
const LAST_MAJORS_FOR_NODE_20 = { undici: '7.', kysely: '0.28.', vitest: '4.' }

const SERVER_DEPENDENCIES_MAX = 8

test('every package of the lockfile has a checksum', () => {
  const without = installed.filter(([, entry]) => !entry.integrity && !entry.inBundle).map(([path]) => path)
  expect(without).toEqual([])
})

test('no package of the lockfile comes from an address of its own', () => {
  expect(installed.filter(([, entry]) => entry.resolved).map(([path]) => path)).toEqual([])
  expect(text).not.toMatch(/git\+|https?:\/\/[^"]*(\.tgz|\.tar\.gz)|"file:/)
})

test('the lockfile holds the packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies)
      .filter((name) => !isResolvable(path, name))
      .map((name) => `${name} of ${path}`),
  )
  expect(missing).toEqual([])
})

test('no package that is installed on this platform needs an install script', () => {
  const withScript = installed.filter(([, entry]) => entry.hasInstallScript).map(([path]) => path)
  // fsevents exists for macOS alone and ships its binary.
  expect(withScript.filter((path) => !path.endsWith('node_modules/fsevents'))).toEqual([])
})

test('what a script installs builds the page, also where NODE_ENV says production', () => {
  const manifest: unknown = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(manifest)
  const installs = new Set(Object.values(scripts).flatMap((script) => /^npm install[^&]*/.exec(script) ?? []))
  expect(installs.size).toBeGreaterThan(0)
  for (const install of installs) {
    const env = { ...process.env, NODE_ENV: 'production' }
    expect(execSync(`${install} --dry-run`, { cwd: root, env, encoding: 'utf8' })).not.toContain(
      'remove vite',
    )
  }
})

test.each(Object.entries(FLOORS))('%s is at least %s', (name, floor) => {
  expect(compareVersions(installedVersion(name), floor)).toBeGreaterThanOrEqual(0)
})

test.each(Object.entries(LAST_MAJORS_FOR_NODE_20))('%s stays on %s for Node 20', (name, line) => {
  expect(installedVersion(name).startsWith(line)).toBe(true)
})

test('what is installed is what the lockfile says', () => {
  for (const name of [...Object.keys(FLOORS), ...Object.keys(LAST_MAJORS_FOR_NODE_20)]) {
    expect(installedVersion(name), name).toBe(packages[`node_modules/${name}`]?.version)
  }
})

test('the server has at most eight dependencies of its own, each pinned to one version', () => {
  const direct = Object.entries(packages['']?.dependencies ?? {})
  expect(direct.length).toBeLessThanOrEqual(SERVER_DEPENDENCIES_MAX)
  expect(direct.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})

test('a 4.13.4 is older than a 4.13.10', () => {
  expect(compareVersions('4.13.4', '4.13.10')).toBeLessThan(0)
  expect(compareVersions('5.0.0', '4.13.10')).toBeGreaterThan(0)
})

/** As Node looks a package up: in the folder itself, then in each folder around it. */
function isResolvable(fromPath: string, name: string): boolean {
  for (
    let folder = fromPath;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
  ) {
    if (packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

function installedVersion(name: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL(`node_modules/${name}/package.json`, root), 'utf8'),
  )
  return z.object({ version: z.string() }).parse(manifest).version
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number))
  const differences = (a ?? []).map((part, index) => part - (b?.[index] ?? 0))
  return differences.find((difference) => difference !== 0) ?? 0
}
