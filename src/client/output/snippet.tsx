import { useWatch } from 'react-hook-form'
import type { Payload } from '#whatsapp/payload.ts'
import type { SnippetOptions } from '#whatsapp/snippets/request.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { useConfig } from '../config.ts'
import { useMessageForm } from '../form.ts'
import { openOverlay } from '../overlay.ts'
import { CopyButton } from '../ui/copy-button.tsx'

export type Writer = (payload: Payload, options: SnippetOptions) => string

type SnippetProps = { language: string; write: Writer }

/** A program that sends the message, straight to the Cloud API. The token stays a variable. */
export function Snippet({ language, write }: SnippetProps) {
  const { control } = useMessageForm()
  const config = useConfig()
  const { graphVersion = 'v26.0', phoneNumberId } = typeof config === 'object' ? config : {}
  const payload = useWatch({ control, compute: draftToPayload })
  const code = write(payload, { graphVersion, phoneNumberId })
  return (
    <>
      <div className="mb-2 flex flex-wrap items-start gap-x-3 gap-y-1.5">
        <p className="flex-[1_1_12rem] text-[13px] text-soft">
          It sends for real, with the token of <code>WHATSAPP_ACCESS_TOKEN</code>.{' '}
          <button
            type="button"
            className="min-h-6 cursor-pointer underline underline-offset-2"
            onClick={() => openOverlay({ kind: 'handover' })}
          >
            Hand over
          </button>{' '}
          tells the rest: webhooks, limits, rules.
        </p>
        <CopyButton
          label={`Copy ${language}`}
          copy={() => ({ text: code })}
          className="quiet ml-auto shrink-0 border border-line"
        />
      </div>
      <pre
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        className="min-h-0 overflow-auto rounded-lg border border-line bg-sheet p-3.5 font-mono text-[13px] leading-[1.6]"
      >
        {code}
      </pre>
    </>
  )
}
