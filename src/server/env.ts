import { BlockList, isIP } from 'node:net'
import { parseTo } from '#whatsapp/recipient.ts'
import { Secret } from './secret.ts'
import { Variables } from './variables.ts'

export type Access =
  | { kind: 'none' }
  | { kind: 'password'; password: Secret }
  | { kind: 'proxy'; header: string }

/** The number that sends, and the token that may do it. */
export type Account = { accessToken: Secret; phoneNumberId: string; graphUrl: string }

export type Environment = {
  /** Absent: nothing is configured, the simulator runs. */
  account: Account | undefined
  appSecret: Secret | undefined
  verifyToken: Secret | undefined
  graphVersion: string
  host: string
  port: number
  /** Exact origins under which others reach this server; empty on loopback. */
  publicOrigins: string[]
  access: Access
  trustedProxies: BlockList
  databaseUrl: Secret
  /** Digits of numbers, and user ids as they are; absent: everybody. */
  allowedRecipients: ReadonlySet<string> | undefined
  sendsPerMinute: number
  sendsPerDay: number
}

export type EnvironmentResult =
  | { ok: true; environment: Environment; warnings: string[] }
  | { ok: false; faults: string[] }

const GRAPH_URL = 'https://graph.facebook.com'
const EXAMPLE_PASSWORD = 'choose-a-long-passphrase'
const SECRETS = [
  'WHATSAPP_ACCESS_TOKEN',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_WEBHOOK_VERIFY_TOKEN',
  'ACCESS_PASSWORD',
  'DATABASE_URL',
]

/** Reads every variable once, takes the secrets out of the process's environment, and lists all faults; never a value. */
export function readEnvironment(
  variables: Record<string, string | undefined> = process.env,
): EnvironmentResult {
  const reader = new Variables(variables)
  const environment = readAll(reader)
  for (const name of SECRETS) delete variables[name]
  const { faults } = reader
  if (faults.length > 0) return { ok: false, faults }
  const plain = environment.publicOrigins.filter(
    (origin) => origin.startsWith('http:') && !isLoopbackUrl(origin),
  )
  const warnings = plain.map(
    (origin) =>
      `PUBLIC_ORIGIN is ${origin}: passwords and messages cross the network unencrypted. Prefer https.`,
  )
  return { ok: true, environment, warnings: [...warnings, ...warnAboutNode(process.versions.node)] }
}

