import { useEffect } from 'react'
import { announce } from '../ui/announcer.tsx'
import { lineAt } from './line-at.ts'
import type { Place } from './locate-json.ts'
import type { JsonReading } from './read-json.ts'

type MistakesProps = {
  text: string
  reading: JsonReading
  onSelect: (place: Place) => void
  onMend: () => void
}

const PAUSE = 1200

/** What is wrong in the JSON; each entry selects its place. */
export function Mistakes({ text, reading, onSelect, onMend }: MistakesProps) {
  const { mistakes, mendable } = reading
  const summary = mistakes.map(({ message }) => message).join(' ')

  useEffect(() => {
    const timer = setTimeout(() => announce(summary), PAUSE)
    return () => clearTimeout(timer)
  }, [summary])

  return (
    <div className="mt-2 max-h-44 shrink-0 overflow-y-auto text-[13px] leading-snug max-wide:sticky max-wide:bottom-34 max-wide:min-[720px]:bottom-30 max-wide:rounded-lg max-wide:border max-wide:border-line max-wide:bg-sheet max-wide:p-1">
      <ul id="json-mistakes">
        {mistakes.map(({ pointer, message, place }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one fault may be told of several places
          <li key={index}>
            <button
              type="button"
              className="flex w-full cursor-pointer gap-2.5 rounded-sm px-2 py-1.5 text-left hover:bg-well"
              onClick={() => onSelect(place)}
            >
              <span className="shrink-0 text-faint">Line {lineAt(text, place.start) + 1}</span>
              <span className="text-red">
                {message}
                {pointer && <code className="block break-all text-faint">{pointer}</code>}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {mendable && (
        <button type="button" className="quiet mt-1 border border-line" onClick={onMend}>
          Read it as well as it goes
        </button>
      )}
    </div>
  )
}
