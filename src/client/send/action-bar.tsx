import './send.css'
import { useEffect } from 'react'
import { tellProblems } from '../field-label.ts'
import { useMessageForm } from '../form.ts'
import { Announcer, announce } from '../ui/announcer.tsx'
import type { Copied } from '../ui/copy-button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { judgeNow, useVerdict } from '../verdict.tsx'
import { draftToJson } from './draft-json.ts'
import { Readiness } from './readiness.tsx'
import { Recipient } from './recipient.tsx'
import { SendButton } from './send-button.tsx'
import { useOnline } from './use-online.ts'
import { loadSending, useSend } from './use-send.ts'

const Outcome = lazyPart(async () => (await import('./outcome.tsx')).Outcome)

/** What one does with a finished message: see that it is ready, say to whom, copy it, send it. */
export function ActionBar() {
  const sending = useSend()
  const isOnline = useOnline()
  const { view } = sending
  const notice = toNotice(isOnline, view.phase === 'sending' && view.asking)
  useEscape(view.phase === 'ended', sending.dismiss)
  useSpoken(notice, isOnline)
  return (
    <section aria-label="Send" className="send-bar" onPointerEnter={prepare} onFocus={prepare}>
      {view.phase === 'ended' && <Outcome view={view} sending={sending} />}
      <Readiness />
      <Recipient notice={notice} />
      <CopyJson />
      <SendButton isSending={view.phase === 'sending'} isOnline={isOnline} onSend={sending.send} />
      <Announcer />
    </section>
  )
}

function CopyJson() {
  const { getValues } = useMessageForm()
  const verdict = useVerdict()
  function copy(): Copied {
    const draft = getValues()
    // A text in the JSON field that cannot be read says itself what is copied instead.
    const field = document.querySelector<HTMLElement>('[data-caveat]')
    const caveats = [field?.dataset.caveat, tellProblems(judgeNow(draft, verdict)?.problems)]
    return { text: draftToJson(draft), caveat: caveats.filter(Boolean).join(' ') }
  }
  return (
    <CopyButton
      label="Copy JSON"
      copy={copy}
      className="send-copy min-h-9 cursor-pointer rounded-md px-2 text-soft hover:text-ink min-[720px]:min-h-[42px] min-[720px]:w-26 wide:w-29 min-[720px]:border min-[720px]:border-line min-[720px]:bg-sheet min-[720px]:font-medium min-[720px]:text-ink min-[720px]:hover:border-control"
    />
  )
}

/** Whoever comes near the bar will soon need what stands behind it. */
function prepare(): void {
  if (!navigator.onLine) return
  loadSending().catch(() => {})
}

function toNotice(isOnline: boolean, isAsking: boolean): string | undefined {
  if (!isOnline)
    return 'You are offline. You can go on writing; sending works again once you are back, when you press Send.'
  return isAsking ? 'No answer yet. Asking the server what became of the message …' : undefined
}

function useSpoken(notice: string | undefined, isOnline: boolean): void {
  useEffect(() => {
    if (!notice) return
    announce(notice)
    return isOnline ? undefined : () => announce('You are online again.')
  }, [notice, isOnline])
}

/** Escape closes the card, unless it closes something that lies above it. */
function useEscape(isActive: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isActive) return
    const listen = (event: KeyboardEvent) => {
      const isTaken = event.defaultPrevented || document.querySelector(':popover-open, dialog[open]')
      if (event.key === 'Escape' && !isTaken) onEscape()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [isActive, onEscape])
}
