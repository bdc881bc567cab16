import { useWatch } from 'react-hook-form'
import { toJson } from '#whatsapp/snippets.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { useMessageForm } from '../form.ts'
import { HighlightedJson } from '../ui/highlighted-json.tsx'
import { Missing } from './missing.tsx'

/** The payload as it stands, in step with each keystroke, also while something is missing. */
export function Json() {
  return (
    <>
      <Missing />
      <JsonText />
    </>
  )
}

function JsonText() {
  const { control } = useMessageForm()
  const json = useWatch({ control, compute: (draft) => toJson(draftToPayload(draft)) })
  return (
    <div className="min-h-0 overflow-auto contain-content rounded-lg border border-line bg-sheet focus-within:border-accent">
      <div className="relative">
        <pre aria-hidden="true" dir="ltr" className={`${TEXT} pointer-events-none forced-colors:invisible`}>
          <HighlightedJson json={json} />
        </pre>
        {/* The text for the keyboard and for screen readers lies, without colour, exactly on the coloured one. */}
        <textarea
          aria-label="Payload JSON"
          readOnly
          dir="ltr"
          spellCheck={false}
          value={json}
          className={`${TEXT} ${UNSEEN} absolute inset-0 size-full resize-none overflow-hidden`}
        />
      </div>
    </div>
  )
}

const TEXT = 'm-0 p-3.5 font-mono text-[13px] leading-[1.6] whitespace-pre-wrap wrap-anywhere'
const UNSEEN =
  'bg-transparent text-transparent outline-none selection:bg-accent/25 selection:text-transparent forced-colors:text-[CanvasText]'
