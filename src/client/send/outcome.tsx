import { CircleCheck, CircleHelp, CircleOff, CircleX, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { FieldPath } from '#whatsapp/fields.ts'
import { fieldOfPointer } from '#whatsapp/fields.ts'
import type { Problem } from '#whatsapp/problem.ts'
import { useConfig } from '../config.ts'
import { labelOfField } from '../field-label.ts'
import { useGoToField } from '../go-to-field.tsx'
import { announce } from '../ui/announcer.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { inWords, useCountdown } from '../ui/countdown.ts'
import type { Explanation } from './explain-end.ts'
import { explainEnd } from './explain-end.ts'
import { describeNumber } from './phone-number.ts'
import type { SendEnd } from './send-end.ts'
import type { Sending, SendView } from './use-send.ts'

type OutcomeProps = { view: Extract<SendView, { phase: 'ended' }>; sending: Sending }

/** What came of the send, and what to do next. It takes no focus; what it says is announced. */
export function Outcome({ view, sending }: OutcomeProps) {
  const { end, to, isEdited } = view
  const config = useConfig()
  const heading = useId()
  const card = useRef<HTMLElement>(null)
  const words = explainEnd(end, typeof config === 'object' ? config : undefined)
  const sentence = `${words.label}. ${words.title}. ${words.text}`

  // Once for each outcome, not again when the draft changes. After a reload not before it is known who accepted it.
  const isKnown = config !== 'loading'
  // biome-ignore lint/correctness/useExhaustiveDependencies: the outcome alone is news
  useEffect(() => {
    if (isKnown) announce(sentence)
  }, [end, isKnown])

  // In a low window the bar stands at the end of the page, maybe far from the field in which Ctrl+Enter was pressed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each outcome anew
  useEffect(() => {
    if (matchMedia('(max-height: 419px)').matches) card.current?.scrollIntoView({ block: 'nearest' })
  }, [end])

  // Whoever is in the card when it goes, by Escape, by trying again, goes on where the send began.
  useLayoutEffect(() => {
    const { current } = card
    return () => {
      if (current?.contains(document.activeElement)) document.querySelector<HTMLElement>('.send-go')?.focus()
    }
  }, [])

  return (
    <section ref={card} aria-labelledby={heading} className="outcome" data-outcome={end.outcome}>
      <div className="flex items-center gap-2">
        <Mark outcome={end.outcome} />
        <p className={`text-[13px] font-semibold ${COLOR[end.outcome]}`}>{words.label}</p>
        <p className="text-[13px] text-faint tabular-nums">to {describeNumber(to)?.formatted ?? to}</p>
        <button
          type="button"
          className="quiet ml-auto min-h-8 px-1.5"
          aria-label="Dismiss"
          onClick={sending.dismiss}
        >
          <X size={17} aria-hidden="true" />
        </button>
      </div>
      <h2 id={heading} className="mt-1.5 font-semibold">
        {words.title}
      </h2>
      <p className="mt-0.5 text-soft">{words.text}</p>
      <Body view={view} words={words} sending={sending} />
      {isEdited && end.outcome !== 'rejected' && (
        <p className="mt-2 text-[13.5px] text-soft">
          The page now holds another message or recipient. “Send” sends what it holds, as a new message.
        </p>
      )}
    </section>
  )
}

const COLOR: Record<SendEnd['outcome'], string> = {
  accepted: 'text-accent',
  rejected: 'text-red',
  not_sent: 'text-ink',
  unknown: 'text-amber',
}

function Mark({ outcome }: { outcome: SendEnd['outcome'] }) {
  const props = { size: 18, 'aria-hidden': true, className: COLOR[outcome] } as const
  switch (outcome) {
    case 'accepted':
      return <CircleCheck {...props} />
    case 'rejected':
      return <CircleX {...props} />
    case 'not_sent':
      return <CircleOff {...props} />
    case 'unknown':
      return <CircleHelp {...props} />
  }
}

type BodyProps = OutcomeProps & { words: Explanation }

function Body({ view, words, sending }: BodyProps) {
  const { end, isEdited } = view
  switch (end.outcome) {
    case 'accepted':
      return end.wamid === undefined ? null : <MessageId wamid={end.wamid} />
    case 'rejected':
      return (
        <>
          <Fields problem={end.problem} />
          <Upstream problem={end.problem} />
        </>
      )
    case 'not_sent':
      return (
        <>
          <div className="flex flex-wrap gap-x-2">
            {end.problem && <Fields problem={end.problem} />}
            {!isEdited && words.canRetry && (
              <Retry seconds={end.problem?.retryAfter ?? 0} onRetry={sending.send} />
            )}
          </div>
          {end.problem && <Upstream problem={end.problem} />}
        </>
      )
    case 'unknown':
      return (
        <>
          {!isEdited && <Doubt end={end} sending={sending} />}
          {end.problem && <Upstream problem={end.problem} />}
        </>
      )
  }
}

function MessageId({ wamid }: { wamid: string }) {
  return (
    <p className="mt-2 flex items-center gap-1 text-[12.5px] text-faint">
      <span className="shrink-0">Message ID</span>
      <span dir="ltr" className="min-w-0 truncate font-mono" title={wamid}>
        {wamid}
      </span>
      <CopyButton
        label="Copy message ID"
        iconOnly
        copy={() => ({ text: wamid })}
        className="quiet min-h-7 px-1.5"
      />
    </p>
  )
}

/** The fields at fault; what has no field in the composer is told all the same. */
function Fields({ problem }: { problem: Problem }) {
  const goToField = useGoToField()
  const errors = problem.errors ?? []
  const isSingle = errors.length === 1
  if (errors.length === 0) return null
  return (
    <ul className="mt-3 grid gap-1">
      {errors.map(({ pointer, message }) => {
        const path = fieldOfPointer(pointer)
        return (
          <li key={pointer + message} className="flex items-baseline gap-3">
            {!isSingle && (
              <span className="text-[13.5px] text-soft">{path ? message : `${pointer}: ${message}`}</span>
            )}
            {isSingle && !path && <span className="text-[13.5px] text-soft">{`${pointer}: ${message}`}</span>}
            {path && (
              <ActionButton onClick={() => goToField(toLeaf(path))}>Go to {labelOfField(path)}</ActionButton>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function toLeaf(path: FieldPath): FieldPath {
  return path === 'buttons' ? 'buttons.0.title' : path
}

function Retry({ seconds, onRetry }: { seconds: number; onRetry: () => void }) {
  const left = useCountdown(seconds)
  return (
    <p className="mt-3">
      <ActionButton isOff={left > 0} onClick={onRetry}>
        {left > 0 ? `Try again in ${inWords(left)}` : 'Try again'}
      </ActionButton>
    </p>
  )
}

// The server takes a send as replaceable once it has been unknown for a minute.
const DOUBT_SECONDS = 61

function Doubt({ end, sending }: { end: Extract<SendEnd, { outcome: 'unknown' }>; sending: Sending }) {
  const left = useCountdown(DOUBT_SECONDS - (end.knownFor ?? 0) / 1000)
  return (
    <p className="mt-3 flex flex-wrap gap-2">
      <ActionButton onClick={sending.askAgain}>Check again</ActionButton>
      {!end.gap && (
        <ActionButton isOff={left > 0} onClick={sending.sendAnyway}>
          {left > 0 ? `Send again anyway, in ${inWords(left)}` : 'Send again anyway'}
        </ActionButton>
      )}
    </p>
  )
}

function Upstream({ problem }: { problem: Problem }) {
  const { upstream } = problem
  if (!upstream) return null
  const rows = [
    ['Code', String(upstream.code)],
    ['Details', upstream.details],
    ['fbtrace_id', upstream.fbtrace_id],
  ]
  return (
    <details className="mt-3 text-[13px] text-soft">
      <summary className="cursor-pointer">Show WhatsApp’s answer</summary>
      <dl
        dir="ltr"
        className="mt-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 rounded-sm bg-well px-3 py-2"
      >
        {rows.map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt>{name}</dt>
                <dd className="font-mono break-words text-ink">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </details>
  )
}

function ActionButton({
  isOff = false,
  onClick,
  children,
}: {
  isOff?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      aria-disabled={isOff}
      className="min-h-9 cursor-pointer rounded-sm border border-line px-3 font-medium tabular-nums hover:border-control aria-disabled:cursor-default aria-disabled:text-faint aria-disabled:hover:border-line"
      onClick={() => !isOff && onClick()}
    >
      {children}
    </button>
  )
}
