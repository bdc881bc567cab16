import type { Group, Literal, Scope } from './literal.ts'
import { resolve } from './literal.ts'

const VALUES_MAX = 2000

// No text of a message that is right comes near it, and judging one that is wrong takes time that grows with its square.
const TEXT_MAX = 10_000

/**
 * The JSON value that a group stands for, its objects without a prototype; `undefined` where it holds anything that only a
 * program could fill in, a key twice, or far more than a message has.
 */
export function toPlain(group: Group, scope: Scope): unknown {
  const budget = { left: VALUES_MAX }
  const value = convertGroup(group, scope, budget)
  return value === UNKNOWN || budget.left < 0 ? undefined : value
}

const UNKNOWN = Symbol('unknown')

function convert(literal: Literal, scope: Scope, budget: { left: number }): unknown {
  budget.left -= 1
  if (budget.left < 0) return UNKNOWN
  const value = resolve(literal, scope)
  if (value.chosen) return UNKNOWN
  switch (value.kind) {
    case 'text':
      return value.gaps || value.text.length > TEXT_MAX ? UNKNOWN : value.text
    case 'number':
      return Number(value.text)
    case 'flag':
      return value.value
    case 'nothing':
      return null
    case 'name':
      return UNKNOWN
    case 'group':
      return convertGroup(value, scope, budget)
  }
}

function convertGroup(group: Group, scope: Scope, budget: { left: number }): unknown {
  if (group.bracket === '(' || group.repeated !== undefined) return UNKNOWN
  if (group.entries.size === 0 && (group.bracket === '[' || group.items.length > 0)) {
    const items = group.items.map((item) => convert(item, scope, budget))
    return items.includes(UNKNOWN) ? UNKNOWN : items
  }
  if (group.items.length > 0) return UNKNOWN
  const plain: Record<string, unknown> = Object.create(null)
  for (const [key, literal] of group.entries) {
    const value = convert(literal, scope, budget)
    if (value === UNKNOWN) return UNKNOWN
    plain[key] = value
  }
  return plain
}
