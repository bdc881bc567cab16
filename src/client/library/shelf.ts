import { KEEP_RECIPIENTS, keep, newId, PREFIX, readCurrent, rename, toContent } from './current-draft.ts'
import type { DraftRecord } from './draft-record.ts'
import { parseRecord, titleOf } from './draft-record.ts'
import type { Version } from './history.ts'
import { bringBackHistory, dropHistory, keepCopy } from './history.ts'

/** A draft in the list, not read yet. */
export type Shelved = { id: string; updatedAt: number; text: string }

export type Removed = Shelved & { versions: Version[] }

/** Whether the browser was told to keep nothing of this site; then each look at its storage throws. */
export function isStorageBlocked(): boolean {
  try {
    return localStorage === null
  } catch {
    return true
  }
}

/** All drafts of this browser, the latest first. Only the time is looked for in each: five hundred are listed like one. */
export function listShelf(): Shelved[] {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => toShelved(key.slice(PREFIX.length), localStorage.getItem(key) ?? ''))
    .sort((a, b) => b.updatedAt - a.updatedAt)
}

// No text of a message can look like this: there a backslash stands before each quotation mark.
const UPDATED_AT = /"updatedAt":(\d+)/

function toShelved(id: string, text: string): Shelved {
  return { id, text, updatedAt: Number(UPDATED_AT.exec(text)?.[1] ?? 0) }
}

export function readRecord(id: string): DraftRecord | undefined {
  const text = localStorage.getItem(PREFIX + id)
  return text === null ? undefined : parseRecord(text)
}

export function nameOf({ name, draft }: Pick<DraftRecord, 'name' | 'draft'>): string {
  return name.trim() || titleOf(draft)
}

/** Everything that somebody may remember of a draft, in small letters. */
export function toSearchText(record: DraftRecord): string {
  const { header, body, footer, buttons } = record.draft
  const texts = [nameOf(record), header.text, body, footer, ...buttons.map(({ title }) => title)]
  return texts.join('\n').toLowerCase()
}

export function renameShelved(id: string, name: string): void {
  if (id === readCurrent().id) {
    rename(name)
    keep()
    return
  }
  const record = readRecord(id)
  if (record) store({ ...record, name, rev: record.rev + 1 })
}

/** Puts a copy beside a draft and gives its name. */
export function duplicate({ id, ...record }: DraftRecord): string {
  const name = `${nameOf(record)} (copy)`
  store({ ...record, id: newId(), name, rev: 1, updatedAt: Date.now() })
  return name
}

/** Takes a draft away with all its versions, and gives what it takes to bring it back; nothing if it is gone already. */
export async function remove(id: string): Promise<Removed | undefined> {
  // First, or its copy would look like one of a draft that was lost.
  const versions = await dropHistory(id)
  const text = localStorage.getItem(PREFIX + id)
  if (text === null) return undefined
  localStorage.removeItem(PREFIX + id)
  return { ...toShelved(id, text), versions }
}

export async function bringBack({ id, text, versions }: Removed): Promise<void> {
  if (localStorage.getItem(PREFIX + id) === null) localStorage.setItem(PREFIX + id, text)
  await bringBackHistory(id, versions)
}

export function keepsRecipients(): boolean {
  return localStorage.getItem(KEEP_RECIPIENTS) !== null
}

// Meanwhile other tabs take the recipient out of the draft that they have open.
const OTHER_TABS_NEED = 500

/** Whether drafts keep their recipient. When that ends, none stays behind. */
export async function keepRecipients(isWished: boolean): Promise<void> {
  if (isWished) localStorage.setItem(KEEP_RECIPIENTS, 'yes')
  else localStorage.removeItem(KEEP_RECIPIENTS)
  keep()
  if (isWished) return
  await new Promise((resolve) => setTimeout(resolve, OTHER_TABS_NEED))
  for (const { id } of listShelf()) {
    const record = readRecord(id)
    const content = record && toContent(record.draft)
    if (record && content !== JSON.stringify(record.draft))
      store({ ...record, rev: record.rev + 1, draft: JSON.parse(content ?? '') })
  }
}

function store(record: DraftRecord): void {
  localStorage.setItem(PREFIX + record.id, JSON.stringify(record))
  void keepCopy(record)
}
