import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDraft } from '../draft.ts'
import { draftToPayload } from '../to-payload.ts'
import type { ImportResult } from './import-text.ts'
import { importText } from './import-text.ts'
import { parseOwnDraft } from './own-draft.ts'

// Ten thousand cases take a few seconds of one processor, which others may want as well.
const PATIENCE = 180_000
const SHORT_MS = 60

const folder = new URL('./corpus/', import.meta.url)
const pastes = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))

describe('hostile and broken pastes', () => {
  it('never throw, never hang, and always give a draft that the form can hold', { timeout: PATIENCE }, () => {
    const times: number[] = []
    fc.assert(
      fc.property(
        fc.constantFrom(...pastes),
        fc.array(anyMutation(), { minLength: 1, maxLength: 6 }),
        (paste, mutations) => {
          const text = mutations.reduce((mutated, mutation) => mutation(mutated), paste)
          const start = performance.now()
          const result = importText(text)
          times.push(performance.now() - start)
          expectSound(result)
        },
      ),
      { numRuns: 10_000 },
    )
    expect(median(times)).toBeLessThan(50)
    expectCleanPrototypes()
  })

  it('are read whatever JSON and whatever text they are', { timeout: PATIENCE }, () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => expectSound(importText(JSON.stringify(json)))),
      { numRuns: 2_000 },
    )
    const signs = fc.constantFrom(
      ...'{}[]()<>"\'`“”\\/:;,=+.$#*-^&% \n',
      'a',
      '1',
      'reply',
      'curl ',
      'body',
      '```',
      '<<E',
    )
    const soup = fc.array(signs, { maxLength: 60 }).map((list) => list.join(''))
    fc.assert(
      fc.property(soup, (text) => expectSound(importText(text))),
      { numRuns: 5_000 },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => expectSound(importText(text))),
      { numRuns: 2_000 },
    )
    expectCleanPrototypes()
  })

  it('keep scripts in texts as the texts that they are', () => {
    const scripts = [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'javascript:alert(1)',
      "';alert(1)//",
      '{{7*7}}x',
      '<svg/onload=alert(1)>',
      '\u2028alert(1)',
      '__proto__',
    ]
    for (const script of scripts) {
      const draft = emptyDraft()
      draft.header = { ...draft.header, type: 'text', text: script }
      Object.assign(draft, { body: script, footer: script, buttons: [{ title: script, id: script }] })
      const result = importText(JSON.stringify(draftToPayload(draft)))
      expect(result).toMatchObject({
        kind: 'message',
        draft: { ...draft, buttons: [{ title: script.trim(), id: script.trim() }] },
      })
    }
  })

  const patterns = [
    '{',
    '[',
    '(',
    '"',
    "'",
    '“',
    '`',
    '```',
    '```\n',
    '\\"',
    '"{\\"',
    "'{\\'",
    '/*',
    '<!--',
    '//',
    '# ',
    '<a',
    '<<E\n',
    'a.',
    'a(',
    'a[',
    'a-',
    '1_',
    '+1',
    'f"',
    'a = ',
    'a: ',
    '"a": ',
    '{"a":',
    '[{},',
    '{"reply":{',
    '{"a":1},',
    '["a" "b"]',
    '"a" + ',
    '“a” ',
    '"  ',
    '" "\n',
    '\n',
    ' ',
    ' \t',
    '\\',
    '\\u0041',
    '&quot;',
    '%7B%22',
    'curl ',
    "curl '",
    'curl -d ',
    'curl <<E\n',
    '^"',
    '<T>{',
    '{{',
    '$' + '{',
    '"""',
    '"}',
    '"text": "a "b" c"\n',
    'x'.repeat(50),
    'é́',
    '\u200b',
    '😀',
    '!=',
    '? "a" : ',
    'a ?? b || ',
    '"a" if b else ',
    '"{}".format(a).trim().',
    '.replace("a", "aa")',
    '["a"].join("b").concat(',
    '{...a, ',
    '[...a, ',
    'a = {...a, b: 1}\n',
    'a as b[] ',
    '...a, ',
    "don't ",
    '- ',
    '- a:\n',
    ' a:\n',
    'a: |\n',
    'a: "\n',
    'a: {\n b:\n',
    'a:\n b: c\n',
    'a:\n - b\n  c\n',
    '[a] => ',
    '[0] => Array (',
    '[a] => Array ( ) ) ',
    'array:1 [',
    '{reply={a=',
    'a: [{}]\n b\n',
    'a.put("b", c);\n',
    'Body().put("a", ',
    '10:10 a: b\n',
  ]

  it.each(patterns)('take time in proportion to their length: %j, many times', (pattern) => {
    const long = fastest(pattern, 100_000, SHORT_MS)
    // Ten times the length takes ten times as long, or so; a square would take a hundred times.
    if (long > SHORT_MS) expect(long / fastest(pattern, 10_000)).toBeLessThan(40)
  })
})

