import { useWatch } from 'react-hook-form'
import { toCurl } from '#whatsapp/snippets.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { useConfig } from '../config.ts'
import { useMessageForm } from '../form.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Missing } from './missing.tsx'

/** The message as a command for a terminal, straight to the Cloud API. The token stays a variable. */
export function Curl() {
  const { control } = useMessageForm()
  const config = useConfig()
  const { graphVersion = 'v26.0', phoneNumberId } = typeof config === 'object' ? config : {}
  const payload = useWatch({ control, compute: draftToPayload })
  const command = toCurl(payload, { graphVersion, phoneNumberId })
  return (
    <>
      <Missing />
      <div className="mb-2 flex items-start gap-3">
        <p className="text-[13px] text-soft">
          A command for a terminal, which sends for real. It takes the access token from{' '}
          <code>WHATSAPP_ACCESS_TOKEN</code>
          {!phoneNumberId && (
            <>
              {' '}
              and the sending number from <code>WHATSAPP_PHONE_NUMBER_ID</code>
            </>
          )}
          ; this page never sees the token.
        </p>
        <CopyButton
          label="Copy cURL"
          copy={() => ({ text: command })}
          className="quiet ml-auto shrink-0 border border-line"
        />
      </div>
      <pre
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        className="min-h-0 overflow-auto rounded-lg border border-line bg-sheet p-3.5 font-mono text-[13px] leading-[1.6]"
      >
        {command}
      </pre>
    </>
  )
}
