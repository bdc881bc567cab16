import type { ComponentType, KeyboardEvent, RefObject } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'
import { lazyPart } from '../ui/lazy-part.tsx'

type Kind = 'json' | 'curl' | 'code'

// What a message can be handed over as; each panel is loaded with its first look.
const KINDS: readonly { kind: Kind; label: string; Panel: ComponentType }[] = [
  { kind: 'json', label: 'JSON', Panel: lazyPart(async () => (await import('./json.tsx')).Json) },
  { kind: 'curl', label: 'cURL', Panel: lazyPart(async () => (await import('./curl.tsx')).Curl) },
  { kind: 'code', label: 'Code', Panel: lazyPart(async () => (await import('./code.tsx')).Code) },
]

type OutputProps = {
  /** Where the phone shares the column, it is the first tab of the same strip. */
  previewTab?: { selected: boolean; onSelect: () => void; onLeave: () => void }
}

/** The message for developers: one tab for each form of it. */
export function Output({ previewTab }: OutputProps) {
  const [kind, setKind] = useState<Kind>('json')
  const selected = previewTab?.selected ? 'preview' : kind
  const section = useRef<HTMLElement>(null)
  const shown = useShown(section, selected)

  function select(next: Kind | 'preview'): void {
    if (next === 'preview') {
      previewTab?.onSelect()
      return
    }
    setKind(next)
    if (previewTab?.selected) previewTab.onLeave()
  }

  return (
    <section ref={section} aria-label="Output" className="flex min-w-0 flex-col gap-3">
      <TabStrip
        tabs={[...(previewTab ? [{ kind: 'preview' as const, label: 'Preview' }] : []), ...KINDS]}
        selected={selected}
        onSelect={select}
      />
      {KINDS.map(({ kind: one, Panel }) => (
        <div
          key={one}
          role="tabpanel"
          id={`output-${one}`}
          aria-labelledby={`tab-${one}`}
          hidden={one !== selected}
          // In a column beside the editor the text scrolls in itself and stays in sight.
          className="wide:flex wide:max-h-[calc(100dvh-200px-var(--notice,0px))] wide:flex-col wide:[&[hidden]]:hidden"
        >
          {one === shown && one === selected && <Panel />}
        </div>
      ))}
    </section>
  )
}

/** The selected tab if the layout gives it any room: what nobody sees is not loaded and costs no keystroke. */
function useShown(section: RefObject<HTMLElement | null>, selected: Tab): Tab | undefined {
  const [shown, setShown] = useState<Tab>()
  useLayoutEffect(() => {
    const { current } = section
    if (!current) return
    const measure = () => setShown(current.offsetWidth > 0 ? selected : undefined)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(current)
    return () => observer.disconnect()
  }, [section, selected])
  return shown
}

type Tab = Kind | 'preview'
type TabStripProps = {
  tabs: readonly { kind: Tab; label: string }[]
  selected: Tab
  onSelect: (kind: Tab) => void
}

/** Tabs by the WAI-ARIA pattern: one stop for the Tab key, arrows, Home and End inside. */
function TabStrip({ tabs, selected, onSelect }: TabStripProps) {
  function onKeyDown(event: KeyboardEvent): void {
    const index = tabs.findIndex(({ kind }) => kind === selected)
    const next = tabs.at(toIndex(event.key, index, tabs.length) ?? tabs.length)
    if (!next) return
    event.preventDefault()
    onSelect(next.kind)
    document.getElementById(`tab-${next.kind}`)?.focus()
  }
  return (
    <div
      role="tablist"
      aria-label="Output"
      className="inline-flex self-start rounded-md bg-well p-[3px]"
      onKeyDown={onKeyDown}
    >
      {tabs.map(({ kind, label }) => (
        <button
          key={kind}
          type="button"
          role="tab"
          id={`tab-${kind}`}
          aria-selected={kind === selected}
          aria-controls={kind === 'preview' ? undefined : `output-${kind}`}
          tabIndex={kind === selected ? 0 : -1}
          // The prerendered strip is that of two columns; where there are three, its first tab must not show for a moment.
          className={`${TAB} ${kind === 'preview' ? 'max-wide:hidden triple:hidden' : ''}`}
          onClick={() => onSelect(kind)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

const TAB =
  'min-h-9 cursor-pointer rounded-sm px-3 text-soft transition-colors hover:text-ink aria-selected:bg-chosen aria-selected:font-medium aria-selected:text-ink aria-selected:shadow-[0_1px_2px_rgb(0_0_0/0.14)]'

function toIndex(key: string, index: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (index + 1) % length
    case 'ArrowLeft':
      return (index - 1 + length) % length
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}
