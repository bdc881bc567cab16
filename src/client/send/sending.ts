import { judge } from '../check.ts'
import { readMode, refreshConfig } from '../config.ts'
import type { MessageForm } from '../form.ts'
import type { GoToField } from '../go-to-field.tsx'
import type { Parcel } from './courier.ts'
import { findFields, pack, resume, send, sendAnyway } from './courier.ts'
import type { SendEnd } from './send-end.ts'
import { dropRecord } from './send-record.ts'
import type { SendView } from './use-send.ts'

// What a press does on the page. It is loaded, with all that it needs, when somebody comes near the button.

export type Desk = { form: MessageForm; goToField: GoToField; show: (view: SendView) => void }

type Ended = Extract<SendView, { phase: 'ended' }>

/** Sends the draft, or leads to what is to fix; `undefined` leaves on the screen what is there. */
export async function sendDraft(desk: Desk): Promise<SendView | undefined> {
  const parcel = pack(desk.form.getValues())
  if (!parcel) return leadToFault(desk)
  if (parcel.fingerprint === accepted.fingerprint && performance.now() - accepted.at < DELIBERATE_AFTER)
    return undefined
  return carry(desk, parcel, send)
}

/** Sends the draft although an earlier try may have gone out: a person has looked and decided so. */
export async function sendDraftAnyway(desk: Desk): Promise<SendView | undefined> {
  const parcel = pack(desk.form.getValues())
  return parcel && carry(desk, parcel, sendAnyway)
}

/** Learns what became of a send without sending anything. */
export async function learnEnd({ form, show }: Desk, fingerprint: string, to: string): Promise<SendView> {
  show({ phase: 'sending', asking: true })
  const end = await resume(fingerprint)
  return end ? toEnded(form, end, fingerprint, to) : { phase: 'idle' }
}

/**
 * Any edit makes another message of the draft: the key of the earlier one is dropped, and so is what concerned it alone.
 * Gives the function that stops watching.
 */
export function watchEdits({ form, show }: Desk, view: Ended): () => void {
  const { end, fingerprint, to } = view
  return form.subscribe({
    formState: { values: true },
    callback: () => {
      const now = toEnded(form, end, fingerprint, to)
      if (now.isEdited) show(end.outcome === 'accepted' ? { phase: 'idle' } : now)
    },
  })
}

// A double click that meets a fast server: its second press comes after the first was accepted.
const DELIBERATE_AFTER = 1500
let accepted = { fingerprint: '', at: 0 }

async function carry({ form, show }: Desk, parcel: Parcel, deliver: typeof send): Promise<SendView> {
  show({ phase: 'sending', asking: false })
  const { fingerprint } = parcel
  const to = form.getValues('to').trim() || parcel.to
  const end =
    (await refuseOtherMode()) ?? (await deliver(parcel, () => show({ phase: 'sending', asking: true })))
  if (end.outcome === 'accepted') accepted = { fingerprint, at: performance.now() }
  for (const { path, message } of findFields(end, form.getValues()))
    form.setError(path as 'body', { type: 'server', message })
  return toEnded(form, end, fingerprint, to)
}

/** The key of a message that the draft no longer holds is dropped, unless nobody could be asked about it yet. */
function toEnded(form: MessageForm, end: SendEnd, fingerprint: string, to: string): Ended {
  const isEdited = pack(form.getValues())?.fingerprint !== fingerprint
  const canBeAsked = end.outcome !== 'unknown' || end.gap === undefined
  if (isEdited && canBeAsked) dropRecord(fingerprint)
  return { phase: 'ended', end, to, fingerprint, isEdited }
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