/** Time of the processor alone, in milliseconds, so that a busy computer does not count; `enough` ends the tries. */
function fastest(pattern: string, length: number, enough = 0): number {
  const text = pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length)
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 3 && best > enough; run += 1) {
    const start = process.cpuUsage()
    importText(text)
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function expectSound(result: ImportResult): void {
  if (result.kind !== 'message') {
    if (result.message === '') throw new Error('no message')
    return
  }
  const { extras, ...draft } = result.draft
  if (!parseOwnDraft(draft)) throw new Error(`no draft: ${JSON.stringify(draft)}`)
  if (Object.values(extras ?? {}).some((value) => value === undefined))
    throw new Error('an extra is undefined')
  JSON.stringify(draftToPayload(result.draft))
}

function expectCleanPrototypes(): void {
  for (const prototype of [Object.prototype, Array.prototype, String.prototype, Map.prototype])
    expect(Object.keys(prototype)).toEqual([])
  expect(({} as { polluted?: string }).polluted).toBeUndefined()
}

type Mutation = (text: string) => string

const PIECES = [
  ...'{}[]()"\'`“”\\,:=\n#0\u0000\ud800',
  ...['//', '/*', '$' + '{', '{{', '<X>', 'null', 'true', '😀', '```', 'curl ', '<<EOF', '__proto__'],
  ...['"__proto__": {"polluted": 1},', 'constructor'],
]

/** Ways in which a paste is damaged on its way, each at a place somewhere in the text. */
function anyMutation(): fc.Arbitrary<Mutation> {
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  const piece = fc.constantFrom(...PIECES)
  return fc.oneof(
    fc.tuple(place, fc.integer({ min: 1, max: 40 })).map(([where, count]) => replaceAt(where, count, '')),
    fc.tuple(place, piece).map(([where, sign]) => replaceAt(where, 0, sign)),
    fc.tuple(place, piece).map(([where, sign]) => replaceAt(where, 1, sign)),
    fc.tuple(place, place).map(
      ([from, to]): Mutation =>
        (text) =>
          text + sliceOf(text, from, to),
    ),
    place.map(
      (where): Mutation =>
        (text) =>
          sliceOf(text, 0, where),
    ),
    place.map(
      (where): Mutation =>
        (text) =>
          sliceOf(text, where, 1),
    ),
    fc.tuple(piece, piece).map(
      ([from, to]): Mutation =>
        (text) =>
          text.replaceAll(from, to).slice(0, 20_000),
    ),
    fc.constant<Mutation>((text) => JSON.stringify(text).slice(0, 20_000)),
    fc.constant<Mutation>((text) => text.replaceAll('"', '')),
  )
}

function replaceAt(where: number, count: number, sign: string): Mutation {
  return (text) => sliceOf(text, 0, where) + sign + text.slice(Math.floor(text.length * where) + count)
}

function sliceOf(text: string, from: number, to: number): string {
  return text.slice(
    Math.floor(text.length * Math.min(from, to)),
    Math.floor(text.length * Math.max(from, to)),
  )
}
