import type { KeyboardEvent } from 'react'
import { useId, useRef, useState } from 'react'
import { EmojiGrid } from './emoji-grid.tsx'
import { readMemory, rememberTone } from './emoji-memory.ts'
import type { Emoji } from './find-emoji.ts'
import { findEmoji, GROUPS } from './find-emoji.ts'

type EmojiChoiceProps = {
  /** A function stands for a failed load, and tries again. */
  all: readonly Emoji[] | 'loading' | (() => void)
  onPick: (emoji: string) => void
}

const RECENT = -1

/** Search, groups, skin tone, and the signs that they leave to choose from. */
export function EmojiChoice({ all, onPick }: EmojiChoiceProps) {
  const [memory] = useState(readMemory)
  const [tone, setTone] = useState(memory.tone)
  const [group, setGroup] = useState<number>(memory.recent.length > 0 ? RECENT : 0)
  const [typed, setTyped] = useState('')
  const grid = useRef<HTMLDivElement>(null)
  const isSearch = typed.trim() !== ''
  const known = Array.isArray(all) ? (all as readonly Emoji[]) : []
  const recent = memory.recent.map((emoji) => toRecent(known, emoji))
  const shown = isSearch
    ? findEmoji(known, typed)
    : group === RECENT
      ? recent
      : known.filter((one) => one.group === group)

  function onKeyDown(event: KeyboardEvent): void {
    const first = grid.current?.querySelector('button')
    if (event.key === 'ArrowDown') first?.focus()
    else if (event.key === 'Enter' && isSearch) first?.click()
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className="flex gap-2">
        <input
          type="search"
          aria-label="Search emoji"
          placeholder="Search, like coffee"
          autoComplete="off"
          spellCheck={false}
          className="control min-h-9 min-w-0 flex-1 py-1"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <ToneChoice
          tone={tone}
          onChange={(next) => {
            setTone(next)
            rememberTone(next)
          }}
        />
      </div>
      <GroupChoice group={isSearch ? undefined : group} hasRecent={recent.length > 0} onChange={setGroup} />
      <p role="status" className={isSearch && Array.isArray(all) ? 'emoji-note' : 'sr-only'}>
        {isSearch &&
          Array.isArray(all) &&
          (shown.length > 0 ? `${shown.length} found` : 'No emoji has such a name.')}
      </p>
      {typeof all === 'function' ? (
        <Broken onRetry={all} />
      ) : (
        <EmojiGrid ref={grid} label={nameOf(isSearch, group)} emoji={shown} tone={tone} onPick={onPick} />
      )}
    </>
  )
}

function nameOf(isSearch: boolean, group: number): string {
  if (isSearch) return 'Found'
  return GROUPS.find((one) => one.group === group)?.label ?? 'Used last'
}

/** A sign that was used is kept with its skin tone, and named as far as it is known. */
function toRecent(known: readonly Emoji[], emoji: string): Emoji {
  const one = known.find(
    (other) => other.emoji === emoji || other.skins?.some((skin) => skin.emoji === emoji),
  )
  return { emoji, annotation: one?.annotation ?? emoji, group: RECENT, version: 0 }
}

type GroupChoiceProps = { group: number | undefined; hasRecent: boolean; onChange: (group: number) => void }

function GroupChoice({ group, hasRecent, onChange }: GroupChoiceProps) {
  const name = useId()
  const groups = [...(hasRecent ? [{ group: RECENT, label: 'Used last', sign: '🕘' }] : []), ...GROUPS]
  return (
    <div role="radiogroup" aria-label="Kind of emoji" className="emoji-groups">
      {groups.map((one) => (
        <label key={one.group} title={one.label}>
          <input
            type="radio"
            name={name}
            aria-label={one.label}
            checked={one.group === group}
            onChange={() => onChange(one.group)}
          />
          <span aria-hidden="true">{one.sign}</span>
        </label>
      ))}
    </div>
  )
}

const TONES = ['👋', '👋🏻', '👋🏼', '👋🏽', '👋🏾', '👋🏿']
const TONE_NAMES = ['Yellow', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark']

function ToneChoice({ tone, onChange }: { tone: number; onChange: (tone: number) => void }) {
  return (
    <select
      aria-label="Skin tone"
      className="control min-h-9 w-auto cursor-pointer px-1.5 py-1"
      value={tone}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {TONES.map((sign, index) => (
        <option key={sign} value={index} aria-label={TONE_NAMES[index]}>
          {sign}
        </option>
      ))}
    </select>
  )
}

function Broken({ onRetry }: { onRetry: () => void }) {
  return (
    <p className="p-3 text-[13px] text-red">
      The emoji could not be loaded.{' '}
      <button type="button" className="min-h-6 cursor-pointer underline" onClick={onRetry}>
        Try again
      </button>
    </p>
  )
}
