import { ClipboardPaste } from 'lucide-react'
import { useRef } from 'react'
import { openOverlay } from '../overlay.ts'
import { HighlightedJson } from '../ui/highlighted-json.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'
import { lineAt } from './line-at.ts'
import type { Place } from './locate-json.ts'
import { Missing } from './missing.tsx'
import { useJsonText } from './use-json-text.ts'
import { useKeptCaret } from './use-kept-caret.ts'

const Mistakes = lazyPart(async () => (await import('./mistakes.tsx')).Mistakes)

/** The payload as it stands, in step with the form in both directions, also while something is missing. */
export function Json() {
  const area = useRef<HTMLTextAreaElement>(null)
  const coloured = useRef<HTMLPreElement>(null)
  const { text, isOfDraft, reading, ...editing } = useJsonText()
  const mistakes = reading?.mistakes ?? []
  const isBehind = reading !== undefined && !reading.draft
  const keepCaret = useKeptCaret(area, text, isOfDraft)

  function select({ start, end }: Place): void {
    area.current?.focus({ preventScroll: true })
    area.current?.setSelectionRange(start, end)
    coloured.current?.children[lineAt(text, start)]?.scrollIntoView({ block: 'nearest' })
  }

  function discard(): void {
    editing.discard()
    area.current?.focus()
  }

  /** The message that comes of it may be the one that the form has: the text would else stay as it is. */
  function mend(): void {
    discard()
    openOverlay({ kind: 'arrival', text })
  }

  return (
    <>
      <Toolbar isBehind={isBehind} onDiscard={discard} />
      <Missing />
      <div className="min-h-0 overflow-auto contain-content rounded-lg border border-line bg-sheet focus-within:border-accent">
        <div className="relative">
          <pre
            ref={coloured}
            aria-hidden="true"
            dir="ltr"
            className={`${TEXT} pointer-events-none forced-colors:invisible`}
          >
            <HighlightedJson json={text} marked={mistakes.map(({ place }) => lineAt(text, place.start))} />
          </pre>
          {/* The text for the keyboard and for screen readers lies, without colour, exactly on the coloured one. */}
          <textarea
            ref={area}
            aria-label="Payload JSON"
            aria-invalid={mistakes.length > 0}
            aria-describedby={mistakes.length > 0 ? 'json-mistakes' : undefined}
            data-draft={isOfDraft ? '' : undefined}
            data-caveat={isBehind ? CAVEAT : undefined}
            dir="ltr"
            spellCheck={false}
            autoCapitalize="off"
            value={text}
            className={`${TEXT} ${UNSEEN} absolute inset-0 size-full resize-none overflow-hidden`}
            onChange={editing.edit}
            onPaste={editing.paste}
            onFocus={editing.focus}
            onBlur={editing.blur}
            onSelect={keepCaret}
          />
        </div>
      </div>
      {reading && mistakes.length > 0 && (
        <Mistakes text={text} reading={reading} onSelect={select} onMend={mend} />
      )}
    </>
  )
}

type ToolbarProps = { isBehind: boolean; onDiscard: () => void }

function Toolbar({ isBehind, onDiscard }: ToolbarProps) {
  return (
    <div className="mb-2 flex min-h-9 items-center gap-3 text-[13px] text-soft">
      {isBehind ? (
        <p className="text-amber">
          The form keeps its message until this can be read.{' '}
          <button type="button" className="min-h-6 cursor-pointer underline" onClick={onDiscard}>
            Back to it
          </button>
        </p>
      ) : (
        <p>Edit here or in the form: each follows the other.</p>
      )}
      <button
        type="button"
        className="quiet ml-auto shrink-0 border border-line"
        onClick={() => openOverlay({ kind: 'import' })}
      >
        <ClipboardPaste size={15} aria-hidden="true" />
        Import
      </button>
    </div>
  )
}

const CAVEAT = 'The JSON has a mistake: this is the message of the form.'

const TEXT =
  'm-0 p-3.5 font-mono text-[13px] leading-[1.6] pointer-coarse:text-[16px] whitespace-pre-wrap wrap-anywhere'
const UNSEEN =
  'bg-transparent text-transparent caret-ink outline-none selection:bg-accent/25 selection:text-transparent forced-colors:text-[CanvasText]'
