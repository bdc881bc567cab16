import { useEffect, useRef, useState } from 'react'
import { readMode, refreshConfig } from '../config.ts'
import type { MessageForm } from '../form.ts'
import { useMessageForm } from '../form.ts'
import { useGoToField } from '../go-to-field.tsx'
import { announce } from '../ui/announcer.tsx'
import type { Parcel } from './courier.ts'
import type { SendEnd } from './send-end.ts'
import { dropRecord, findOpenRecord } from './send-record.ts'

type Courier = typeof import('./courier.ts')

/** `asking`: the answer is missing, the page asks for the state. `ended.isEdited`: the draft is another message by now. */
export type SendView =
  | { phase: 'idle' }
  | { phase: 'sending'; asking: boolean }
  | { phase: 'ended'; end: SendEnd; to: string; fingerprint: string; isEdited: boolean }

export type Sending = {
  view: SendView
  send(): void
  sendAnyway(): void
  askAgain(): void
  dismiss(): void
}

/** What sends, together with what tells the outcome: without the second nothing leaves. */
export async function loadSending(): Promise<Courier> {
  const [courier] = await Promise.all([import('./courier.ts'), import('./outcome.tsx')])
  return courier
}

// A double click that meets a fast server: its second press comes after the first was accepted.
const DELIBERATE_AFTER = 1500

/** The send of the page: one at a time, never by itself, resumed after a reload. */
export function useSend(): Sending {
  const form = useMessageForm()
  const goToField = useGoToField()
  const [view, setView] = useState<SendView>({ phase: 'idle' })
  const isBusy = useRef(false)
  const accepted = useRef({ fingerprint: '', at: 0 })
  useEditWatch(form, view, setView)

  /** The lock is taken in the very event: a state would come a render too late for the second click. */
  function start(run: (courier: Courier, onAsking: () => void) => Promise<SendView | undefined>): void {
    if (isBusy.current) return
    isBusy.current = true
    const onAsking = () => setView({ phase: 'sending', asking: true })
    void loadSending()
      .then((courier) => run(courier, onAsking))
      .catch(() => announce('Trio could not load the part that sends. Nothing was sent. Reload the page.'))
      .then((next) => next && setView(next))
      .finally(() => {
        isBusy.current = false
      })
  }

  async function carry(
    parcel: Parcel,
    courier: Courier,
    deliver: (parcel: Parcel) => Promise<SendEnd>,
  ): Promise<SendView> {
    setView({ phase: 'sending', asking: false })
    const end = (await refuseOtherMode()) ?? (await deliver(parcel))
    if (end.outcome === 'accepted')
      accepted.current = { fingerprint: parcel.fingerprint, at: performance.now() }
    for (const { path, message } of courier.findFields(end, form.getValues()))
      form.setError(path as 'body', { type: 'server', message })
    return {
      phase: 'ended',
      end,
      to: form.getValues('to').trim() || parcel.to,
      fingerprint: parcel.fingerprint,
      isEdited: false,
    }
  }

  async function refuse(): Promise<undefined> {
    await form.trigger()
    const { judge } = await import('../check.ts')
    const [first] = judge(form.getValues()).problems
    if (first) goToField(first.path)
  }

  const send = () =>
    start(async (courier, onAsking) => {
      const parcel = courier.pack(form.getValues())
      if (!parcel) return refuse()
      const { fingerprint, at } = accepted.current
      if (parcel.fingerprint === fingerprint && performance.now() - at < DELIBERATE_AFTER) return undefined
      return carry(parcel, courier, (one) => courier.send(one, onAsking))
    })

  const sendAnyway = () =>
    start(async (courier, onAsking) => {
      const parcel = courier.pack(form.getValues())
      return parcel && carry(parcel, courier, (one) => courier.sendAnyway(one, onAsking))
    })

  const resume = (fingerprint: string, to: string) =>
    start(async (courier, onAsking) => {
      onAsking()
      const end = await courier.resume(fingerprint)
      if (!end) return { phase: 'idle' }
      const isEdited = courier.pack(form.getValues())?.fingerprint !== fingerprint
      return { phase: 'ended', end, to, fingerprint, isEdited }
    })

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what an earlier life of this page left open
  useEffect(() => {
    const open = findOpenRecord()
    if (open) resume(open.fingerprint, `…${open.record.tail}`)
  }, [])

  const askAgain = () => {
    if (view.phase === 'ended') resume(view.fingerprint, view.to)
  }
  return { view, send, sendAnyway, askAgain, dismiss: () => setView({ phase: 'idle' }) }
}

/** Somebody who reads "Simulator" must not reach a real phone because the server was started anew meanwhile. */
async function refuseOtherMode(): Promise<SendEnd | undefined> {
  const shown = readMode()
  const config = await refreshConfig()
  if (typeof config !== 'object' || shown === undefined || config.mode === shown) return undefined
  return { outcome: 'not_sent', problem: { status: 409, code: `now_${config.mode}`, title: '', detail: '' } }
}

/** Any edit makes another message of the draft: the key of the earlier one is dropped, and so is what only concerned it. */
function useEditWatch(form: MessageForm, view: SendView, setView: (view: SendView) => void): void {
  useEffect(() => {
    if (view.phase !== 'ended' || view.isEdited) return
    const { fingerprint, end } = view
    return form.subscribe({
      formState: { values: true },
      callback: async ({ values }) => {
        const { pack } = await loadSending()
        if (pack(values)?.fingerprint === fingerprint) return
        if (end.outcome === 'unknown' && end.gap) return
        dropRecord(fingerprint)
        setView(end.outcome === 'accepted' ? { phase: 'idle' } : { ...view, isEdited: true })
      },
    })
  }, [form, view, setView])
}
