import { fileNameFromLink } from '#whatsapp/media.ts'
import { readMode } from '../../config.ts'

/** What this browser remembers of an upload; `at` in milliseconds since 1970, `mode` is where it went. */
export type UploadRecord = {
  id: string
  name: string
  size: number
  at: number
  mode: string
  remarks: string[]
}

const NAME = 'trio:uploads'
const RECORDS_MAX = 100

// Where the browser stores nothing, they are known as long as the page lives.
let records: UploadRecord[] = []

export function keepRecord(record: Omit<UploadRecord, 'at' | 'mode'>): void {
  const others = readRecords().filter(({ id }) => id !== record.id)
  records = [{ ...record, at: Date.now(), mode: readMode() ?? '' }, ...others].slice(0, RECORDS_MAX)
  try {
    localStorage.setItem(NAME, JSON.stringify(records))
  } catch {}
}

export function findRecord(id: string): UploadRecord | undefined {
  return readRecords().find((record) => record.id === id)
}

/** Whether nobody wrote this name of a document: it has none, or that of its link or of its uploaded file. */
export function isGivenName(filename: string, { link, id }: { link: string; id: string }): boolean {
  return ['', fileNameFromLink(link.trim()), findRecord(id)?.name].includes(filename.trim())
}

/** Other tabs write too, so what is stored comes before what is remembered. */
function readRecords(): UploadRecord[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null')
    return Array.isArray(stored) ? stored.filter(isRecord) : records
  } catch {
    return records
  }
}

function isRecord(value: unknown): value is UploadRecord {
  const { id, name, size, at, mode, remarks } = (value ?? {}) as Record<string, unknown>
  return (
    [id, name, mode].every((text) => typeof text === 'string') &&
    [size, at].every((number) => typeof number === 'number') &&
    Array.isArray(remarks) &&
    remarks.every((text) => typeof text === 'string')
  )
}
