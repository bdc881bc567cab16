export type View = 'write' | 'preview' | 'output'

const VIEWS: readonly { view: View; label: string }[] = [
  { view: 'write', label: 'Write' },
  { view: 'preview', label: 'Preview' },
  { view: 'output', label: 'JSON' },
]

type ViewSwitchProps = { view: View; onChange: (view: View) => void }

/** On a phone one of the three columns is seen at a time; this row chooses which. */
export function ViewSwitch({ view, onChange }: ViewSwitchProps) {
  return (
    <nav aria-label="View" className="grid grid-cols-3 border-t border-line wide:hidden">
      {VIEWS.map((entry) => (
        <button
          key={entry.view}
          type="button"
          aria-current={entry.view === view ? 'true' : undefined}
          className="min-h-11 cursor-pointer py-2 text-soft aria-[current]:font-semibold aria-[current]:text-accent"
          onClick={() => onChange(entry.view)}
        >
          {entry.label}
        </button>
      ))}
    </nav>
  )
}
