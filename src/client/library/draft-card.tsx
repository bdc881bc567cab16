import type { LucideIcon } from 'lucide-react'
import { CopyPlus, Download, History, Pencil, Trash2 } from 'lucide-react'
import type { KeyboardEvent, MouseEventHandler } from 'react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { announce } from '../ui/announcer.tsx'
import { downloadRecord } from './download.ts'
import type { DraftRecord } from './draft-record.ts'
import { parseRecord } from './draft-record.ts'
import { duplicate, nameOf, renameShelved } from './shelf.ts'
import { Thumb } from './thumb.tsx'
import { sayExactly, sayWhen } from './when.ts'

type DraftCardProps = {
  id: string
  text: string
  isCurrent: boolean
  onOpen: (name: string) => void
  onVersions: (name: string) => void
  /** `at`: when it was asked for, by the clock of events. */
  onRemove: (name: string, at: number) => void
  /** Does what changes the list. */
  onChange: (work: () => void) => Promise<void>
}

/** One draft: how it looks, what it is called, and what can be done with it. */
export function DraftCard(props: DraftCardProps) {
  const record = useMemo(() => parseRecord(props.text), [props.text])
  return <li>{record ? <ReadableCard {...props} record={record} /> : <UnreadableCard {...props} />}</li>
}

type ReadableCardProps = DraftCardProps & { record: DraftRecord }

function ReadableCard({ record, id, isCurrent, onOpen, onVersions, onRemove, onChange }: ReadableCardProps) {
  const [isRenaming, setIsRenaming] = useState(false)
  const actions = useRef<HTMLDivElement>(null)
  const name = nameOf(record)

  function endRenaming(next: string | undefined): void {
    // The field goes; a keyboard that was in it goes on at the button that opened it.
    if (document.activeElement?.matches('.library-name')) actions.current?.querySelector('button')?.focus()
    setIsRenaming(false)
    if (next === undefined || next === record.name) return
    void onChange(() => renameShelved(id, next))
  }

  return (
    <article aria-label={name} className="library-card" data-current={isCurrent || undefined}>
      <Thumb draft={record.draft} />
      {isRenaming ? (
        <NameField name={record.name} title={name} onEnd={endRenaming} />
      ) : (
        <h3 dir="auto">
          <button type="button" className="library-open" onClick={() => onOpen(name)}>
            {name}
          </button>
        </h3>
      )}
      <p className="library-when" title={sayExactly(record.updatedAt)}>
        {isCurrent ? <span>In the editor</span> : sayWhen(record.updatedAt)}
      </p>
      <div ref={actions} className="library-actions">
        <IconButton label="Rename" Icon={Pencil} onClick={() => setIsRenaming(true)} />
        <IconButton label="Versions" Icon={History} onClick={() => onVersions(name)} />
        <IconButton
          label="Duplicate"
          Icon={CopyPlus}
          onClick={() => void onChange(() => announce(`“${duplicate(record)}” is among your drafts now.`))}
        />
        <IconButton label="Delete" Icon={Trash2} onClick={({ timeStamp }) => onRemove(name, timeStamp)} />
      </div>
    </article>
  )
}

function UnreadableCard({ id, text, onRemove }: DraftCardProps) {
  const name = 'Unreadable draft'
  return (
    <article aria-label={name} className="library-card">
      <div className="thumb-unreadable">
        <p>This record is damaged, or was written by a newer version of Trio.</p>
      </div>
      <h3>{name}</h3>
      <p className="library-when">{id}</p>
      <div className="library-actions">
        <IconButton label="Download" Icon={Download} onClick={() => downloadRecord(text, name)} />
        <IconButton label="Delete" Icon={Trash2} onClick={({ timeStamp }) => onRemove(name, timeStamp)} />
      </div>
    </article>
  )
}

type IconButtonProps = { label: string; Icon: LucideIcon; onClick: MouseEventHandler }

function IconButton({ label, Icon, onClick }: IconButtonProps) {
  return (
    <button type="button" className="quiet" aria-label={label} title={label} onClick={onClick}>
      <Icon size={16} aria-hidden="true" />
    </button>
  )
}

type NameFieldProps = { name: string; title: string; onEnd: (name: string | undefined) => void }

function NameField({ name, title, onEnd }: NameFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const hasEnded = useRef(false)
  useEffect(() => field.current?.select(), [])

  // A title that was only looked at becomes no name.
  function readName(): string | undefined {
    const input = field.current
    return input?.value === input?.defaultValue ? undefined : input?.value.trim()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    // Escape ends the renaming alone, not the dialog.
    event.preventDefault()
    hasEnded.current = true
    onEnd(event.key === 'Enter' ? readName() : undefined)
  }

  return (
    <input
      ref={field}
      aria-label="Draft name"
      dir="auto"
      className="library-name"
      defaultValue={name || title}
      onKeyDown={onKeyDown}
      onBlur={() => hasEnded.current || onEnd(readName())}
    />
  )
}
