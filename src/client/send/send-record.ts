import { RECORDS } from './has-record.ts'

/**
 * What is remembered of a send that is not settled: its key, so that a retry or a reloaded page asks for the same one.
 * The recipient is kept as its last digits only; `content` tells the message whoever gets it.
 */
export type SendRecord = {
  key: string
  content: string
  state: 'pending' | 'not_sent' | 'unknown'
  tail: string
  supersedes?: string
}

// Where the browser stores nothing, a retry still finds its key as long as the page lives.
const memory = new Map<string, string>()

export function readRecord(fingerprint: string): SendRecord | undefined {
  return parseRecord(read(RECORDS + fingerprint))
}

export function writeRecord(fingerprint: string, record: SendRecord): void {
  write(RECORDS + fingerprint, JSON.stringify(record))
}

export function dropRecord(fingerprint: string): void {
  remove(RECORDS + fingerprint)
}

/** Sends that somebody has to be told about: they were under way, or their outcome unknown, when the page was left. */
export function listOpenRecords(): { fingerprint: string; record: SendRecord }[] {
  return listNames(RECORDS).flatMap((name) => {
    const fingerprint = name.slice(RECORDS.length)
    const record = readRecord(fingerprint)
    return record && record.state !== 'not_sent' ? [{ fingerprint, record }] : []
  })
}

// What an edit left behind while its outcome was unknown. Whoever comes back to that message, also in another tab or after a
// reload, must not send it under another key; a day later it is most likely meant anew.
const ASIDE = 'trio.aside.'
const ASIDE_FOR = 24 * 3600 * 1000

export function setAside(fingerprint: string): void {
  const record = readRecord(fingerprint)
  dropRecord(fingerprint)
  // Asked for with each key of an edit; the first one has moved it.
  if (!record) return
  for (const name of listNames(ASIDE)) if (!parseAside(read(name))) remove(name)
  if (record.state !== 'not_sent')
    write(ASIDE + fingerprint, JSON.stringify({ ...record, since: Date.now() }))
}

export function takeAside(fingerprint: string): SendRecord | undefined {
  const record = parseAside(read(ASIDE + fingerprint))
  remove(ASIDE + fingerprint)
  return record
}

function parseAside(text: string | null | undefined): SendRecord | undefined {
  const since: unknown = text && attempt(() => JSON.parse(text))?.since
  return typeof since === 'number' && Date.now() - since < ASIDE_FOR ? parseRecord(text) : undefined
}

function parseRecord(text: string | null | undefined): SendRecord | undefined {
  const json: unknown = text ? attempt(() => JSON.parse(text)) : undefined
  if (typeof json !== 'object' || json === null) return undefined
  const { key, content = '', state, tail, supersedes } = json as Record<string, unknown>
  if (typeof key !== 'string' || typeof tail !== 'string' || typeof content !== 'string') return undefined
  if (state !== 'pending' && state !== 'not_sent' && state !== 'unknown') return undefined
  return { key, content, state, tail, ...(typeof supersedes === 'string' && { supersedes }) }
}

function read(name: string): string | null | undefined {
  return memory.get(name) ?? attempt(() => localStorage.getItem(name))
}

function write(name: string, text: string): void {
  attempt(() => localStorage.setItem(name, text))
  if (attempt(() => localStorage.getItem(name)) === text) memory.delete(name)
  else memory.set(name, text)
}

function remove(name: string): void {
  memory.delete(name)
  attempt(() => localStorage.removeItem(name))
}

function listNames(prefix: string): string[] {
  return (attempt(() => Object.keys(localStorage)) ?? []).filter((name) => name.startsWith(prefix))
}

/** Storage may be full or forbidden; sending works without it. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
