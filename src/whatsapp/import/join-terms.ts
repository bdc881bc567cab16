import type { Group, Literal, Text } from './literal.ts'
import { putEntry, toText } from './literal.ts'
import { findGaps } from './placeholders.ts'

/** What stands between two values: nothing, a sign that joins texts, or something else. */
export type Link = 'none' | 'join' | 'other'

/** The value that two neighbours make in code, by what links them: joined texts, a named group, or the one that says more. */
export function joinTerms(value: Literal | undefined, link: Link, term: Literal): Literal {
  if (!value) return term
  if (link === 'join' && value.kind === 'group' && term.kind === 'group') putByCall(value, term)
  if (link === 'join') return joinTexts(value, term)
  if (link !== 'none') return value.kind === 'name' || value.kind === 'nothing' ? term : value
  if (value.kind === 'text' && term.kind === 'text') return concat(value, term)
  if (value.kind === 'name' && term.kind === 'group' && term.name === '') term.name = value.text
  return term
}

const TIDIES =
  /^([lr]?(trim|strip)\w*|dedent|to_?s(tring)?|to_owned|into|encode|getBytes|toByteArray|freeze|html_safe)$/i
const FILLS = /^(format(ted|_map)?|g?sub|(safe_)?substitute|interpolate)$/i
const CHANGES = /^(map|flatMap|slice|sort|sorted|reverse|reversed)$/i

// What texts may come to by replacing, and how many of a list are joined, so that the work stays in proportion to the source.
const MADE_MAX = 2_000
const JOINED_MAX = 100

/** What the usual methods make of a text or a list; PHP joins texts by a dot too, so any other call is part of the text. */
export function callMethod(value: Text | Group, call: Literal): Literal | undefined {
  if (call.kind !== 'group') return undefined
  const { name, items } = call
  const [first, second] = items
  if (value.kind === 'group') {
    const joins = /^join(ToString)?$/i.test(name)
    const joined = joins && value.name === '' ? joinList(value.items, first ?? toText(',', call)) : undefined
    // No text is read from a list that a program changes, though its members may be buttons.
    if (!joined && (joins || CHANGES.test(name))) value.name = name
    return joined
  }
  if (/^join$/i.test(name) && items.length === 1)
    return (first?.kind === 'group' && first.bracket !== '{' && joinList(first.items, value)) || call
  if (/^concat$/i.test(name)) return items.reduce<Text>((text, item) => concat(text, asText(item)), value)
  if (TIDIES.test(name) && items.length === 0) return { ...value, text: value.text.trim() }
  if (/^replace/i.test(name) && first?.kind === 'text' && second)
    return replaceIn(value, first, asText(second))
  const fills = FILLS.test(name) && (value.gaps || findGaps(value.text, true).length > 0)
  return fills ? { ...value, gaps: true } : undefined
}

function replaceIn(value: Text, { text: old }: Text, { text: put, gaps, chosen }: Text): Text | undefined {
  if (old === '' || value.text.length > MADE_MAX || !value.text.includes(old)) return undefined
  const text = value.text.replaceAll(old, () => put)
  if (text.length > MADE_MAX) return undefined
  return { ...value, text, raw: text, gaps: value.gaps || gaps, chosen: Boolean(value.chosen || chosen) }
}

/** A list whose texts a program joins. */
function joinList(items: readonly Literal[], between: Literal): Literal | undefined {
  const [first, ...others] = items
  if (!first || between.kind !== 'text' || items.length > JOINED_MAX || items.some(holdsData))
    return undefined
  return others.reduce<Text>((text, item) => concat(concat(text, between), asText(item)), asText(first))
}

function joinTexts(value: Literal, term: Literal): Literal {
  if ((value.kind !== 'text' && term.kind !== 'text') || holdsData(value)) return value
  return concat(asText(value), asText(term))
}

/** A text as it is; of what only a program knows, the gap that it fills. */
function asText(literal: Literal): Text {
  if (literal.kind === 'text') return literal
  const { at, end } = literal
  if (literal.kind === 'number') return toText(literal.text, literal)
  const text = `\${${nameOf(literal).slice(0, 100)}}`
  return { kind: 'text', text, raw: text, gaps: true, at, end }
}

function nameOf(literal: Literal): string {
  if (literal.kind === 'name') return literal.text
  return literal.kind === 'group' && literal.name !== '' ? `${literal.name}(…)` : '…'
}

/** A call around data, like `encode({…}) + "\n"`, says more than the text that is joined to it. */
export function holdsData(literal: Literal): boolean {
  if (literal.kind !== 'group') return false
  return literal.entries.size > 0 || literal.items.slice(0, 10).some(holdsData)
}

function concat(left: Text, right: Text): Text {
  const gaps = left.gaps || right.gaps
  return {
    kind: 'text',
    text: left.text + right.text,
    raw: left.raw + right.raw,
    gaps,
    chosen: Boolean(left.chosen || right.chosen),
    at: left.at,
    end: right.end,
  }
}

/** A program may fill an object by calls: `json.put("type", "button")`, `list.add(…)`, or `Body.builder().text("…")`; true if it did. */
export function putByCall(target: Group, { name, bracket, items, entries }: Group): boolean {
  const [first, second] = items
  if (bracket !== '(' || entries.size > 0 || !first || items.length > 2) return false
  const puts = /^(?:put|add|addProperty|set|append|push)$/i.test(name)
  if (puts && second && first.kind === 'text') putEntry(target, first.text, second)
  else if (puts && !second) target.items.push(first)
  else if (!second && target.bracket === '(' && target.items.length === 0) putEntry(target, name, first)
  else return false
  return true
}

/** Java writes an object as a call with keys and values in turn, `Map.of("type", "button")`, or with a call for each entry. */
export function toCall(call: Group): Group {
  if (/(^|\.)ofEntries$/.test(call.name))
    for (const entry of call.items.splice(0)) {
      if (entry.kind === 'group' && /(^|\.)(entry|SimpleEntry)$/.test(entry.name)) putPairs(call, entry.items)
      else call.items.push(entry)
    }
  if (/Map\.of$/.test(call.name)) putPairs(call, call.items.splice(0))
  return call
}

function putPairs(call: Group, values: readonly Literal[]): void {
  for (let index = 0; index + 1 < values.length; index += 2) {
    const [key, value] = values.slice(index, index + 2)
    if (key?.kind === 'text' && value) putEntry(call, key.text, value)
  }
}
