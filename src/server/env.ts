import { lstatSync, readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import { parseTo } from '#whatsapp/recipient.ts'
import { Secret } from './secret.ts'
import { parseDatabaseUrl } from './store/database-url.ts'

export type Access =
  | { kind: 'none' }
  | { kind: 'password'; password: Secret }
  | { kind: 'proxy'; header: string }

/** The number that sends, and the token that may do it. */
export type Account = { accessToken: Secret; phoneNumberId: string; graphUrl: string }

export type Environment = ReturnType<typeof readAll>

type Variables = Record<string, string | undefined>
type Result = { ok: true; environment: Environment; warnings: string[] } | { ok: false; faults: string[] }

const GRAPH_URL = 'https://graph.facebook.com'
const EXAMPLE_PASSWORD = 'choose-a-long-passphrase'
// First patch levels that mend the crashes by HTTP/2, TLS server names and hash flooding of March 2026.
const NODE_FLOORS: Record<string, string> = { 20: '20.20.2', 22: '22.22.2', 24: '24.14.1' }

/** The variables of this process, and those of the file `.env` in the working directory; what is set already wins. */
export function loadEnvironment(): Result {
  try {
    process.loadEnvFile()
  } catch {
    // Node says of a file that it may not read that it is not there.
    if (lstatSync('.env', { throwIfNoEntry: false }))
      return {
        ok: false,
        faults: ['The file .env is there but cannot be read. Give this user the right to.'],
      }
  }
  return readEnvironment(process.env)
}

/** Reads every variable once, takes the secrets out of them, and lists all faults; never a value. */
export function readEnvironment(variables: Variables): Result {
  const reader = createReader(variables)
  const environment = readAll(reader)
  for (const name of reader.secrets) delete variables[name]
  const { faults } = reader
  if (faults.length > 0) return { ok: false, faults }
  const plain = environment.publicOrigins.filter(isPlainHttp)
  const warnings = plain.map(
    (origin) =>
      `PUBLIC_ORIGIN is ${origin}: passwords and messages cross the network unencrypted. Prefer https.`,
  )
  const { node } = process.versions
  const floor = NODE_FLOORS[Number.parseInt(node, 10)] ?? node
  if (node.localeCompare(floor, 'en', { numeric: true }) < 0)
    warnings.push(`Node ${node} has known security faults. Update to ${floor} or later.`)
  return { ok: true, environment, warnings }
}

function readAll(reader: Reader) {
  const publicOrigins = reader.list(
    'PUBLIC_ORIGIN',
    parseOrigin,
    'an origin such as https://trio.example, without a path',
  )
  const recipients = reader.list(
    'ALLOWED_RECIPIENTS',
    parseRecipient,
    'a phone number with its country code, such as +16505551234',
  )
  const host =
    reader.text('HOST', /^[a-z\d.-]+$|^[\da-f.]*:[\da-f.]*:[\da-f:.]*$/i, 'an address or host name') ??
    '127.0.0.1'
  const trustedProxies = readProxies(reader)
  const access = readAccess(reader)
  if (!isLoopbackHost(host) || !publicOrigins.every(isLoopbackUrl)) refuseOpenDoors(reader, access)
  if (reader.raw('NODE_TLS_REJECT_UNAUTHORIZED') === '0')
    reader.fault('NODE_TLS_REJECT_UNAUTHORIZED=0 switches off the check of certificates. Remove it.')
  return {
    /** Absent: nothing is configured, the simulator runs. */
    account: readAccount(reader),
    appSecret: reader.secret('WHATSAPP_APP_SECRET', /^[!-~]{8,256}$/),
    verifyToken: reader.secret('WHATSAPP_WEBHOOK_VERIFY_TOKEN', /^[!-~]{8,256}$/),
    graphVersion: reader.text('GRAPH_API_VERSION', /^v\d{2}\.\d$/, 'a version such as v26.0') ?? 'v26.0',
    host,
    port: reader.number('PORT', 3000, 65_535),
    /** Exact origins under which others reach this server; empty on loopback. */
    publicOrigins,
    /** People come by https alone, but for those at this computer. */
    https: publicOrigins.some((origin) => origin.startsWith('https:')) && !publicOrigins.some(isPlainHttp),
    /** Others come unencrypted. */
    plainHttp: publicOrigins.some(isPlainHttp),
    access,
    trustedProxies,
    databaseUrl: readDatabaseUrl(reader),
    /** Digits of numbers, and user ids as they are; absent: everybody. */
    allowedRecipients: recipients.length > 0 ? new Set(recipients) : undefined,
    sendsPerMinute: reader.number('SENDS_PER_MINUTE', 60, 1_000_000),
    sendsPerDay: reader.number('SENDS_PER_DAY', 1000, 100_000_000),
    /** Whatever no line of the log may hold. */
    secrets: reader.found,
  }
}

type Reader = ReturnType<typeof createReader>

/** Looks variables up and notes what is wrong with them. An empty one counts as unset, as composing tools write them. */
function createReader(variables: Variables) {
  const faults: string[] = []
  const secrets: string[] = []
  const found: Secret[] = []
  const raw = (name: string): string | undefined => variables[name]?.trim() || undefined
  const fault = (text: string): void => void faults.push(text)
  return {
    faults,
    secrets,
    found,
    raw,
    fault,
    /** A secret that is set in either way, well or not. */
    hasSecret: (name: string) => raw(name) !== undefined || raw(`${name}_FILE`) !== undefined,
    text: (name: string, pattern: RegExp, wanted: string) => {
      const value = raw(name)
      if (value === undefined || pattern.test(value)) return value
      fault(`${name} is not ${wanted}.`)
      return undefined
    },
    secret: (name: string, pattern: RegExp, wanted = 'a fresh copy, without blanks or line breaks') => {
      secrets.push(name)
      const file = raw(`${name}_FILE`)
      if (file && raw(name)) fault(`${name} and ${name}_FILE are both set. Keep one.`)
      const value = file ? readSecretFile(file) : raw(name)
      if (file && value === undefined) fault(`${name}_FILE cannot be read, or is empty.`)
      if (value === undefined) return undefined
      const secret = new Secret(value)
      found.push(secret)
      if (pattern.test(value)) return secret
      fault(`${name} is malformed: it needs ${wanted}.`)
      return undefined
    },
    list: <T>(name: string, parse: (entry: string) => T | undefined, wanted: string): T[] => {
      const entries = (raw(name) ?? '').split(',').flatMap((entry) => entry.trim() || [])
      // A list of nothing could mean everybody or nobody.
      if (raw(name) && entries.length === 0)
        fault(`${name} is set but names nothing. Fill it in or remove it.`)
      const parsed = entries.map(parse)
      parsed.forEach((one, index) => {
        if (one === undefined) fault(`${name}: entry ${index + 1} is not ${wanted}.`)
      })
      return parsed.filter((one) => one !== undefined)
    },
    number: (name: string, fallback: number, largest: number) => {
      const value = raw(name) ?? String(fallback)
      if (/^\d{1,9}$/.test(value) && Number(value) <= largest) return Number(value)
      fault(`${name} is not a whole number from 0 to ${largest}.`)
      return fallback
    },
  }
}

function readSecretFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

function readAccount(reader: Reader): Account | undefined {
  const accessToken = reader.secret('WHATSAPP_ACCESS_TOKEN', /^[A-Za-z0-9_|.-]{20,1024}$/)
  const wanted = 'the id of the number: 5 to 20 digits'
  const phoneNumberId = reader.text('WHATSAPP_PHONE_NUMBER_ID', /^\d{5,20}$/, wanted)
  const graphUrl = reader.raw('GRAPH_API_URL') ?? GRAPH_URL
  if (graphUrl !== GRAPH_URL && !isLoopbackUrl(graphUrl))
    reader.fault(
      'GRAPH_API_URL may only be left out or be a loopback address (http://127.0.0.1:…), for emulators and tests.',
    )
  const isLive = reader.hasSecret('WHATSAPP_ACCESS_TOKEN')
  if (isLive !== (reader.raw('WHATSAPP_PHONE_NUMBER_ID') !== undefined))
    reader.fault(
      `${isLive ? 'WHATSAPP_PHONE_NUMBER_ID' : 'WHATSAPP_ACCESS_TOKEN (or _FILE)'} is missing beside ` +
        `${isLive ? 'WHATSAPP_ACCESS_TOKEN' : 'WHATSAPP_PHONE_NUMBER_ID'}. Set both, or neither for the simulator.`,
    )
  return accessToken && phoneNumberId
    ? { accessToken, phoneNumberId, graphUrl: URL.canParse(graphUrl) ? new URL(graphUrl).origin : '' }
    : undefined
}

function readAccess(reader: Reader): Access {
  const password = reader.secret('ACCESS_PASSWORD', /^[^\p{Cc}]{15,1024}$/u, 'at least 15 characters')
  if (password?.reveal() === EXAMPLE_PASSWORD)
    reader.fault('ACCESS_PASSWORD is still the example. Choose your own.')
  const header = reader.text('AUTH_HEADER', /^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'the name of a header')
  if (header && !reader.raw('TRUSTED_PROXIES'))
    reader.fault(
      'AUTH_HEADER is set but TRUSTED_PROXIES is not: anybody could write that header. Name the addresses of the proxy.',
    )
  if (header && password)
    reader.fault('ACCESS_PASSWORD and AUTH_HEADER are both set. Choose one way to get in.')
  if (header) return { kind: 'proxy', header: header.toLowerCase() }
  return password ? { kind: 'password', password } : { kind: 'none' }
}

function refuseOpenDoors(reader: Reader, access: Access): void {
  if (access.kind === 'none' && !reader.hasSecret('ACCESS_PASSWORD'))
    reader.fault(
      'Others can reach this server (HOST or PUBLIC_ORIGIN is not loopback), but nothing keeps strangers out. Set ACCESS_PASSWORD ' +
        '(15 characters or more) or ACCESS_PASSWORD_FILE; or AUTH_HEADER with TRUSTED_PROXIES; or leave HOST at 127.0.0.1.',
    )
  if (!reader.raw('PUBLIC_ORIGIN'))
    reader.fault(
      'HOST is not loopback, so PUBLIC_ORIGIN is needed: the address that people type, such as https://trio.example.',
    )
}

/** A secret, for it may have a password in it. */
function readDatabaseUrl(reader: Reader): Secret {
  const url = reader.secret('DATABASE_URL', /./) ?? new Secret('file:data/trio.db')
  const location = parseDatabaseUrl(url.reveal())
  if (location.kind === 'invalid') reader.fault(`DATABASE_URL cannot be used: ${location.message}.`)
  return url
}

function readProxies(reader: Reader): BlockList {
  const list = new BlockList()
  const wanted = 'an address or range such as 10.0.0.0/8'
  for (const range of reader.list('TRUSTED_PROXIES', parseRange, wanted)) list.addSubnet(...range)
  return list
}

function parseRange(entry: string): [address: string, bits: number, family: 'ipv4' | 'ipv6'] | undefined {
  const [, address = '', given] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? []
  const [family, largest] = isIP(address) === 6 ? (['ipv6', 128] as const) : (['ipv4', 32] as const)
  const bits = Number(given ?? largest)
  return isIP(address) > 0 && bits <= largest ? [address, bits, family] : undefined
}

function parseRecipient(entry: string): string | undefined {
  if (/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/.test(entry)) return entry
  const parsed = parseTo(entry)
  return parsed.ok ? parsed.digits : undefined
}

function parseOrigin(entry: string): string | undefined {
  const url = URL.canParse(entry) ? new URL(entry) : undefined
  return url?.origin === entry && /^https?:$/.test(url.protocol) ? entry : undefined
}

function isPlainHttp(origin: string): boolean {
  return origin.startsWith('http:') && !isLoopbackUrl(origin)
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
