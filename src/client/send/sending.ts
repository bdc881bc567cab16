import { judge } from '../check.ts'
import { readMode, refreshConfig } from '../config.ts'
import type { MessageForm } from '../form.ts'
import type { GoToField } from '../go-to-field.tsx'
import type { Parcel } from './courier.ts'
import { findFields, identifyContent, pack, resume, send, sendAnyway } from './courier.ts'
import type { SendEnd } from './send-end.ts'
import type { SendRecord } from './send-record.ts'
import { listOpenRecords, readRecord, setAside, takeAside, writeRecord } from './send-record.ts'
import type { SendView } from './use-send.ts'

// What a press does on the page. It is loaded, with all that it needs, when somebody comes near the button.

export type Desk = { form: MessageForm; goToField: GoToField; show: (view: SendView) => void }

type Ended = Extract<SendView, { phase: 'ended' }>

/** What was sent and to whom, as far as a page knows it that was reloaded since. */
export type Sent = Pick<Ended, 'fingerprint' | 'content' | 'to'>

/** Sends the draft, or leads to what is to fix; `undefined` leaves on the screen what is there. */
export async function sendDraft(desk: Desk): Promise<SendView | undefined> {
  const parcel = pack(desk.form.getValues())
  if (!parcel) return leadToFault(desk)
  takeUp(parcel.fingerprint)
  if (parcel.fingerprint === accepted.fingerprint && performance.now() - accepted.at < DELIBERATE_AFTER)
    return undefined
  return carry(desk, parcel, send)
}

/** Sends the draft although an earlier try may have gone out: a person has looked and decided so. */
export async function sendDraftAnyway(desk: Desk): Promise<SendView | undefined> {
  const parcel = pack(desk.form.getValues())
  if (!parcel) return leadToFault(desk)
  takeUp(parcel.fingerprint)
  return carry(desk, parcel, sendAnyway)
}

/** Learns how a send of an earlier life of this page ended: first of its own draft's, as others may have a tab of their own. */
export async function learnOpen(desk: Desk): Promise<SendView | undefined> {
  const mine = identifyContent(desk.form.getValues())
  const open = listOpenRecords().sort(
    (a, b) => Number(b.record.content === mine) - Number(a.record.content === mine),
  )
  let view: SendView | undefined
  for (const { fingerprint, record } of open) {
    view = await learnEnd(desk, { fingerprint, content: record.content, to: `…${record.tail}` })
    if (view.phase === 'ended') break
  }
  return view
}

/** Learns what became of a send without sending anything. */
export async function learnEnd({ form, show }: Desk, sent: Sent): Promise<SendView> {
  show({ phase: 'sending', asking: true })
  takeUp(sent.fingerprint)
  const end = await resume(sent.fingerprint)
  return end ? toEnded(form, end, sent) : { phase: 'idle' }
}

/**
 * Any edit makes another message of the draft: the key of the earlier one is dropped, and so is what concerned it alone. An edit
 * that is taken back makes it the same again.
 * Gives the function that stops watching.
 */
export function watchEdits({ form, show }: Desk, view: Ended): () => void {
  const { end } = view
  const follow = (): void => {
    const now = toEnded(form, end, view)
    if (now.isEdited && end.outcome === 'accepted') show({ phase: 'idle' })
    else if (now.isEdited !== view.isEdited) show(now)
  }
  // A key may have come before this began to watch. Of what was edited while it was sent it is told all the same.
  if (end.outcome !== 'accepted' || !view.isEdited) follow()
  return form.subscribe({ formState: { values: true }, callback: follow })
}

// A double click that meets a fast server: its second press comes after the first was accepted.
const DELIBERATE_AFTER = 1500
let accepted = { fingerprint: '', at: 0 }

async function carry({ form, show }: Desk, parcel: Parcel, deliver: typeof send): Promise<SendView> {
  show({ phase: 'sending', asking: false })
  const { fingerprint, content, to } = parcel
  const end =
    (await refuseOtherMode()) ?? (await deliver(parcel, () => show({ phase: 'sending', asking: true })))
  if (end.outcome === 'accepted') accepted = { fingerprint, at: performance.now() }
  const ended = toEnded(form, end, { fingerprint, content, to })
  // Another message by now is not what was refused.
  if (!ended.isEdited)
    for (const { path, message } of findFields(end, form.getValues()))
      form.setError(path as 'body', { type: 'server', message })
  return ended
}

/**
 * The key of a message that the draft no longer holds is dropped. An unknown one goes with its content alone, as on the way to its
 * recipient, whom a reloaded page has forgotten, others are typed; and not before the server could be asked about it.
 */
function toEnded(form: MessageForm, end: SendEnd, { fingerprint, content, to }: Sent): Ended {
  const draft = form.getValues()
  const isOther = identifyContent(draft) !== content
  // Without a recipient there is no parcel, and nothing that would be another one.
  const isEdited = isOther || (pack(draft)?.fingerprint ?? fingerprint) !== fingerprint
  noteDoubt(end, fingerprint)
  if (end.outcome === 'unknown' ? isOther && !end.gap : isEdited) setAside(fingerprint)
  else takeUp(fingerprint)
  return { phase: 'ended', end, to, fingerprint, content, isEdited }
}

// What this tab knows as unknown: another one may have learnt more of it and dropped the key since.
const doubted = new Map<string, SendRecord>()

function noteDoubt({ outcome }: SendEnd, fingerprint: string): void {
  const record = readRecord(fingerprint)
  if (outcome !== 'unknown') doubted.delete(fingerprint)
  else if (record) doubted.set(fingerprint, record)
}

function takeUp(fingerprint: string): void {
  const record = takeAside(fingerprint) ?? doubted.get(fingerprint)
  if (record && !readRecord(fingerprint)) writeRecord(fingerprint, record)
}

/** Somebody who reads "Simulator" must not reach a real phone because the server was started anew meanwhile. */
async function refuseOtherMode(): Promise<SendEnd | undefined> {
  const shown = readMode()
  const config = await refreshConfig()
  if (typeof config !== 'object' || shown === undefined || config.mode === shown) return undefined
  return { outcome: 'not_sent', problem: { status: 409, code: `now_${config.mode}`, title: '', detail: '' } }
}

async function leadToFault({ form, goToField }: Desk): Promise<undefined> {
  await form.trigger()
  const [first] = judge(form.getValues()).problems
  if (first) goToField(first.path)
}
