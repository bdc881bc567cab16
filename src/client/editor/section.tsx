import type { ReactNode } from 'react'

type SectionProps = {
  title: string
  aside?: string
  part: 'header' | 'body' | 'footer' | 'buttons'
  children: ReactNode
}

/** A part of the message on the sheet: its name in the gutter, its controls beside it. */
export function Section({ title, aside, part, children }: SectionProps) {
  return (
    <div
      data-field={part}
      className="grid contain-layout gap-x-4 gap-y-2 border-line p-4 not-first:border-t sm:grid-cols-[88px_minmax(0,1fr)] sm:px-6 sm:py-4"
    >
      <div className="flex items-baseline gap-2 sm:block sm:pt-2">
        <h2 className="text-[13px] font-semibold text-soft">{title}</h2>
        {aside && <p className="text-[13px] text-faint">{aside}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  )
}
