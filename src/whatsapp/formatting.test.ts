import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Inline } from './formatting.ts'
import { hasMarks, MARKS, parseFormatting, parseLinks } from './formatting.ts'

// Every UTF-16 unit, half a pair of surrogates too.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))

/** The tree in a short form: `b(…)`, `i(…)`, `s(…)`, `c(…)`, `m(…)`, `<…>` for links. */
function show(text: string): string {
  return parseFormatting(text)
    .map(
      ({ kind, marker, children, end }) =>
        `${kind === 'plain' ? '' : `${kind}[${marker}]`}${showAll(children)}${end}`,
    )
    .join('')
}

function showAll(nodes: Inline[]): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return node.text
      if (node.kind === 'link') return `<${node.text}>`
      return `${node.kind.charAt(0)}(${'children' in node ? showAll(node.children) : node.text})`
    })
    .join('')
}

function toSource(blocks: Block[]): string {
  return blocks
    .map(({ marker, children, end }) => marker + children.map(inlineSource).join('') + end)
    .join('')
}

function inlineSource(node: Inline): string {
  if (node.kind === 'text' || node.kind === 'link') return node.text
  const content = 'children' in node ? node.children.map(inlineSource).join('') : node.text
  return MARKS[node.kind] + content + MARKS[node.kind]
}

const markish = fc.string({
  unit: fc.constantFrom(
    '*',
    '_',
    '~',
    '`',
    '```',
    ' ',
    '\n',
    '\r\n',
    'a',
    '1',
    '. ',
    '- ',
    '> ',
    '>',
    'é',
    '😀',
    'www.a.b',
    'https://',
  ),
  maxLength: 60,
})