/** Reads the file `.env` of the working directory, if there is one; what is set already wins. */
export function loadEnvironmentFile(): void {
  try {
    process.loadEnvFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function readAll(reader: Variables): Environment {
  const host =
    reader.text(
      'HOST',
      /^(localhost|[\d.]+|[\da-f:.]*:[\da-f:.]*|[a-z\d.-]+)$/i,
      'an address or host name',
    ) ?? '127.0.0.1'
  const publicOrigins = reader.list(
    'PUBLIC_ORIGIN',
    isOrigin,
    'an origin such as https://trio.example, without a path',
  )
  const trusted = reader.list('TRUSTED_PROXIES', isAddressRange, 'an address or range such as 10.0.0.0/8')
  const access = readAccess(reader, trusted)
  const exposed = !isLoopbackHost(host) || publicOrigins.some((origin) => !isLoopbackUrl(origin))
  if (exposed) refuseOpenDoors(reader, access, publicOrigins)
  if (reader.raw('NODE_TLS_REJECT_UNAUTHORIZED') === '0')
    reader.fault('NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of certificates. Remove it.')
  return {
    account: readAccount(reader),
    appSecret: reader.secret('WHATSAPP_APP_SECRET', /^[!-~]{8,256}$/),
    verifyToken: reader.secret('WHATSAPP_WEBHOOK_VERIFY_TOKEN', /^[!-~]{8,256}$/),
    graphVersion: reader.text('GRAPH_API_VERSION', /^v\d{2}\.\d$/, 'a version such as v26.0') ?? 'v26.0',
    host,
    port: reader.number('PORT', 3000, 65_535),
    publicOrigins,
    access,
    trustedProxies: toBlockList(trusted),
    databaseUrl: readDatabaseUrl(reader),
    allowedRecipients: readRecipients(reader),
    sendsPerMinute: reader.number('SENDS_PER_MINUTE', 60, 1_000_000),
    sendsPerDay: reader.number('SENDS_PER_DAY', 1000, 100_000_000),
  }
}

function readAccount(reader: Variables): Account | undefined {
  const accessToken = reader.secret('WHATSAPP_ACCESS_TOKEN', /^[A-Za-z0-9_|.-]{20,1024}$/)
  const phoneNumberId = reader.text(
    'WHATSAPP_PHONE_NUMBER_ID',
    /^\d{5,20}$/,
    'the id of the number: 5 to 20 digits',
  )
  const graphUrl = reader.raw('GRAPH_API_URL') ?? GRAPH_URL
  if (graphUrl !== GRAPH_URL && !isLoopbackUrl(graphUrl))
    reader.fault(
      'GRAPH_API_URL may only be left out or be a loopback address (http://127.0.0.1:…), for emulators and tests.',
    )
  const token = accessToken || reader.has('WHATSAPP_ACCESS_TOKEN')
  const id = phoneNumberId || reader.has('WHATSAPP_PHONE_NUMBER_ID')
  if (token && !id)
    reader.fault(
      'WHATSAPP_ACCESS_TOKEN is set but WHATSAPP_PHONE_NUMBER_ID is not. Set both, or neither for the simulator.',
    )
  if (id && !token)
    reader.fault(
      'WHATSAPP_PHONE_NUMBER_ID is set but WHATSAPP_ACCESS_TOKEN (or _FILE) is not. Set both, or neither for the simulator.',
    )
  return accessToken && phoneNumberId
    ? { accessToken, phoneNumberId, graphUrl: new URL(graphUrl).origin }
    : undefined
}

function readAccess(reader: Variables, trusted: string[]): Access {
  const password = reader.secret('ACCESS_PASSWORD', /^[^\p{Cc}]{15,1024}$/u, 'at least 15 characters')
  if (password?.reveal() === EXAMPLE_PASSWORD)
    reader.fault('ACCESS_PASSWORD is still the example. Choose your own.')
  const header = reader.text('AUTH_HEADER', /^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'the name of a header')
  if (header && trusted.length === 0)
    reader.fault(
      'AUTH_HEADER is set but TRUSTED_PROXIES is not: anybody could write that header. Name the addresses of the proxy.',
    )
  if (header && password)
    reader.fault('ACCESS_PASSWORD and AUTH_HEADER are both set. Choose one way to get in.')
  if (header) return { kind: 'proxy', header: header.toLowerCase() }
  return password ? { kind: 'password', password } : { kind: 'none' }
}

function refuseOpenDoors(reader: Variables, access: Access, publicOrigins: string[]): void {
  if (access.kind === 'none' && !reader.has('ACCESS_PASSWORD'))
    reader.fault(
      'Others can reach this server (HOST or PUBLIC_ORIGIN is not loopback), but nothing keeps strangers out. Set ACCESS_PASSWORD ' +
        '(15 characters or more) or ACCESS_PASSWORD_FILE; or AUTH_HEADER with TRUSTED_PROXIES; or leave HOST at 127.0.0.1.',
    )
  if (publicOrigins.length === 0 && !reader.has('PUBLIC_ORIGIN'))
    reader.fault(
      'HOST is not loopback, so PUBLIC_ORIGIN is needed: the address that people type, such as https://trio.example.',
    )
}

function readDatabaseUrl(reader: Variables): Secret {
  const url = reader.raw('DATABASE_URL') ?? 'file:data/trio.db'
  if (/^[a-z]+:\/\//i.test(url) && !/^(postgres(ql)?|file):\/\//.test(url))
    reader.fault(
      'DATABASE_URL is neither a file (file:data/trio.db) nor a PostgreSQL address (postgres://…).',
    )
  return new Secret(url)
}

function readRecipients(reader: Variables): ReadonlySet<string> | undefined {
  const isRecipient = (entry: string) => toRecipient(entry) !== undefined
  const entries = reader.list(
    'ALLOWED_RECIPIENTS',
    isRecipient,
    'a phone number with its country code, such as +16505551234',
  )
  return entries.length > 0 ? new Set(entries.flatMap((entry) => toRecipient(entry) ?? [])) : undefined
}

function toRecipient(entry: string): string | undefined {
  if (/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/.test(entry)) return entry
  const parsed = parseTo(entry)
  return parsed.ok ? parsed.digits : undefined
}

function isOrigin(entry: string): boolean {
  if (!URL.canParse(entry)) return false
  const { origin, protocol } = new URL(entry)
  return origin === entry && (protocol === 'https:' || protocol === 'http:')
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, username } = new URL(text)
  const host = hostname.replace(/^\[|\]$/g, '')
  return /^https?:$/.test(protocol) && pathname === '/' && username === '' && isLoopbackHost(host)
}

function isAddressRange(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/')
  const largest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return (
    rest.length === 0 &&
    largest > 0 &&
    (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= largest))
  )
}

function toBlockList(entries: string[]): BlockList {
  const list = new BlockList()
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(address, Number(bits ?? (family === 'ipv6' ? 128 : 32)), family)
  }
  return list
}

// First patch levels that mend the crashes by HTTP/2, TLS server names and hash flooding of March 2026.
const NODE_FLOORS: Record<number, string> = { 20: '20.20.2', 22: '22.22.2', 24: '24.14.1' }

function warnAboutNode(version: string): string[] {
  const floor = NODE_FLOORS[Number.parseInt(version, 10)]
  const older = floor !== undefined && version.localeCompare(floor, 'en', { numeric: true }) < 0
  return older ? [`Node ${version} has known security faults. Update to ${floor} or later.`] : []
}
