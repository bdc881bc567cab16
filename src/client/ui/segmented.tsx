import type { ReactNode } from 'react'
import { useId } from 'react'

type Option<T extends string> = { value: T; label: string; icon?: ReactNode }

type SegmentedProps<T extends string> = {
  label: string
  value: T
  options: readonly Option<T>[]
  onChange: (value: T) => void
  look?: 'segments' | 'underline'
}

/** A choice of one among few, as native radio buttons in a row; arrow keys move as everywhere. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  look = 'segments',
}: SegmentedProps<T>) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={label} className={GROUP[look]}>
      {options.map((option) => (
        <label key={option.value} className={OPTION[look]}>
          <input
            type="radio"
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
            name={name}
            value={option.value}
            checked={option.value === value}
            aria-label={option.icon ? option.label : undefined}
            onChange={() => onChange(option.value)}
          />
          {option.icon ?? option.label}
        </label>
      ))}
    </div>
  )
}

const GROUP = {
  segments: 'flex w-fit max-w-full rounded-md bg-well p-[3px]',
  underline: 'flex gap-5',
}

const OPTION = {
  segments:
    'relative flex min-h-9 min-w-9 cursor-pointer items-center justify-center whitespace-nowrap rounded-sm px-3 text-soft transition-colors hover:text-ink has-checked:bg-chosen has-checked:font-medium has-checked:text-ink has-checked:shadow-[0_1px_2px_rgb(0_0_0/0.14)] has-focus-visible:outline-2 has-focus-visible:outline-accent max-sm:px-2.5',
  underline:
    'relative cursor-pointer border-b-2 border-transparent pb-1 text-soft hover:text-ink has-checked:border-accent has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent',
}
