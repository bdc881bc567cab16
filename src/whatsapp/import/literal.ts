/**
 * Where a value stands in its source: offsets in UTF-16 units, `end` behind the last one. `chosen` says that a program would
 * choose between this value and others.
 */
export type Place = { at: number; end: number; chosen?: boolean }

/** `raw` is what stands between the quotes; `gaps` says that a program would fill something in. */
export type Text = Place & { kind: 'text'; text: string; raw: string; gaps: boolean }

export type Bracket = '{' | '[' | '(' | 'code'

/**
 * An object, list or call, or the code around them: `entries` are what has a key, `items` what has none. `keys` finds an
 * entry by its folded key. Maps, not objects, so that a key like `__proto__` is data and nothing else.
 */
export type Group = Place & {
  kind: 'group'
  bracket: Bracket
  name: string
  entries: ReadonlyMap<string, Literal>
  keys: Map<string, string> | undefined
  items: Literal[]
  repeated: Set<string> | undefined
  assigned: boolean
}

/** A value as it is written in JSON or in a program; a `name` is a variable or a placeholder, known only to its program. */
export type Literal =
  | Text
  | Group
  | (Place & { kind: 'number'; text: string })
  | (Place & { kind: 'name'; text: string })
  | (Place & { kind: 'flag'; value: boolean })
  | (Place & { kind: 'nothing' })

/** Values that the surrounding code gives to names. */
export type Scope = ReadonlyMap<string, Literal>

// Most groups of a text have no entries at all; they share this one.
const NONE: Map<string, Literal> = new Map()

/** A group in which nothing stands yet. */
export function createGroup(bracket: Bracket, name: string, at: number): Group {
  return {
    kind: 'group',
    bracket,
    name,
    entries: NONE,
    keys: undefined,
    items: [],
    repeated: undefined,
    assigned: false,
    at,
    end: at,
  }
}

/** Puts an entry into a group; the last of several with one key stays, as in JSON. */
export function putEntry(group: Group, key: string, value: Literal): void {
  const before = group.entries.get(key)
  if (before && !saysNothing(before)) {
    group.repeated ??= new Set()
    group.repeated.add(key)
  }
  const entries =
    group.entries === NONE ? new Map<string, Literal>() : (group.entries as Map<string, Literal>)
  entries.set(key, value)
  group.entries = entries
  group.keys ??= new Map()
  const folded = foldKey(key)
  if (!group.keys.has(folded)) group.keys.set(folded, key)
}

/** Takes an entry out of a group. */
export function removeEntry(group: Group, key: string): void {
  if (group.entries === NONE) return
  const entries = group.entries as Map<string, Literal>
  entries.delete(key)
}

/** A group with these entries, as far as they are there, in the place of another value. */
export function toGroup({ at, end }: Place, entries: Record<string, Literal | undefined>): Group {
  const group = createGroup('{', '', at)
  group.end = end
  for (const [key, value] of Object.entries(entries)) if (value) putEntry(group, key, value)
  return group
}

/** A text that the paste does not hold, in the place of what it stands for. */
export function toText(text: string, { at, end }: Place): Text {
  return { kind: 'text', text, raw: text, gaps: false, at, end }
}

/** A key without capitals, hyphens and underscores, so that `Message_Id` and `messageId` meet; `...rest` is no name. */
export function foldKey(key: string): string {
  return key.length > 80 || key.startsWith('...') ? key : key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

// Only the names that are looked for, which are few, come in here: each is folded once.
const folded = new Map<string, string>()

/** The key under which a group holds `name`, written exactly so or in another manner. */
export function findKey(group: Group, name: string): string | undefined {
  if (group.entries.size === 0) return undefined
  if (group.entries.has(name)) return name
  const key = folded.get(name) ?? foldKey(name)
  folded.set(name, key)
  return group.keys?.get(key)
}

/** The value of the first of these names that the group holds, with variables replaced by what the code gives them. */
export function lookUp(group: Group, names: readonly string[], scope: Scope): Literal | undefined {
  for (const name of names) {
    const key = findKey(group, name)
    const value = key === undefined ? undefined : group.entries.get(key)
    if (value) return resolve(value, scope)
  }
  return undefined
}

const HOPS_MAX = 8

/** Follows a variable to its value; a name that the code does not explain stays a name. */
export function resolve(literal: Literal, scope: Scope): Literal {
  let value = literal
  for (let hop = 0; hop < HOPS_MAX && value.kind === 'name'; hop += 1) {
    const next = scope.get(value.text)
    if (!next || next === value) return value
    value = next
  }
  return argumentOf(value) ?? value
}

const FETCHES =
  /env|config|secret|read|load|get|fetch|input|prompt|require|import|i18n|^(_+|tr?|translate)$|\.join(ToString)?$/i

/** True for a call that makes a list of another, like `options.map(…)`. */
export function makesList(name: string): boolean {
  return /\.(map|flatMap|select|collect)$|^(Array\.from|List\.generate)$/.test(name)
}

/** What a call is made with, where that is all: `new Body("Hello")` says “Hello”, `getenv("TO")` does not say “TO”. */
function argumentOf(value: Literal): Literal | undefined {
  if (value.kind !== 'group' || value.bracket !== '(' || value.entries.size > 0) return undefined
  const [only] = value.items
  if (value.items.length !== 1 || FETCHES.test(value.name) || LIST_CALL.test(value.name)) return undefined
  if (makesList(value.name)) return undefined
  return only?.kind === 'text' || (only?.kind === 'group' && only.bracket === '{') ? only : undefined
}

const LIST_CALL =
  /^$|(^|\.)(array|list|tuple|listOf|mutableListOf|arrayOf|asList|of|jsonArray|jArray|arrayList)$/i

/** The members of a list, also of one written with the keys 0, 1, 2; `undefined` for anything else. */
export function membersOf(literal: Literal | undefined): Literal[] | undefined {
  if (literal?.kind !== 'group') return undefined
  if (literal.bracket === '(' && !LIST_CALL.test(literal.name)) return undefined
  if (literal.entries.size === 0) return literal.items
  const numbered = [...literal.entries.keys()].every((key) => /^\d+$/.test(key))
  return numbered ? [...literal.entries.values()] : undefined
}

/** True for `{}`, `[]` and `()`. */
export function isEmpty(group: Group): boolean {
  return group.entries.size === 0 && group.items.length === 0
}

export function isList(literal: Literal | undefined): literal is Group {
  return literal?.kind === 'group' && literal.bracket === '['
}

/** True for what a program leaves empty until it fills it. */
function saysNothing(literal: Literal): boolean {
  if (literal.kind === 'group') return isEmpty(literal)
  return literal.kind === 'nothing' || (literal.kind === 'text' && literal.text === '')
}
