import './answer.css'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { useWatch } from 'react-hook-form'
import type { MessageDraft } from '#whatsapp/message.ts'
import { parseRecipient } from '#whatsapp/recipient.ts'
import { toTapWebhook } from '#whatsapp/webhook.ts'
import { useMessageForm } from '../form.ts'
import { useGoToField } from '../go-to-field.tsx'
import { announce } from '../ui/announcer.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { HighlightedJson } from '../ui/highlighted-json.tsx'

type AnswerSheetProps = { index: number; play: number; onAgain: () => void; onClear: () => void }

/** What the answer means for a program: the JSON that the webhook receives for this very tap. */
export function AnswerSheet({ index, play, onAgain, onClear }: AnswerSheetProps) {
  const { control } = useMessageForm()
  const draft = useWatch({ control, compute: ({ to, buttons, extras }) => ({ to, buttons, extras }) })
  const goToField = useGoToField()
  const button = draft.buttons[index]
  const leave = useEffectEvent(onClear)
  const say = useEffectEvent(() => {
    if (button) announce(`The customer answers “${button.title.trim()}”. ${BELOW}`)
  })

  useEffect(() => {
    if (!button) leave()
  }, [button])

  // biome-ignore lint/correctness/useExhaustiveDependencies: said once for each time that the answer is played
  useEffect(() => say(), [index, play])

  function clear(): void {
    const tapped = document.querySelectorAll<HTMLElement>('.phone-chat [data-part="button"]')[index]
    tapped?.focus({ preventScroll: true })
    onClear()
  }

  if (!button) return null
  const title = button.title.trim()
  const json = JSON.stringify(toTapWebhook({ id: button.id.trim(), title }, toRecipient(draft)), null, 2)
  return (
    <section aria-label="Answer" className="answer-sheet">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-[14px] font-semibold">This is what your webhook receives</h2>
        <CopyButton
          label="Copy the webhook’s JSON"
          iconOnly
          copy={() => ({ text: json })}
          className="quiet px-2"
        />
      </div>
      <p className="mb-2 text-[13px] leading-snug wrap-anywhere text-soft">
        The customer tapped “<bdi>{title}</bdi>”. Go by the ID{' '}
        <code dir="auto" className="font-mono text-ink">
          {button.id}
        </code>
        , not by the text. Numbers and wamids are samples.
      </p>
      <WebhookJson json={json} />
      <div className="mt-1 -ml-2 flex flex-wrap">
        <button type="button" className="quiet" onClick={onAgain}>
          Play again
        </button>
        <button type="button" className="quiet" onClick={() => goToField(`buttons.${index}.title`)}>
          Edit this button
        </button>
        <button type="button" className="quiet" onClick={clear}>
          Clear
        </button>
      </div>
    </section>
  )
}

const BELOW = 'What your webhook receives stands below the phone.'

function WebhookJson({ json }: { json: string }) {
  const scroller = useRef<HTMLElement>(null)
  const reply = json.slice(0, json.indexOf('"interactive": {')).split('\n').length - 1
  const place = reply / json.split('\n').length

  useLayoutEffect(() => {
    const { current } = scroller
    if (current) current.scrollTop = current.scrollHeight * place - 12
  }, [place])

  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
      tabIndex={0}
      aria-label="Webhook JSON"
      className="answer-json rounded-lg border border-line bg-sheet"
    >
      <pre dir="ltr" className="m-0 w-fit p-3 font-mono text-[12.5px] leading-[1.55]">
        <HighlightedJson json={json} />
      </pre>
    </section>
  )
}

function toRecipient({ to, extras }: Pick<MessageDraft, 'to' | 'extras'>): string {
  const parsed = parseRecipient(to)
  return extras?.recipient ?? (parsed.ok ? parsed.e164 : '')
}
