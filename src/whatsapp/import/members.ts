import { putByCall } from './join-terms.ts'
import type { Bracket, Group, Literal, Scope } from './literal.ts'
import { isList, putEntry, removeEntry } from './literal.ts'
import type { Reader, Token } from './reader.ts'

// Ways in which programs write the members of a list or an object other than one by one, each with its key.

/** Kotlin fills an object or a list in the braces behind its name: `buildJsonObject { put("type", "button") }`. */
export function fromPuts(group: Group): void {
  for (const item of group.items.splice(0)) {
    const isPut = item.kind === 'group' && PUTS.test(item.name)
    if (!isPut || !putByCall(group, { ...item, name: item.name.slice(0, 3) })) group.items.push(item)
  }
}

const PUTS = /^(?:put|add|putJsonObject|putJsonArray)$/

/** C# and C++ write an entry as a pair: `{ "type", "button" }` or `new JProperty("type", "button")`. */
export function fromPairs(reader: Reader, group: Group): void {
  const pairs = new Map<string, Literal>()
  const places = new Set<number>()
  for (const item of group.items) {
    const [key, value] = group.entries.size === 0 ? pairOf(item, group.bracket) : []
    if (key?.kind !== 'text' || !value || !/^\w{1,80}$/.test(key.text) || pairs.has(key.text)) return
    pairs.set(key.text, value)
    places.add(key.at).add(value.at)
  }
  if (pairs.size === 0) return
  group.items = []
  for (const [key, value] of pairs) putEntry(group, key, value)
  // What stood in a pair was no stray.
  reader.faults = reader.faults.filter(({ what, at }) => what !== 'stray' || !places.has(at))
}

function pairOf(item: Literal, bracket: Bracket): readonly Literal[] {
  if (item.kind !== 'group' || item.bracket !== bracket || item.items.length !== 2) return []
  const isPair = bracket === '{' ? item.name === '' : /(^|\.)(JProperty|Pair)$/.test(item.name)
  return isPair && item.entries.size === 0 ? item.items : []
}

/** True behind the signs that put the members of one value into another: `...more`, Python's `*more` and `**more`. */
export function isSpread({ source }: Reader, { at }: Token): boolean {
  return source.charAt(at - 1) === '*' || source.startsWith('...', at - 3)
}

// Far more than a message has, and few enough that variables which repeat each other multiply nothing.
const SPREAD_MAX = 10

/** Puts the members of a value into a list or an object; an object keeps the name of what is not known there, as a key. */
export function spreadInto(group: Group, value: Literal, scope: Scope): boolean {
  const known = value.kind === 'name' ? scope.get(value.text) : value
  if (group.bracket === '[') {
    if (!isList(known) || known.items.length > SPREAD_MAX) return false
    for (const item of known.items) group.items.push(markChosen(item, known))
    return true
  }
  if (group.bracket !== '{') return false
  if (value.kind === 'name') putEntry(group, `...${value.text}`, value)
  else if (value.kind === 'group' && value.bracket === '(') putEntry(group, `...${value.name}(…)`, value)
  else if (value.kind === 'group') addMissing(group, value)
  else return false
  return true
}

/** What an object takes over from others that the code gives, where it does not say it itself. */
export function addKnown({ scope }: Reader, group: Group): void {
  for (const [key, value] of [...group.entries]) {
    const known = key.startsWith('...') && value.kind === 'name' ? scope.get(value.text) : undefined
    if (known?.kind !== 'group' || known.bracket !== '{' || known.entries.size > SPREAD_MAX) continue
    removeEntry(group, key)
    addMissing(group, known)
  }
}

function addMissing(group: Group, known: Group): void {
  for (const [key, value] of known.entries)
    if (!group.entries.has(key)) putEntry(group, key, markChosen(value, known))
}

function markChosen(value: Literal, { chosen }: Literal): Literal {
  return chosen ? { ...value, chosen } : value
}
