import { emptyDraft } from '#whatsapp/draft.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from '../form.ts'
import { replaceDraft } from '../replace-draft.ts'
import { fitFields } from '../show-draft.ts'
import { adopt, begin, keep, PREFIX, readCurrent, setCurrent, toContent } from './current-draft.ts'
import { downloadDraft } from './download.ts'
import { parseRecord } from './draft-record.ts'
import type { Version } from './history.ts'
import { takeVersion } from './history.ts'
import { isStorageBlocked, listShelf, readRecord } from './shelf.ts'

/** A draft that was left for another one. */
type Left = { id: string; name: string; content: string; isKept: boolean }

const left = new Map<number, Left>()

/** Puts a draft of this browser into the editor. */
export function openDraft(form: MessageForm, id: string): void {
  const text = localStorage.getItem(PREFIX + id)
  const record = text === null ? undefined : parseRecord(text)
  if (!record || text === null) return
  leave(form)
  adopt(record, text)
  arrive(form, record.draft)
}

/** Leaves the current draft for the latest of the others. */
export function openAnother(form: MessageForm): void {
  const next = listShelf().find(({ id }) => id !== readCurrent().id && readRecord(id))
  if (next) openDraft(form, next.id)
  else startBlank(form)
}

/** Begins a draft with a finished message. The recipient that stands in an untouched one goes along. */
export function startDraft(form: MessageForm, draft: MessageDraft, name: string, isStarter = false): void {
  const to = form.getValues('to')
  leave(form)
  const isUntouched = readCurrent().saving === 'new'
  begin(name)
  arrive(form, isUntouched ? { ...draft, to } : draft)
  keep()
  // A starter as it is needs no download when it is left, and is not missing where it cannot be kept.
  const { saving, line } = readCurrent()
  if (isStarter && saving === 'failed') begin(name, draft, line)
}

/** Begins with nothing; it is kept as soon as there is something. */
export function startBlank(form: MessageForm): void {
  leave(form)
  begin('', emptyDraft())
  arrive(form, emptyDraft())
}

/** Brings a version back. What it takes the place of is a version too by then. */
export async function restoreVersion(
  form: MessageForm,
  id: string,
  name: string,
  { draft }: Version,
): Promise<void> {
  const isOther = id !== readCurrent().id
  // Another tab deleted its draft: it becomes one again, and takes the place of none.
  if (isOther && !readRecord(id)) return startDraft(form, draft, name)
  if (isOther) openDraft(form, id)
  keep()
  const before = readRecord(id)
  if (before) await takeVersion(before)
  replaceDraft(form, { ...draft, to: form.getValues('to') })
  keep()
  const after = readRecord(id)
  if (after) await takeVersion(after)
}

function leave(form: MessageForm): void {
  keep()
  const { name, saving } = readCurrent()
  // What could not be kept is not lost either.
  if (saving === 'failed') downloadDraft(form.getValues(), name)
  noteLeft(form)
}

/** Undo leads back to a draft, or redo on to it: what it brings belongs to that one, and never into the one left for it. */
export function returnTo(form: MessageForm, line: number): void {
  keep()
  noteLeft(form)
  const known = left.get(line)
  const text = known && !isStorageBlocked() ? localStorage.getItem(PREFIX + known.id) : null
  const record = text === null ? undefined : parseRecord(text)
  // What another tab made of it since is left alone, and what was deleted is another one from now on.
  if (known && record && text !== null && toContent(record.draft) === known.content) adopt(record, text, line)
  else begin(known?.name ?? '', known && !known.isKept ? JSON.parse(known.content) : undefined, line)
}

function noteLeft(form: MessageForm): void {
  const { id, line, name, saving } = readCurrent()
  left.set(line, { id, name, content: toContent(form.getValues()), isKept: saving !== 'new' })
}

function arrive(form: MessageForm, draft: MessageDraft): void {
  setCurrent({ notice: undefined })
  replaceDraft(form, fitFields(draft))
}
