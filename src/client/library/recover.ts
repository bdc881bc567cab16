import type { MessageForm } from '../form.ts'
import { replaceDraft } from '../replace-draft.ts'
import { adopt, newId, PREFIX, readCurrent, toContent } from './current-draft.ts'
import type { DraftRecord } from './draft-record.ts'
import { listCopies } from './history.ts'
import { nameOf, readRecord } from './shelf.ts'

/** Brings back what was kept but had not reached the disk when the browser was killed, and opens it where it stood. */
export async function recover(form: MessageForm): Promise<void> {
  const before = toContent(form.getValues())
  const lost = (await listCopies()).filter(isLost).sort((a, b) => b.updatedAt - a.updatedAt)
  const isEdited = toContent(form.getValues()) !== before
  const { id, saving } = readCurrent()
  for (const record of lost) if (record.id !== id) store(record)
  const mine = lost.find((record) => record.id === id)
  if (mine && isEdited) store({ ...mine, id: newId(), name: `${nameOf(mine)} (recovered)` })
  const shown = mine ?? (saving === 'new' ? lost[0] : undefined)
  if (!shown || isEdited) return
  adopt(shown, store(shown), readCurrent().line)
  replaceDraft(form, shown.draft)
}

function isLost({ id, rev }: DraftRecord): boolean {
  const record = readRecord(id)
  return !record || record.rev < rev
}

function store(record: DraftRecord): string {
  const text = JSON.stringify(record)
  localStorage.setItem(PREFIX + record.id, text)
  return text
}
