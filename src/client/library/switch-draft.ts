import { emptyDraft } from '#whatsapp/draft.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import type { MessageForm } from '../form.ts'
import { replaceDraft } from '../replace-draft.ts'
import {
  adopt,
  beforeKeeping,
  begin,
  keep,
  PREFIX,
  readCurrent,
  setCurrent,
  toContent,
} from './current-draft.ts'
import { downloadDraft } from './download.ts'
import { parseRecord } from './draft-record.ts'
import type { Version } from './history.ts'
import { takeVersion } from './history.ts'
import { readRecord } from './shelf.ts'

/** Where the form stood when another draft took its place, so that undo leads back to the draft and not only to its text. */
type Left = { id: string; name: string; content: string; isKept: boolean; nextName: string }

const TRAIL_MAX = 50
const trail: Left[] = []
let lastContent = ''

beforeKeeping(followUndo)

/** Puts a draft of this browser into the editor. */
export function openDraft(form: MessageForm, id: string): void {
  const text = localStorage.getItem(PREFIX + id)
  const record = text === null ? undefined : parseRecord(text)
  if (!record || text === null) return
  leave(form, record.name)
  adopt(record, text)
  arrive(form, record.draft)
}

/** Begins with a finished message: in the current draft as long as nothing is written in it, else in a new one. */
export function startDraft(form: MessageForm, draft: MessageDraft, name: string): void {
  const to = form.getValues('to')
  leave(form, name)
  const isUntouched = readCurrent().saving === 'new'
  if (isUntouched) setCurrent({ name })
  else begin(name)
  arrive(form, isUntouched ? { ...draft, to } : draft)
  keep()
}

/** Begins with nothing; it is kept as soon as there is something. */
export function startBlank(form: MessageForm): void {
  leave(form, '')
  begin('', emptyDraft())
  arrive(form, emptyDraft())
}

/** Brings a version back. What it takes the place of is a version too by then. */
export async function restoreVersion(form: MessageForm, id: string, { draft }: Version): Promise<void> {
  if (id !== readCurrent().id) openDraft(form, id)
  keep()
  const before = readRecord(id)
  if (before) await takeVersion(before)
  replaceDraft(form, { ...draft, to: form.getValues('to') })
  keep()
  const after = readRecord(id)
  if (after) await takeVersion(after)
}

function leave(form: MessageForm, nextName: string): void {
  keep()
  const { name, saving } = readCurrent()
  // What could not be kept is not lost either.
  if (saving === 'failed') downloadDraft(form.getValues(), name)
  noteLeft(toContent(form.getValues()), nextName)
}

function noteLeft(content: string, nextName: string): void {
  const { id, name, saving } = readCurrent()
  trail.push({ id, name, content, isKept: saving === 'saved', nextName })
  trail.splice(0, trail.length - TRAIL_MAX)
}

function arrive(form: MessageForm, draft: MessageDraft): void {
  setCurrent({ notice: undefined })
  replaceDraft(form, draft)
  lastContent = toContent(form.getValues())
}

/** Undo has brought back the text of a draft that was left: it belongs to that one, and never into the one left for it. */
function followUndo(content: string): void {
  if (content === lastContent) return
  const before = lastContent
  lastContent = content
  const left = trail.findLast((one) => one.content === content)
  if (!left) return
  const { id, name } = readCurrent()
  if (left.id === id) {
    if (name === left.nextName) setCurrent({ name: left.name })
    return
  }
  noteLeft(before, left.name)
  const text = localStorage.getItem(PREFIX + left.id)
  const record = text === null ? undefined : parseRecord(text)
  if (record && text !== null && toContent(record.draft) === content) adopt(record, text)
  // It was deleted or changed since, or never written in.
  else begin(left.name, left.isKept ? undefined : JSON.parse(content))
}
