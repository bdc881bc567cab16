import { Check, CircleAlert, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { ImportResult, Note } from '#whatsapp/import/import-text.ts'
import { announce } from '../ui/announcer.tsx'
import type { TakenIn } from './take-in.ts'

type ReportProps = { taken: TakenIn; onTakeBack?: () => void; onClose: () => void }

/** Tells what became of what was pasted or opened: loaded, with what was mended and left out, or not, and why. */
export function Report({ taken, onTakeBack, onClose }: ReportProps) {
  const { result, name } = taken
  const title = toTitle(result, name)
  const heading = useRef<HTMLHeadingElement>(null)

  // Whoever was in the JSON goes on there. A layout effect ends while what goes away still has the focus.
  useLayoutEffect(() => {
    const before = document.activeElement
    const dialog = heading.current?.closest('dialog')
    return () => {
      const isInside = dialog?.contains(document.activeElement)
      if (isInside && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  // From everywhere, as the card may lie over the very field in use, but not what lies above the card.
  const leave = useEffectEvent((event: KeyboardEvent) => {
    const isTaken = event.defaultPrevented || document.querySelector(':popover-open, :modal')
    if (event.key !== 'Escape' || isTaken) return
    event.preventDefault()
    onClose()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => leave(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  useEffect(() => {
    heading.current?.focus()
    announce(toSummary(title, result))
  }, [title, result])

  return (
    // Not modal: what was loaded can be looked at and corrected while it is read.
    <dialog open aria-labelledby="arrival-title" className="arrival">
      <div className="flex items-start gap-2.5">
        <span aria-hidden="true" className="mt-[3px]">
          {ICON[result.kind]}
        </span>
        <h2 ref={heading} id="arrival-title" tabIndex={-1} className="wrap-anywhere">
          {title}
        </h2>
        <button type="button" className="quiet -mt-1.5 -mr-2 ml-auto" aria-label="Close" onClick={onClose}>
          <X size={17} aria-hidden="true" />
        </button>
      </div>
      {result.kind === 'message' ? (
        <>
          <Notes title="Mended" notes={result.mended} />
          <Notes title="Left out" notes={result.leftOut} />
        </>
      ) : (
        <p className="mt-1 text-soft">{result.message} Your draft is as it was.</p>
      )}
      {onTakeBack && (
        <button type="button" className="quiet mt-2 -ml-2.5 text-accent" onClick={onTakeBack}>
          Take it back
        </button>
      )}
    </dialog>
  )
}

const ICON: Record<ImportResult['kind'], ReactNode> = {
  message: <Check size={18} className="text-accent" />,
  other: <Info size={18} className="text-amber" />,
  unreadable: <CircleAlert size={18} className="text-red" />,
}

function Notes({ title, notes }: { title: string; notes: readonly Note[] }) {
  if (notes.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {notes.map(({ message }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={index}>{message}</li>
        ))}
      </ul>
    </>
  )
}

function toTitle({ kind }: ImportResult, name: string | undefined): string {
  const what =
    name === undefined ? 'What you pasted' : `“${name.length > 60 ? `${name.slice(0, 59)}…` : name}”`
  switch (kind) {
    case 'message':
      return `${what} is in the editor now`
    case 'other':
      return `${what} is another kind of message`
    case 'unreadable':
      return `${what} could not be read`
  }
}

function toSummary(title: string, result: ImportResult): string {
  if (result.kind !== 'message') return `${title}. ${result.message}`
  const { mended, leftOut } = result
  const counts = [
    mended.length > 0 && `${mended.length} mended`,
    leftOut.length > 0 && `${leftOut.length} left out`,
  ].filter(Boolean)
  return counts.length > 0 ? `${title}: ${counts.join(', ')}.` : `${title}.`
}
