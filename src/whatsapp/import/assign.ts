import { joinTerms, putByCall } from './join-terms.ts'
import type { Group, Literal, Scope } from './literal.ts'
import { createGroup, isList, putEntry, resolve } from './literal.ts'
import type { Reader, Token } from './reader.ts'
import type { Separator } from './scan.ts'

// What a program puts into its data: an entry where it stands, and by paths and calls from further down.

/** Puts an entry into its group, or what a path like `data.body.text` is given into the place that it names. */
export function putMember(
  reader: Reader,
  group: Group,
  { text: key, at }: Token,
  value: Literal | undefined,
  { sign }: Separator,
): void {
  if (!value) return
  if (sign === '+=') {
    addTo(reader, group, key, value)
    return
  }
  const place = sign === '=' ? placeOf(reader, key, value, { group, at }) : undefined
  if (place) putAt(place.owner, place.part, value)
  else putEntry(group, key, value)
  if (sign !== '=') return
  group.assigned = true
  if (value.kind !== 'name' || value.text !== key) reader.scope.set(key, value)
}

/** More of a text or of a list; of a name that is not known it is a value like others. */
function addTo(reader: Reader, group: Group, key: string, value: Literal): void {
  const place = placeOf(reader, key, value)
  const before = place ? memberAt(place.owner, place.part) : reader.scope.get(key)
  if (isList(before) && value.kind === 'group' && !isWithin(before, value))
    before.items.push(...(isList(value) ? value.items : [value]))
  else if (before?.kind === 'text') Object.assign(before, joinTerms(before, 'join', value))
  else group.items.push(value)
}

/** A program may fill its list later: `buttons.push({…})`. */
export function addToList(reader: Reader, call: Literal): void {
  if (call.kind !== 'group' || call.bracket !== '(') return
  if (!/\.(push|append|add|put|addProperty|set)$/i.test(call.name)) return
  const { owner, part } = placeOf(reader, call.name, call) ?? {}
  if (!owner || !part) return
  if (owner.bracket === '[') owner.items.push(...call.items)
  else putByCall(owner, { ...call, name: part })
}

/**
 * The object or list in which the last part of a path like `data.body.text` stands or is to stand. Where code is given, what is
 * missing on the way to it is made there.
 */
function placeOf(
  { scope }: Reader,
  path: string,
  value: Literal,
  code?: { group: Group; at: number },
): { owner: Group; part: string } | undefined {
  const parts = path.length > 500 ? [] : path.split(/(\.|->)/)
  const names = parts.filter((_, index) => index % 2 === 0)
  const [root = ''] = names
  let owner: Group | undefined
  let index = 0
  for (; !owner && index < names.length - 1; index += 1)
    owner = groupOf(scope.get(parts.slice(0, 2 * index + 1).join('')), scope)
  if (!owner && code && names.length > 1 && !scope.has(root)) {
    owner = createGroup('{', '', code.at)
    owner.end = value.end
    putEntry(code.group, root, owner)
    scope.set(root, owner)
    index = 1
  }
  for (const [step, name] of names.slice(index, -1).entries()) {
    if (!owner) return undefined
    let member = memberAt(owner, name)
    if (code && (!member || member.kind === 'nothing') && takes(owner, name)) {
      member = createGroup(isIndex(names[index + step + 1] ?? '') ? '[' : '{', '', owner.at)
      putAt(owner, name, member)
    }
    owner = groupOf(member, scope)
  }
  const part = names.at(-1) ?? ''
  if (!owner || isWithin(owner, value) || (code && !takes(owner, part))) return undefined
  return { owner, part }
}

/** True for a part of the value, into which the value cannot be put. */
function isWithin(owner: Group, value: Literal): boolean {
  return owner.at >= value.at && owner.at < value.end
}

function groupOf(literal: Literal | undefined, scope: Scope): Group | undefined {
  const value = literal && resolve(literal, scope)
  return [value, literal].find((one): one is Group => one?.kind === 'group')
}

function isIndex(part: string): boolean {
  return /^\d*$/.test(part)
}

/** True unless a list with items would get a key. */
function takes(owner: Group, part: string): boolean {
  return !isList(owner) || owner.items.length === 0 || isIndex(part)
}

function memberAt(owner: Group, part: string): Literal | undefined {
  return isList(owner) && isIndex(part) && part !== '' ? owner.items[Number(part)] : owner.entries.get(part)
}

function putAt(owner: Group, part: string, value: Literal): void {
  if (part !== '' && !(isList(owner) && isIndex(part))) putEntry(owner, part, value)
  else if (part !== '' && Number(part) < owner.items.length) owner.items[Number(part)] = value
  else owner.items.push(value)
}
