import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnvironment } from './env.ts'
import { CANARY } from './testing/canary.ts'
import { LIVE, startChild, stopChild } from './testing/child.ts'

const PASSWORD = 'correct horse battery staple'

function faultsOf(variables: Record<string, string>): string[] {
  const result = readEnvironment({ ...variables })
  return result.ok ? [] : result.faults
}

describe('start', () => {
  it('T-01 without environment listens on 127.0.0.1 only, with private files (T-67)', async () => {
    const child = startChild()
    const address = await child.ready
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const listening = listSockets(child.process.pid)
    expect(listening.length).toBeGreaterThan(0)
    expect(new Set(listening)).toEqual(new Set(['127.0.0.1']))
    expect(readFileSync(`/proc/${child.process.pid}/status`, 'utf8')).toMatch(/^Umask:\s+0077$/m)
    const data = join(child.folder, 'data')
    expect(statSync(data).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(data)) expect(statSync(join(data, file)).mode & 0o777).toBe(0o600)
    expect(await (await fetch(`${address}/api/config`)).json()).toMatchObject({ mode: 'simulator' })
    expect(await stopChild(child)).toBe(0)
  })

  it('T-02 T-07 refuses to start with exit code 78, naming every fault and no value', async () => {
    const child = startChild({
      HOST: '0.0.0.0',
      WHATSAPP_ACCESS_TOKEN: CANARY,
      GRAPH_API_VERSION: 'v-wrong-value',
    })
    expect(await child.exit).toBe(78)
    const text = child.output()
    for (const name of [
      'ACCESS_PASSWORD',
      'AUTH_HEADER',
      'PUBLIC_ORIGIN',
      'WHATSAPP_PHONE_NUMBER_ID',
      'GRAPH_API_VERSION',
    ])
      expect(text).toContain(name)
    expect(text).not.toContain('ready')
    expect(text).not.toContain(CANARY)
    expect(text).not.toContain('v-wrong-value')
  })

  it.each(['graph.facebook.com', 'https//u:SECRETPW@h', 'https://evil.example/', 'http://127.0.0.1:1/x'])(
    'refuses GRAPH_API_URL=%s in words that do not repeat it',
    (url) => {
      const faults = faultsOf({ ...LIVE, GRAPH_API_URL: url, HOST: '0.0.0.0' }).join('\n')
      expect(faults).toContain('GRAPH_API_URL')
      expect(faults).toContain('PUBLIC_ORIGIN')
      expect(faults).not.toContain(url)
    },
  )

  it('says what a password needs, in which blanks may stand', () => {
    const [fault, ...others] = faultsOf({ ACCESS_PASSWORD: 'correct horse' })
    expect(others).toEqual([])
    expect(fault).toContain('at least 15 characters')
    expect(fault).not.toContain('without blanks')
  })

  it('calls a HOST with a port no host, and asks for nothing else', () => {
    expect(faultsOf({ HOST: '127.0.0.1:3000' })).toEqual(['HOST is not an address or host name.'])
  })

  it.each(['PUBLIC_ORIGIN', 'TRUSTED_PROXIES', 'ALLOWED_RECIPIENTS'])('refuses a %s of nothing', (name) => {
    expect(faultsOf({ [name]: ',' })).toEqual([expect.stringContaining(`${name} is set but names nothing`)])
  })

  it('T-04 T-64 tells the live mode, and keeps the token out of the environment and of children', async () => {
    const child = startChild({ ...LIVE, GRAPH_API_URL: 'http://127.0.0.1:9' })
    const address = await child.ready
    const config = await (await fetch(`${address}/api/config`)).text()
    expect(JSON.parse(config)).toMatchObject({ mode: 'live', phoneNumberId: LIVE.WHATSAPP_PHONE_NUMBER_ID })
    expect(config + child.output()).not.toContain(CANARY)
    expect(await stopChild(child)).toBe(0)
    const variables: Record<string, string> = {
      ...LIVE,
      ACCESS_PASSWORD: PASSWORD,
      WHATSAPP_APP_SECRET: 'app-secret-0123456789',
    }
    expect(readEnvironment(variables).ok).toBe(true)
    expect(Object.keys(variables)).toEqual(['WHATSAPP_PHONE_NUMBER_ID'])
  })

  it('T-05 in live mode nothing of the simulator is there, neither a route nor a socket', async () => {
    const child = startChild({ ...LIVE, GRAPH_API_URL: 'http://127.0.0.1:9' })
    const address = await child.ready
    expect(listSockets(child.process.pid)).toEqual(['127.0.0.1'])
    for (const path of ['/inbox', '/api/inbox', '/v26.0/100000000000001/messages', '/api/simulator'])
      expect((await fetch(`${address}${path}`)).status).toBe(404)
    await stopChild(child)
  })

  it('T-63 a token with a line break is refused without being shown', () => {
    const [fault = '', ...others] = faultsOf({ ...LIVE, WHATSAPP_ACCESS_TOKEN: `${CANARY}\nX: y` })
    expect(others).toEqual([])
    expect(fault).toContain('WHATSAPP_ACCESS_TOKEN')
    expect(fault).not.toContain(CANARY)
  })

  it.each([
    [
      'T-03 a user header that everybody could write',
      { HOST: '0.0.0.0', AUTH_HEADER: 'X-Forwarded-User' },
      'TRUSTED_PROXIES',
    ],
    ['T-04 a token without a number', { WHATSAPP_ACCESS_TOKEN: CANARY }, 'WHATSAPP_PHONE_NUMBER_ID'],
    [
      'T-04 a number without a token',
      { WHATSAPP_PHONE_NUMBER_ID: '106540352242922' },
      'WHATSAPP_ACCESS_TOKEN',
    ],
    [
      'T-04 a token with the number in a file, where none is read',
      { WHATSAPP_ACCESS_TOKEN: CANARY, WHATSAPP_PHONE_NUMBER_ID_FILE: '/dev/null' },
      'WHATSAPP_PHONE_NUMBER_ID',
    ],
    [
      'a public address in a file, where none is read',
      { HOST: '0.0.0.0', ACCESS_PASSWORD: PASSWORD, PUBLIC_ORIGIN_FILE: '/dev/null' },
      'PUBLIC_ORIGIN',
    ],
    [
      'T-06 a public address without access control',
      { PUBLIC_ORIGIN: 'https://trio.example' },
      'ACCESS_PASSWORD',
    ],
    ['T-73 another upstream', { ...LIVE, GRAPH_API_URL: 'https://evil.example' }, 'GRAPH_API_URL'],
    [
      'T-73 a loopback look-alike',
      { ...LIVE, GRAPH_API_URL: 'http://127.0.0.1.evil.example' },
      'GRAPH_API_URL',
    ],
    [
      'T-73 a user in the upstream',
      { ...LIVE, GRAPH_API_URL: 'http://127.0.0.1@evil.example' },
      'GRAPH_API_URL',
    ],
    ['certificates unchecked', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED'],
    [
      'a variable and its file',
      { ACCESS_PASSWORD: PASSWORD, ACCESS_PASSWORD_FILE: '/dev/null' },
      'ACCESS_PASSWORD_FILE',
    ],
    ['a short password', { ACCESS_PASSWORD: 'fourteen chars' }, 'ACCESS_PASSWORD'],
    ['the password of the example', { ACCESS_PASSWORD: 'choose-a-long-passphrase' }, 'ACCESS_PASSWORD'],
    ['a file that is not there', { ACCESS_PASSWORD_FILE: '/nowhere/at/all' }, 'ACCESS_PASSWORD_FILE'],
    [
      'an origin with a path',
      { PUBLIC_ORIGIN: 'https://trio.example/x', ACCESS_PASSWORD: PASSWORD },
      'PUBLIC_ORIGIN',
    ],
    ['a host name in the proxies', { TRUSTED_PROXIES: '10.0.0.0/8,proxy.local' }, 'TRUSTED_PROXIES'],
    ['a range that is too wide', { TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
    [
      'two ways to get in',
      { ACCESS_PASSWORD: PASSWORD, AUTH_HEADER: 'X-User', TRUSTED_PROXIES: '::1' },
      'AUTH_HEADER',
    ],
    ['a port beyond the last', { PORT: '65536' }, 'PORT'],
    ['a negative cap', { SENDS_PER_DAY: '-1' }, 'SENDS_PER_DAY'],
    [
      'a recipient without country code',
      { ALLOWED_RECIPIENTS: '+16505551234,(650) 555' },
      'ALLOWED_RECIPIENTS',
    ],
    ['another database', { DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
  ])('refuses %s', (_, variables, name) => {
    const faults = faultsOf(variables)
    expect(faults.join('\n')).toContain(name)
    for (const value of Object.values(variables).filter((one) => one.length > 8)) {
      const isQuoted = value.startsWith('https://trio.example') || value === '127.0.0.1'
      if (!isQuoted) expect(faults.join('\n')).not.toContain(value)
    }
  })

  it.each([
    ['nothing', {}],
    ['a password on loopback', { ACCESS_PASSWORD: PASSWORD }],
    [
      'everything behind a proxy',
      { HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://trio.example', ACCESS_PASSWORD: PASSWORD },
    ],
    [
      'a proxy that names users',
      {
        HOST: '::',
        PUBLIC_ORIGIN: 'https://a.example,https://b.example',
        AUTH_HEADER: 'X-User',
        TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      },
    ],
    [
      'empty variables, as composing tools write them',
      { WHATSAPP_ACCESS_TOKEN: '', ACCESS_PASSWORD: '', PORT: '' },
    ],
    ['an emulator', { ...LIVE, GRAPH_API_URL: 'http://localhost:4004' }],
  ])('starts with %s', (_, variables) => {
    expect(faultsOf(variables)).toEqual([])
  })

  it('reads a secret from a file, without its line break', () => {
    const folder = startFolder()
    const database = 'postgres://trio:SECRETPW@db.internal/trio'
    writeFileSync(join(folder, 'token'), `${CANARY}\n`)
    writeFileSync(join(folder, 'database'), `${database}\n`)
    const result = readEnvironment({
      WHATSAPP_ACCESS_TOKEN_FILE: join(folder, 'token'),
      WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
      DATABASE_URL_FILE: join(folder, 'database'),
    })
    expect(result.ok && result.environment.account?.accessToken.reveal()).toBe(CANARY)
    expect(result.ok && result.environment.databaseUrl.reveal()).toBe(database)
  })

  it('refuses a file .env that it cannot read, which could have held the token', async () => {
    const folder = startFolder()
    // Stands for a file without the right to read it, which the root of a container does not know.
    symlinkSync('/nowhere/at/all', join(folder, '.env'))
    const child = startChild({}, folder)
    expect(await child.exit).toBe(78)
    expect(child.output()).toContain('.env is there but cannot be read')
  })

  it('warns where the network can read along', () => {
    const result = readEnvironment({ PUBLIC_ORIGIN: 'http://192.168.1.20:3000', ACCESS_PASSWORD: PASSWORD })
    expect(result.ok && result.warnings.join()).toContain('unencrypted')
  })

  it('T-R31 a second server on the same file is refused with a sentence', async () => {
    const first = startChild()
    await first.ready
    const second = startChild({}, first.folder)
    expect(await second.exit).toBe(78)
    expect(second.output()).toContain('Another Trio is using')
    await stopChild(first)
  })

  it.each(['', ' ', 'Infinity', '-1', 'week'])(
    'refuses to purge what is older than "%s" days',
    async (days) => {
      const child = startChild({}, startFolder(), ['purge', days])
      expect(await child.exit).toBe(78)
      expect(child.output()).toContain('a whole number of days')
    },
  )

  it('refuses a command that there is not, instead of serving', async () => {
    const child = startChild({}, startFolder(), ['purg'])
    expect(await Promise.race([child.exit, child.ready])).toBe(78)
    expect(child.output()).toContain('purge')
  })

  it('says on standard error that nobody takes its log any more, and stops', async () => {
    const child = startChild()
    child.process.stdout?.destroy()
    expect(await child.exit).toBe(1)
    expect(child.output()).toContain('its log cannot be written to standard output')
  })
})

function startFolder(): string {
  return execFileSync('mktemp', ['-d']).toString().trim()
}

/** Addresses on which a process listens, by the kernel's own table. */
function listSockets(pid = 0): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
      } catch {
        return []
      }
    }),
  )
  const rows = ['tcp', 'tcp6'].flatMap((name) =>
    readFileSync(`/proc/${pid}/net/${name}`, 'utf8').split('\n').slice(1),
  )
  return rows.flatMap((row) => {
    const [, local = '', , state, , , , , , inode = ''] = row.trim().split(/\s+/)
    if (state !== '0A' || !inodes.has(inode)) return []
    const hex = local.split(':')[0] ?? ''
    return hex.length === 8 ? [Buffer.from(hex, 'hex').reverse().join('.')] : [`ipv6 ${hex}`]
  })
}
