import { useWatch } from 'react-hook-form'
import { countCodePoints, countVisibleSigns } from '#whatsapp/text.ts'
import type { FieldName } from '../form.ts'
import { useMessageForm } from '../form.ts'

type CounterProps = { name: FieldName; max: number }

/** Quiet until 80 % of the limit, then what is left; too long is said, never cut. */
export function Counter({ name, max }: CounterProps) {
  const { control } = useMessageForm()
  const counted = useWatch({ control, name, compute: (text) => countSigns(String(text ?? ''), max) })
  if (!counted) return null
  const { state, count, visible } = counted
  const left = max - count
  return (
    <p
      className={`col-start-2 row-start-1 mt-1 ps-3 text-right text-[13px] tabular-nums ${COLOR[state]}`}
      data-counter={state}
    >
      {left >= 0 ? `${left} left` : `${-left} too many`}
      {visible < count && (
        <span className="text-faint">
          {' '}
          · you see {visible}, WhatsApp counts {count}
        </span>
      )}
    </p>
  )
}

function countSigns(text: string, max: number) {
  const count = countCodePoints(text)
  const state = count > max ? 'over' : count >= max * 0.9 ? 'close' : count >= max * 0.8 ? 'near' : 'quiet'
  return state === 'quiet' ? undefined : ({ state, count, visible: countVisibleSigns(text) } as const)
}

const COLOR = { near: 'text-soft', close: 'text-amber', over: 'font-semibold text-red' }
