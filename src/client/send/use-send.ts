import { useEffect, useRef, useState } from 'react'
import { useMessageForm } from '../form.ts'
import { useGoToField } from '../go-to-field.tsx'
import { announce } from '../ui/announcer.tsx'
import { hasRecord } from './has-record.ts'
import type { SendEnd } from './send-end.ts'
import type { Desk } from './sending.ts'

type Steps = typeof import('./sending.ts')

/** `asking`: the answer is missing, the page asks for the state. `isEdited`: the draft is another message by now. */
export type SendView =
  | { phase: 'idle' }
  | { phase: 'sending'; asking: boolean }
  | { phase: 'ended'; end: SendEnd; to: string; fingerprint: string; content: string; isEdited: boolean }

export type Sending = {
  view: SendView
  send(): void
  sendAnyway(): void
  askAgain(): void
  dismiss(): void
}

/** What sends, together with what tells the outcome: without the second nothing leaves. */
export async function loadSending(): Promise<Steps> {
  const [steps] = await Promise.all([import('./sending.ts'), import('./outcome.tsx')])
  return steps
}

/** The send of the page: one at a time, never by itself, resumed after a reload. */
export function useSend(): Sending {
  const form = useMessageForm()
  const goToField = useGoToField()
  const [view, show] = useState<SendView>({ phase: 'idle' })
  const isBusy = useRef(false)
  const desk: Desk = { form, goToField, show }

  /** The lock is taken in the very event: a state would come a render too late for the second click. */
  function start(step: (steps: Steps) => Promise<SendView | undefined>): void {
    if (isBusy.current) return
    isBusy.current = true
    loadSending()
      .then(step, () =>
        announce('The part that sends could not be loaded. Nothing was sent. Reload the page.'),
      )
      .then(
        (next) => next && show(next),
        (error: unknown) => {
          // The key is stored: pressing Send once more, or a reload, asks what became of it.
          show({ phase: 'idle' })
          throw error
        },
      )
      .finally(() => {
        isBusy.current = false
      })
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what an earlier life of this page left open
  useEffect(() => {
    if (hasRecord()) start((steps) => steps.learnOpen(desk))
  }, [])

  useEffect(() => {
    if (view.phase !== 'ended') return
    let stop: (() => void) | undefined
    let isOver = false
    void loadSending().then((steps) => {
      if (!isOver) stop = steps.watchEdits({ form, goToField, show }, view)
    })
    return () => {
      isOver = true
      stop?.()
    }
  }, [form, goToField, view])

  return {
    view,
    send: () => start((steps) => steps.sendDraft(desk)),
    sendAnyway: () => start((steps) => steps.sendDraftAnyway(desk)),
    askAgain: () => {
      if (view.phase === 'ended') start((steps) => steps.learnEnd(desk, view))
    },
    dismiss: () => show({ phase: 'idle' }),
  }
}
