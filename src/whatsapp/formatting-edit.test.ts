import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MARKS } from './formatting.ts'
import type { Edit, LineKind, Mark } from './formatting-edit.ts'
import { toggleLinePrefix, toggleMark } from './formatting-edit.ts'

/** Reads `[` and `]` as the ends of the selection, and `|` as a caret. */
function select(marked: string): [text: string, start: number, end: number] {
  const caret = marked.indexOf('|')
  if (caret >= 0) return [marked.replace('|', ''), caret, caret]
  const start = marked.indexOf('[')
  return [marked.replace(/[[\]]/g, ''), start, marked.indexOf(']') - 1]
}

function show({ text, start, end }: Edit): string {
  if (start === end) return `${text.slice(0, start)}|${text.slice(start)}`
  return `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`
}

describe('a mark', () => {
  const table: [Mark, string, string][] = [
    ['*', 'a [b] c', 'a *[b]* c'],
    ['_', '[a b]', '_[a b]_'],
    ['~', 'a[ b ]c', 'a ~[b]~ c'],
    ['`', '[x]', '`[x]`'],
    ['```', '[x\ny]', '```[x\ny]```'],
    ['*', 'a|', 'a*|*'],
    ['*', '[a\n\n b \r\nc]', '[*a*\n\n *b* \r\n*c*]'],
    ['*', '[- a\n12. b\n> c]', '- [*a*\n12. *b*\n> *c*]'],
    ['_', '*[x]*', '*_[x]_*'],
    ['*', '`[x]`', '*[`x`]*'],
    ['`', '[*x*]', '*`[x]`*'],
  ]

  it.each(table)('%s goes around: %j becomes %j', (mark, before, after) => {
    expect(show(toggleMark(...select(before), mark))).toBe(after)
  })

  it.each(table.filter(([, before]) => !before.includes(' b ')))(
    '%s comes off: %j is what it was',
    (mark, before, after) => {
      expect(toggleMark(...select(after), mark).text).toBe(select(before)[0])
    },
  )

  it.each<[Mark, string, string]>([
    ['*', '[*b*]', '[b]'],
    ['*', '*[b]*', '[b]'],
    ['*', 'a [*b* ]c', 'a [b] c'],
    ['_', '*_[b]_*', '*[b]*'],
    ['*', '*_[b]_*', '[_b_]'],
    ['*', '[*_b_*]', '[_b_]'],
    ['_', '[*_b_*]', '*[b]*'],
    ['`', '[`b`]', '[b]'],
    ['```', '[```b\nc```]', '[b\nc]'],
    ['*', '[- *a*\n- *b*]', '- [a\n- b]'],
    ['*', 'a*|*', 'a|'],
  ])('%s comes off, selected or not: %j becomes %j', (mark, before, after) => {
    expect(show(toggleMark(...select(before), mark))).toBe(after)
  })

  it.each<[Mark, string, string]>([
    ['*', '[a *b* c]', '*[a b c]*'],
    ['*', '[*a* and *b*]', '*[a and b]*'],
    ['*', '[*a*\nb]', '[*a*\n*b*]'],
    ['*', '[a\n*b*]', '[*a*\n*b*]'],
    ['*', '**[x]**', '***[x]***'],
    ['_', '[ \n ]', '[ \n ]'],
  ])('%s makes mixed selections one: %j', (mark, before, after) => {
    expect(show(toggleMark(...select(before), mark))).toBe(after)
  })

  const marks = fc.constantFrom<Mark>(...Object.values(MARKS))
  const anywhere = (text: fc.Arbitrary<string>) =>
    text.chain((value) =>
      fc
        .tuple(fc.nat(value.length), fc.nat(value.length))
        .map(([a, b]) => ({ text: value, start: Math.min(a, b), end: Math.max(a, b) })),
    )
  const plain = fc.string({
    unit: fc.constantFrom('a', 'B', ' ', '\n', '- ', '1. ', '> ', '\r\n', '😀', '.'),
    maxLength: 30,
  })

  it('toggled twice gives back any text without marks', () => {
    fc.assert(
      fc.property(anywhere(plain), marks, ({ text, start, end }, mark) => {
        const once = toggleMark(text, start, end, mark)
        expect(toggleMark(once.text, once.start, once.end, mark).text).toBe(text)
      }),
      { numRuns: 3000 },
    )
  })

  const nested = fc
    .tuple(
      plain,
      fc.uniqueArray(fc.constantFrom('*', '_', '~')),
      fc.constantFrom('', '`'),
      fc.stringMatching(/^[a-c]( [a-c])?$/),
      plain,
    )
    .chain(([before, outer, code, inner, after]) => {
      const layers = [...outer, code].filter(Boolean)
      const left = layers.join('')
      const right = [...layers].reverse().join('')
      return fc.nat(layers.length).map((included) => {
        const reach = layers.slice(layers.length - included).join('').length
        const head = `${before} `
        return {
          text: `${head}${left}${inner}${right} ${after}`,
          start: head.length + left.length - reach,
          end: head.length + left.length + inner.length + reach,
        }
      })
    })

  it('toggled twice gives back any text whose selection is formatted as a whole', () => {
    fc.assert(
      fc.property(nested, marks, ({ text, start, end }, mark) => {
        const once = toggleMark(text, start, end, mark)
        expect(toggleMark(once.text, once.start, once.end, mark).text).toBe(text)
      }),
      { numRuns: 3000 },
    )
  })

  it('never loses a letter, and never throws', () => {
    const wild = fc.string({
      unit: fc.constantFrom('*', '_', '~', '`', '```', 'a', ' ', '\n', '- '),
      maxLength: 30,
    })
    fc.assert(
      fc.property(anywhere(wild), marks, ({ text, start, end }, mark) => {
        const edit = toggleMark(text, start, end, mark)
        expect(edit.text.replace(/[*_~`]/g, '')).toBe(text.replace(/[*_~`]/g, ''))
        expect(edit.start).toBeGreaterThanOrEqual(0)
        expect(edit.end).toBeGreaterThanOrEqual(edit.start)
        expect(edit.end).toBeLessThanOrEqual(edit.text.length)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('a line prefix', () => {
  it.each<[LineKind, string, string]>([
    ['bullet', 'a|', '- a|'],
    ['numbered', 'x\n[a\n\nb\n]c', 'x\n1. [a\n\n2. b\n]c'],
    ['quote', 'a\nb[c\nd]e', 'a\n> b[c\n> d]e'],
    ['bullet', '|', '- |'],
    ['bullet', '- [a\n* b]', '[a\nb]'],
    ['numbered', '[- a\n> b]', '1. [a\n2. b]'],
    ['bullet', '[a\n- b]', '- [a\n- b]'],
    ['quote', '> a|', 'a|'],
    ['bullet', '-| a', '|a'],
  ])('makes lines a %s or plain: %j becomes %j', (kind, before, after) => {
    expect(show(toggleLinePrefix(...select(before), kind))).toBe(after)
  })

  it('toggled twice gives the text back', () => {
    const lines = fc
      .array(fc.string({ unit: fc.constantFrom('a', ' ', '*', '😀'), maxLength: 6 }), { maxLength: 6 })
      .map((all) => all.map((line) => line.replace(/^(\* )+/, '')).join('\n'))
      .chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length), fc.nat(text.length)))
    fc.assert(
      fc.property(lines, fc.constantFrom<LineKind>('bullet', 'numbered', 'quote'), ([text, a, b], kind) => {
        const once = toggleLinePrefix(text, Math.min(a, b), Math.max(a, b), kind)
        expect(toggleLinePrefix(once.text, once.start, once.end, kind).text).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })
})