describe('the official syntax', () => {
  it.each([
    ['*bold*', 'b(bold)'],
    ['_italic_', 'i(italic)'],
    ['~gone~', 's(gone)'],
    ['`code`', 'c(code)'],
    ['```mono```', 'm(mono)'],
    ['* one\n- two', 'bullet[* ]one\nbullet[- ]two'],
    ['1. one\n12. twelve', 'numbered[1. ]one\nnumbered[12. ]twelve'],
    ['> said', 'quote[> ]said'],
  ])('%j is %s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })
})

describe('an opening mark', () => {
  it.each([
    ['a *b* c', 'a b(b) c'],
    ['a\t*b*', 'a\tb(b)'],
    ['>*b*', '>b(b)'],
    ['*_x_*', 'b(i(x))'],
    ['_*~x~*_', 'i(b(s(x)))'],
    ['*a*_b_~c~`d`', 'b(a)i(b)s(c)c(d)'],
    ['a*b*', 'a*b*'],
    ['snake_case_name', 'snake_case_name'],
    ['2*3*4', '2*3*4'],
    ['(*b*)', '(*b*)'],
    ['"_b_"', '"_b_"'],
    ['* b*', 'bullet[* ]b*'],
    ['a * b* c', 'a * b* c'],
  ])('follows a start, white space, > or another mark: %j is %s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })
})

describe('a closing mark', () => {
  it.each([
    ['*b*.', 'b(b).'],
    ['*b*, c', 'b(b), c'],
    ['*b*c', '*b*c'],
    ['*b*1 c*', 'b(b*1 c)'],
    ['*b* c*', 'b(b) c*'],
    ['*b *', '*b *'],
    ['*b *c*', 'b(b *c)'],
    ['*a\nb*', '*a\nb*'],
    ['**', '**'],
    ['*a*😀', 'b(a)😀'],
    ['*a*é', 'b(a)é'],
  ])('touches its text and no letter or digit follows: %j is %s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })
})

describe('what looks like formatting elsewhere', () => {
  it.each([
    '**bold**',
    '__x__',
    '~~x~~',
    '[text](url)',
    '# heading',
    '| a | b |',
    '***',
    '___',
    '``````',
    '``x``',
    ' - a',
    '-a',
    '1.a',
    '100. a',
    '1) a',
    '>a',
  ])('%j is shown as typed', (text) => {
    expect(show(text)).toBe(text)
  })
})

describe('marks that cross each other', () => {
  it.each([
    ['*a _b* c_', 'b(a _b) c_'],
    ['_a *b_ c*', 'i(a *b) c*'],
    ['*a _b_ c*', 'b(a i(b) c)'],
    ['*`x*` y*', 'b(c(x*) y)'],
    ['*a `b* c`', '*a c(b* c)'],
    ['`*a*`', 'c(*a*)'],
    ['*a* *b* *c*', 'b(a) b(b) b(c)'],
  ])('make a tree: %j is %s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })
})

describe('monospace', () => {
  it.each([
    ['```a\n- *b*\n```', 'm(a\n- *b*\n)'],
    ['a ```b``` *c*', 'a m(b) b(c)'],
    ['```a``` ```b```', 'm(a) m(b)'],
    ['*```a```*', '*m(a)*'],
    ['- ```a``` b\n- c', 'bullet[- ]m(a) b\nbullet[- ]c'],
    ['a```b```- c', 'am(b)- c'],
    ['```a', '```a'],
    ['``` ``` a ```', 'm( ``` a )'],
    ['```a```\r\n> b', 'm(a)\r\nquote[> ]b'],
  ])('is taken out first and is literal: %j is %s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })
})

describe('a link', () => {
  it.each([
    ['see https://example.com.', 'see <https://example.com>.'],
    ['(https://example.com/a_(b))', '(<https://example.com/a_(b)>)'],
    ['HTTP://Example.com/?a=1&b=_2_', '<HTTP://Example.com/?a=1&b=_2_>'],
    ['www.example.com/a, www.b.c', '<www.example.com/a>, <www.b.c>'],
    ['https://bücher.example/ü', '<https://bücher.example/ü>'],
    ['*https://example.com*', 'b(<https://example.com>)'],
    ['`https://example.com`', 'c(https://example.com)'],
    ['- https://example.com\n', 'bullet[- ]<https://example.com>\n'],
    [
      'https:// www. www.a www.. xhttps://a.b javascript:alert(1) ftp://a.b',
      'https:// www. www.a www.. xhttps://a.b javascript:alert(1) ftp://a.b',
    ],
  ])('is found in the body: %j is %s', (text, expected) => {
    expect(show(text)).toBe(expected)
  })

  it('is found in a footer, where marks mean nothing', () => {
    expect(parseLinks('*Terms* at www.example.com!')).toEqual([
      { kind: 'text', text: '*Terms* at ' },
      { kind: 'link', text: 'www.example.com', href: 'https://www.example.com' },
      { kind: 'text', text: '!' },
    ])
    expect(parseLinks('')).toEqual([])
  })

  it('leads to http or https, whatever the text is', () => {
    fc.assert(
      fc.property(fc.oneof(markish, fc.webUrl(), fc.string({ unit: anyUnit })), (text) => {
        for (const node of parseLinks(text))
          if (node.kind === 'link') expect(node.href).toMatch(/^https?:\/\/[\p{L}\p{N}]/iu)
      }),
    )
  })
})

describe('marks in a single line', () => {
  it.each(['*Sale*', 'now _or_ never', '`x`', '```x```'])('are found in %j', (text) => {
    expect(hasMarks(text)).toBe(true)
  })

  it.each(['', 'Sale', '5*', 'a_b_c', '1. Book', '- none', 'https://example.com', '* * *'])(
    'are not found in %j',
    (text) => {
      expect(hasMarks(text)).toBe(false)
    },
  )
})

describe('any text', () => {
  it('gives itself back, character for character', () => {
    fc.assert(
      fc.property(fc.oneof(markish, fc.string({ unit: anyUnit }), fc.webUrl()), (text) => {
        expect(toSource(parseFormatting(text))).toBe(text)
        expect(parseLinks(text).map(inlineSource).join('')).toBe(text)
      }),
      { numRuns: 2000 },
    )
  })

  it('has formatting that never begins or ends with a blank, and no kind within itself', () => {
    const check = (nodes: Inline[], outer: string[]) => {
      for (const node of nodes) {
        if (!('children' in node)) continue
        expect(outer).not.toContain(node.kind)
        expect(inlineSource(node)).toMatch(/^.\S(.*\S)?.$/u)
        check(node.children, [...outer, node.kind])
      }
    }
    fc.assert(
      fc.property(markish, (text) => {
        for (const { children } of parseFormatting(text)) check(children, [])
      }),
      { numRuns: 1000 },
    )
  })

  it('of half a million marks does not overflow', () => {
    const text = '*a* '.repeat(125_000)
    expect(toSource(parseFormatting(text))).toBe(text)
  })
})

describe('the work', () => {
  const units = [
    '*',
    '_',
    '~',
    '`',
    ' *a',
    ' *a ',
    '*a*',
    ' _*~`',
    '*_~`',
    '_*x',
    '` *',
    '``` ',
    '```a',
    '```\n',
    '- *',
    '(((',
    'www.a',
    'www.a.',
    'https://a)',
    '*www.a.b ',
    ' a',
    '\n',
  ]
  const pairs = units.flatMap((one) => units.map((two) => one + two))

  /** Counts the characters that are looked at, which a clock on a busy machine could not tell. */
  function countSteps(text: string): number {
    const { charAt } = String.prototype
    let count = 0
    String.prototype.charAt = function (this: string, at: number) {
      count += 1
      return charAt.call(this, at)
    }
    try {
      parseFormatting(text)
    } finally {
      String.prototype.charAt = charAt
    }
    return count
  }

  it('grows in step with the text, for every mix of two', () => {
    const fill = (unit: string, length: number) =>
      unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
    for (const unit of pairs) {
      const short = countSteps(fill(unit, 1_000))
      const long = countSteps(fill(unit, 4_000))
      expect(long, JSON.stringify(unit)).toBeLessThan(4.5 * short + 100)
    }
  })

  it('on 10,000 characters stays below 25 steps each, for every single mix', () => {
    for (const unit of units) {
      const text = unit.repeat(Math.ceil(10_000 / unit.length))
      expect(countSteps(text), JSON.stringify(unit)).toBeLessThan(25 * text.length)
    }
  })
})
