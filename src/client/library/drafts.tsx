import './library.css'
import { FileText, LayoutTemplate, Search } from 'lucide-react'
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { MessageForm } from '../form.ts'
import { useMessageForm } from '../form.ts'
import { closeOverlay, openOverlay } from '../overlay.ts'
import { announce } from '../ui/announcer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { keep, readCurrent, useCurrent } from './current-draft.ts'
import { DraftCard } from './draft-card.tsx'
import { parseRecord } from './draft-record.ts'
import { NothingKept } from './nothing-kept.tsx'
import type { Removed, Shelved } from './shelf.ts'
import {
  bringBack,
  isStorageBlocked,
  keepRecipients,
  keepsRecipients,
  listShelf,
  remove,
  toSearchText,
} from './shelf.ts'
import { openAnother, openDraft, startBlank } from './switch-draft.ts'
import { useGrowing } from './use-growing.ts'
import { Versions } from './versions.tsx'

type Removal = { draft: Removed; name: string }

type Change = (work: () => unknown) => Promise<void>

const DOUBLE_CLICK = 500
const TYPING_PAUSE = 700

/** All drafts of this browser, with what can be done to each. */
export function Drafts() {
  return isStorageBlocked() ? <NothingKept /> : <Shelf />
}

function Shelf() {
  const form = useMessageForm()
  const { id: current, saving } = useCurrent()
  const { shelf, failures, change } = useShelf()
  const { removed, take, undo } = useRemovals(form, change)
  const [query, setQuery] = useState('')
  const [past, setPast] = useState<{ id: string; name: string }>()
  const found = useFound(shelf, useDeferredValue(query))
  useSaidResult(query.trim(), found.length)
  const { shown, end } = useGrowing(found.length)

  function open(id: string, name: string): void {
    openDraft(form, id)
    closeOverlay()
    announce(`“${name}” is in the editor.`)
  }

  if (past) return <Versions {...past} onBack={() => setPast(undefined)} />
  return (
    <Dialog title="Drafts" className="library" onClose={closeOverlay}>
      <div className="library-tools">
        <SearchField query={query} onChange={setQuery} />
        <NewButtons
          onBlank={() => {
            startBlank(form)
            closeOverlay()
            announce('A blank draft is in the editor.')
          }}
        />
      </div>
      <div className="library-list">
        {found.length === 0 && <Nothing query={query.trim()} />}
        <ul className="library-grid">
          {found.slice(0, shown).map((draft) => (
            <DraftCard
              key={draft.id}
              {...draft}
              isCurrent={draft.id === current}
              onOpen={(name) => open(draft.id, name)}
              onVersions={(name) => setPast({ id: draft.id, name })}
              onRemove={(name, at) => take(draft.id, name, at)}
              onChange={change}
            />
          ))}
        </ul>
        <div ref={end} />
      </div>
      {removed.length > 0 && (
        <RemovedBar key={removed.length} sentence={`${nameAll(removed)} deleted.`} onUndo={undo} />
      )}
      {(failures > 0 || saving === 'failed') && <Full key={failures} />}
      <KeepRecipients onChange={change} />
    </Dialog>
  )
}

function useShelf() {
  const [shelf, setShelf] = useState(listShelf)
  const [listed] = useState(() => readCurrent().rev)
  const [failures, setFailures] = useState(0)
  useEffect(() => {
    const update = () => setShelf(listShelf())
    keep()
    // It may also have been kept by itself since the list was read.
    if (readCurrent().rev !== listed) update()
    addEventListener('storage', update)
    return () => removeEventListener('storage', update)
  }, [listed])

  /** Does what may find no room in the storage; the list shows what is there then. */
  async function change(work: () => unknown): Promise<void> {
    try {
      await work()
      setFailures(0)
    } catch {
      setFailures((before) => before + 1)
    }
    setShelf(listShelf())
  }

  return { shelf, failures, change }
}

