import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { useFieldArray, useFormState } from 'react-hook-form'
import { BUTTONS_MAX } from '#whatsapp/limits.ts'
import { useMessageForm } from '../form.ts'
import { announce } from '../ui/announcer.tsx'
import { ButtonFields, recheckButtons } from './button-fields.tsx'
import { Section } from './section.tsx'

/** The reply buttons: written, moved, removed and added here; their IDs look after themselves. */
export function ButtonsSection() {
  const form = useMessageForm()
  const { control, getValues } = form
  const { fields, append, move, remove } = useFieldArray({ control, name: 'buttons', keyName: 'key' })
  const keys = useSteadyKeys(fields.map(({ key }) => key))
  const list = useRef<HTMLDivElement>(null)

  /** Anew even where the focus is already: its row may have another number, by which the preview lights its part. */
  function focusLater(selector: string): void {
    requestAnimationFrame(() => {
      const target = list.current?.querySelector<HTMLElement>(selector)
      target?.blur()
      target?.focus()
    })
  }

  function moveButton(from: number, to: number): void {
    move(from, to)
    announce(`Button ${from + 1} is now button ${to + 1}.`)
    const direction = to < from ? 'up' : 'down'
    const atEnd = to === 0 || to === fields.length - 1
    focusLater(`[data-button="${to}"] [data-move="${atEnd ? OPPOSITE[direction] : direction}"]`)
  }

  function removeButton(index: number): void {
    remove(index)
    announce(`Button ${index + 1} is removed.`)
    focusLater(`[data-button="${Math.min(index, fields.length - 2)}"] input`)
    recheckButtons(form)
  }

  function addButton(): void {
    const taken = getValues('buttons').map((button) => button.id)
    append({ title: '', id: '' }, { shouldFocus: true, focusName: `buttons.${taken.length}.title` })
  }

  return (
    <Section title="Buttons" aside={`1 to ${BUTTONS_MAX}`} part="buttons">
      <div ref={list} className="grid gap-2">
        {keys.map((key, index) => (
          <ButtonFields key={key} index={index}>
            <IconButton
              label="Move up"
              move="up"
              disabled={index === 0}
              onClick={() => moveButton(index, index - 1)}
            />
            <IconButton
              label="Move down"
              move="down"
              disabled={index === fields.length - 1}
              onClick={() => moveButton(index, index + 1)}
            />
            <IconButton label="Remove" disabled={fields.length === 1} onClick={() => removeButton(index)} />
          </ButtonFields>
        ))}
      </div>
      <ListError />
      {fields.length < BUTTONS_MAX ? (
        <button type="button" name="buttons" className="quiet mt-2 -ml-2" onClick={addButton}>
          <Plus size={16} aria-hidden="true" />
          Add button
        </button>
      ) : (
        <p className="mt-2 text-[13px] text-faint">Three is the most that WhatsApp allows.</p>
      )}
    </Section>
  )
}

/** Exchanging the draft names all rows anew; they keep their keys all the same, so that no field is taken down and built again. */
function useSteadyKeys(names: readonly string[]): string[] {
  const known = useRef(new Map<string, string>())
  const before = [...known.current.values()]
  const isExchanged = !names.some((name) => known.current.has(name))
  const toKey = (name: string, index: number) =>
    known.current.get(name) ?? (isExchanged ? before[index] : undefined) ?? name
  known.current = new Map(names.map((name, index) => [name, toKey(name, index)]))
  return [...known.current.values()]
}

const OPPOSITE = { up: 'down', down: 'up' } as const
const ICON = { 'Move up': ArrowUp, 'Move down': ArrowDown, Remove: X }

type IconButtonProps = {
  label: keyof typeof ICON
  move?: 'up' | 'down'
  disabled: boolean
  onClick: () => void
}

function IconButton({ label, move, disabled, onClick }: IconButtonProps) {
  const Icon = ICON[label]
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      data-move={move}
      disabled={disabled}
      className="quiet size-9 min-h-9 p-0 sm:w-8"
      onClick={onClick}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  )
}

function ListError() {
  const { control } = useMessageForm()
  const { errors } = useFormState({ control, name: 'buttons' })
  const message = errors.buttons?.root?.message ?? errors.buttons?.message
  return message ? <p className="mt-2 text-[13px] text-red">{message}</p> : null
}
