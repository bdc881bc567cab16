import type { Secret } from './secret.ts'

const FIELDS = [
  'reqId',
  'route',
  'status',
  'ms',
  'key',
  'outcome',
  'reason',
  'upstreamCode',
  'fbtraceId',
  'to',
  'mode',
  'address',
  'store',
  'graphVersion',
  'count',
] as const

const LISTED: ReadonlySet<string> = new Set(FIELDS)
const FLUSH_AFTER = 20

export type Fields = Partial<Record<(typeof FIELDS)[number], string | number | undefined>>

export type Log = (level: 'info' | 'warn' | 'error', event: string, fields?: Fields) => void

export type Scrub = (text: string) => string

/** One JSON line per event. Only listed fields get in, whatever the caller hands over, and every line is scrubbed. */
export function createLog(write: (line: string) => void, scrub: Scrub): Log {
  return (level, event, fields = {}) => {
    let line = `{"ts":"${new Date().toISOString()}","level":"${level}","event":"${event}"`
    for (const [name, value] of Object.entries(fields))
      if (LISTED.has(name) && value !== undefined) line += `,"${name}":${JSON.stringify(value)}`
    write(`${scrub(line)}}\n`)
  }
}

/** To the standard output, the lines of some milliseconds at once: each write stops everything else. */
export function createPrint(): (line: string) => void {
  let lines = ''
  const flush = (): void => {
    process.stdout.write(lines)
    lines = ''
  }
  process.on('exit', flush)
  return (line) => {
    if (lines === '') setTimeout(flush, FLUSH_AFTER)
    lines += line
  }
}

/** Removes secrets in the forms in which they leak: raw, base64, URL-encoded, and the beginning that people paste. */
export function createScrub(secrets: readonly Secret[]): Scrub {
  const raws = secrets.map((secret) => secret.reveal())
  const forms = raws
    .flatMap((raw) => [raw, Buffer.from(raw).toString('base64'), encodeURIComponent(raw)])
    .filter((form) => form.length >= 8)
  // What was cut off somewhere behind its beginning goes up to where it was cut.
  const beginnings = raws
    .map((raw) => raw.slice(0, 16))
    .filter((beginning) => beginning.length >= 8)
    .map((beginning) => new RegExp(`${beginning.replace(/[^\w]/g, '\\$&')}[\\w|.-]*`, 'g'))
  const patterns = [...new Set(forms), ...beginnings]
  return (text) => patterns.reduce<string>((cleared, one) => cleared.replaceAll(one, '[redacted]'), text)
}
