import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Client } from 'pg'
import { canUseApt, installWithApt } from './apt.ts'
import { findFreePort } from './process.ts'

export type Postgres = {
  /** The URL of a new, empty database. */
  createDatabase(): Promise<string>
  /** Ends a server that was started here, and removes its folder. */
  stop(): Promise<void>
}

/** `initdb` and `postgres` must run as this user: PostgreSQL refuses root. */
type RunAs = { uid?: number; gid?: number }

const START_PATIENCE_MS = 20_000

/** The server of TEST_DATABASE_URL, else a throw-away one on a free port. Installs PostgreSQL when there is none, or throws. */
export async function startPostgres(): Promise<Postgres> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { createDatabase: () => createDatabase(given), stop: async () => undefined }
  const bin = findPostgres() ?? (await installPostgres())
  const user = readRunAs()
  const folder = mkdtempSync(join(tmpdir(), 'trio-postgres-'))
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { cwd: folder, ...user }
  const init = ['-D', data, '-U', 'trio', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
  execFileSync(join(bin, 'initdb'), init, { ...options, stdio: 'pipe' })
  const port = await findFreePort()
  const args = ['-D', data, '-p', `${port}`, '-k', folder, '-c', 'listen_addresses=127.0.0.1']
  const server = spawn(join(bin, 'postgres'), args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  const kill = () => server.kill('SIGKILL')
  process.once('exit', kill)
  const url = `postgres://trio@127.0.0.1:${port}/postgres`
  await waitUntilReady(server, url)
  return {
    createDatabase: () => createDatabase(url),
    stop: async () => {
      process.off('exit', kill)
      await stopServer(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function createDatabase(url: string): Promise<string> {
  const name = `trio_${randomUUID().replaceAll('-', '')}`
  await queryOnce(url, `create database ${name}`)
  const created = new URL(url)
  created.pathname = `/${name}`
  return created.href
}

async function queryOnce(url: string, query: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query(query)
  } finally {
    await client.end()
  }
}

async function waitUntilReady(server: ChildProcess, url: string): Promise<void> {
  let printed = ''
  server.stderr?.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-10_000)
  })
  const deadline = performance.now() + START_PATIENCE_MS
  while (server.exitCode === null && performance.now() < deadline) {
    const ready = await queryOnce(url, 'select 1').then(
      () => true,
      () => false,
    )
    if (ready) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  server.kill('SIGKILL')
  throw new Error(`PostgreSQL did not start. It printed:\n${printed}`)
}

/** SIGQUIT is PostgreSQL's "immediate" shutdown: nothing of it will be needed again. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGQUIT')
  await ended
}

function findPostgres(): string | undefined {
  return usualPlaces().find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')))
}

/** Debian keeps the programs of each version in a folder of its own, outside the PATH. */
function usualPlaces(): string[] {
  const debian = listFolder('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`)
  const homebrew = ['/opt/homebrew/opt', '/usr/local/opt'].flatMap((root) =>
    listFolder(root).map((name) => (name.startsWith('postgresql') ? `${root}/${name}/bin` : '')),
  )
  return [...debian.reverse(), ...homebrew, ...(process.env.PATH ?? '').split(delimiter)]
}

function listFolder(path: string): string[] {
  return existsSync(path) ? readdirSync(path).sort() : []
}

async function installPostgres(): Promise<string> {
  if (canUseApt()) {
    console.log('No PostgreSQL found (TEST_DATABASE_URL can name a server). Installing it with apt-get …')
    // The package would otherwise make a cluster of its own and start it.
    mkdirSync('/etc/postgresql-common', { recursive: true })
    writeFileSync('/etc/postgresql-common/createcluster.conf', 'create_main_cluster = false\n')
    await installWithApt('postgresql')
    const bin = findPostgres()
    if (bin) return bin
  }
  throw new Error(
    'The tests of the store need PostgreSQL. Install it (apt-get install postgresql, brew install postgresql), ' +
      'or set TEST_DATABASE_URL to a server whose user may create databases.',
  )
}

function readRunAs(): RunAs {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}