function useRemovals(form: MessageForm, change: Change) {
  const [removed, setRemoved] = useState<readonly Removal[]>([])
  const lastAt = useRef(Number.NEGATIVE_INFINITY)

  function take(id: string, name: string, at: number): void {
    // The second press of a double click meets the card that has moved up.
    if (at - lastAt.current < DOUBLE_CLICK) return
    lastAt.current = at
    // Left before it is gone, so that leaving does not keep it again.
    if (id === readCurrent().id) openAnother(form)
    void change(async () => {
      const draft = await remove(id)
      if (draft) {
        setRemoved((before) => [...before, { draft, name }])
        announce(`“${name}” is deleted.`)
      }
      // What found no room before may have it now.
      keep()
    })
  }

  function undo(): void {
    void change(async () => {
      await Promise.all(removed.map(({ draft }) => bringBack(draft)))
      setRemoved([])
      announce(`${nameAll(removed)} back.`)
      document.querySelector<HTMLElement>('.library h2')?.focus()
    })
  }

  return { removed, take, undo }
}

function useFound(shelf: readonly Shelved[], query: string): readonly Shelved[] {
  const words = query.toLowerCase().trim()
  return useMemo(() => (words === '' ? shelf : shelf.filter((draft) => holds(draft, words))), [shelf, words])
}

function holds({ text }: Shelved, words: string): boolean {
  const record = parseRecord(text)
  return record !== undefined && toSearchText(record).includes(words)
}

function NewButtons({ onBlank }: { onBlank: () => void }) {
  return (
    <>
      <button type="button" className="library-button" onClick={onBlank}>
        <FileText size={16} aria-hidden="true" />
        New blank draft
      </button>
      <button type="button" className="library-button" onClick={() => openOverlay({ kind: 'starters' })}>
        <LayoutTemplate size={16} aria-hidden="true" />
        From a starter
      </button>
    </>
  )
}

function SearchField({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  return (
    <div className="library-search control">
      <Search size={16} aria-hidden="true" />
      <input
        type="search"
        aria-label="Search drafts"
        placeholder="Search drafts"
        value={query}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}

function Nothing({ query }: { query: string }) {
  return (
    <p className="library-nothing">
      {query === ''
        ? 'No drafts yet. What you write is kept here by itself, from the first edit on.'
        : sayNothingFound(query)}
    </p>
  )
}

function sayNothingFound(query: string): string {
  return `No draft says “${query}”.`
}

/** Tells what a search has found once nobody types on. */
function useSaidResult(query: string, count: number): void {
  const say = useEffectEvent(() => {
    if (count === 0) announce(sayNothingFound(query))
    else announce(count === 1 ? '1 draft found.' : `${count} drafts found.`)
  })
  useEffect(() => {
    if (query === '') return
    const timer = setTimeout(say, TYPING_PAUSE)
    return () => clearTimeout(timer)
  }, [query])
}

function nameAll(removed: readonly Removal[]): string {
  return removed.length === 1 ? `“${removed[0]?.name}” is` : `${removed.length} drafts are`
}

function RemovedBar({ sentence, onUndo }: { sentence: string; onUndo: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  // The button that was pressed is gone with its card.
  useEffect(() => button.current?.focus(), [])
  return (
    <div className="library-removed">
      <p>{sentence}</p>
      <button ref={button} type="button" className="library-button" onClick={onUndo}>
        Undo
      </button>
    </div>
  )
}

function Full() {
  return (
    <p role="alert" className="library-full">
      The browser’s storage for Trio is full, so nothing more can be kept. Delete drafts that you no longer
      need, then try again.
    </p>
  )
}

function KeepRecipients({ onChange }: { onChange: Change }) {
  const [isKept, setIsKept] = useState(keepsRecipients)
  return (
    <label className="library-recipients">
      <input
        type="checkbox"
        checked={isKept}
        onChange={({ target }) => {
          void onChange(() => keepRecipients(target.checked))
          setIsKept(keepsRecipients())
        }}
      />
      <span>
        Keep the recipient with drafts.{' '}
        <span className="text-faint">Drafts stay in this browser, for whoever uses it.</span>
      </span>
    </label>
  )
}
