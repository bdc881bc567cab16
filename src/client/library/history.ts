import type { UseStore } from 'idb-keyval'
import { createStore, del, entries, get, set, update } from 'idb-keyval'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { DraftRecord } from './draft-record.ts'
import { parseRecord } from './draft-record.ts'

/** What a draft once was, without its recipient; `at` in epoch milliseconds. */
export type Version = { at: number; draft: MessageDraft }

const VERSIONS_MAX = 20
const PAUSE = 4000
const COPY_KEPT_FOR = 24 * 3600 * 1000

const versionStore = openStore('trio-versions')
const copyStore = openStore('trio-copies')

let pending: DraftRecord | undefined
let timer: ReturnType<typeof setTimeout> | undefined

addEventListener('visibilitychange', () => {
  if (document.hidden) void takePending()
})

/** Called with each record that was kept, and the text of the one that it took the place of. */
export function noteKept(record: DraftRecord, before: string | null): void {
  void keepCopy(record)
  const left = pending ?? (before === null ? undefined : parseRecord(before))
  if (left && (!pending || isExchanged(left, record))) void takeVersion(left)
  pending = record
  clearTimeout(timer)
  timer = setTimeout(takePending, document.hidden ? 0 : PAUSE)
}

/** Makes a version, unless there is one with this content: that one becomes the newest. */
export async function takeVersion({ id, updatedAt, draft }: DraftRecord): Promise<void> {
  const version = { at: updatedAt, draft: { ...draft, to: '' } }
  const content = JSON.stringify(version.draft)
  const add = (versions: Version[] = []) =>
    [version, ...versions.filter((other) => JSON.stringify(other.draft) !== content)]
      .sort((a, b) => b.at - a.at)
      .slice(0, VERSIONS_MAX)
  // A browser that keeps no versions still keeps the draft.
  await update<Version[]>(id, add, versionStore).catch(() => {})
}

/** The versions of a draft, newest first. Rejects where the browser keeps none. */
export async function listVersions(id: string): Promise<Version[]> {
  await takePending()
  return (await get<Version[]>(id, versionStore)) ?? []
}

/**
 * Copies the record to IndexedDB. Browsers write local storage to disk seconds or minutes later, and lose that much when they
 * are killed or the power fails; IndexedDB they write at once.
 */
export async function keepCopy(record: DraftRecord): Promise<void> {
  await set(record.id, record, copyStore).catch(() => {})
}

/** The copies of what was edited within a day. Older ones are let go: their records have long been on the disk. */
export async function listCopies(): Promise<DraftRecord[]> {
  const copies = (await entries<string, DraftRecord>(copyStore)).map(([, record]) => record)
  const since = Date.now() - COPY_KEPT_FOR
  for (const { id, updatedAt } of copies) if (updatedAt < since) await del(id, copyStore)
  return copies.filter(({ updatedAt }) => updatedAt >= since)
}

/** Forgets a draft and gives what it takes to bring it back. */
export async function dropHistory(id: string): Promise<Version[]> {
  try {
    const versions = await listVersions(id)
    await Promise.all([del(id, copyStore), del(id, versionStore)])
    return versions
  } catch {
    return []
  }
}

export async function bringBackHistory(id: string, versions: Version[]): Promise<void> {
  await set(id, versions, versionStore).catch(() => {})
}

async function takePending(): Promise<void> {
  clearTimeout(timer)
  const record = pending
  pending = undefined
  if (record) await takeVersion(record)
}

const PARTS = ['header', 'body', 'footer', 'buttons'] as const

/** Somebody who writes changes one part at a time; an import, a starter or undo of such a step changes several. */
function isExchanged(before: DraftRecord, after: DraftRecord): boolean {
  const changed = PARTS.filter(
    (part) => JSON.stringify(before.draft[part]) !== JSON.stringify(after.draft[part]),
  )
  return before.id !== after.id || changed.length > 1
}

/** A browser without IndexedDB throws with each use, where others reject: hence `async`. */
function openStore(name: string): UseStore {
  const store = createStore(name, 'drafts')
  return async (mode, work) => store(mode, work)
}
