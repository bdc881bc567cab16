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

// One item per message and recipient: tabs with the same draft share the key, others do not disturb each other.
const PREFIX = 'trio.send.'

// Where the browser stores nothing, a retry still finds its key as long as the page lives.
const memory = new Map<string, string>()

export function readRecord(fingerprint: string): SendRecord | undefined {
  const name = PREFIX + fingerprint
  return parseRecord(memory.get(name) ?? attempt(() => localStorage.getItem(name)))
}

export function writeRecord(fingerprint: string, record: SendRecord): void {
  const name = PREFIX + fingerprint
  const text = JSON.stringify(record)
  attempt(() => localStorage.setItem(name, text))
  if (attempt(() => localStorage.getItem(name)) === text) memory.delete(name)
  else memory.set(name, text)
}

export function dropRecord(fingerprint: string): void {
  memory.delete(PREFIX + fingerprint)
  attempt(() => localStorage.removeItem(PREFIX + fingerprint))
}

/** A send that somebody has to be told about: it was under way, or its outcome unknown, when the page was left. */
export function findOpenRecord(): { fingerprint: string; record: SendRecord } | undefined {
  const names = attempt(() => Object.keys(localStorage)) ?? []
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const fingerprint = name.slice(PREFIX.length)
    const record = readRecord(fingerprint)
    if (record && record.state !== 'not_sent') return { fingerprint, record }
  }
  return undefined
}

function parseRecord(text: string | null | undefined): SendRecord | undefined {
  const json: unknown = text ? attempt(() => JSON.parse(text)) : undefined
  if (typeof json !== 'object' || json === null) return undefined
  const { key, content = '', state, tail, supersedes } = json as Record<string, unknown>
  if (typeof key !== 'string' || typeof tail !== 'string' || typeof content !== 'string') return undefined
  if (state !== 'pending' && state !== 'not_sent' && state !== 'unknown') return undefined
  return { key, content, state, tail, ...(typeof supersedes === 'string' && { supersedes }) }
}

/** Storage may be full or forbidden; sending works without it. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
