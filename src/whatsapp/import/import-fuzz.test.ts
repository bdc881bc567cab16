import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDraft, toDraft } from '../draft.ts'
import type { Message, MessageDraft } from '../message.ts'
import type { Payload } from '../payload.ts'
import { toDart } from '../snippets/dart.ts'
import { toJavaScript } from '../snippets/javascript.ts'
import { toPhp } from '../snippets/php.ts'
import { toPython } from '../snippets/python.ts'
import { toCurl } from '../snippets.ts'
import { draftToPayload, toPayload } from '../to-payload.ts'
import type { ImportResult } from './import-text.ts'
import { importText } from './import-text.ts'
import { parseOwnDraft } from './own-draft.ts'

// Ten thousand cases take a few seconds of one processor, which others may want as well.
const PATIENCE = 180_000

const folder = new URL('./corpus/', import.meta.url)
const pastes = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))

describe('a draft that became JSON', { timeout: PATIENCE }, () => {
  it('comes back the same, with nothing mended, when it was right', () => {
    fc.assert(
      fc.property(anyMessage(), fc.constantFrom(0, 2, '\t'), (message, indent) => {
        const json = JSON.stringify(toPayload(message), null, indent)
        expect(importText(json)).toEqual({
          kind: 'message',
          draft: toDraft(message),
          mended: [],
          leftOut: [],
        })
      }),
      { numRuns: 500 },
    )
  })

  it('comes back as a draft that makes the same JSON, when it was wrong', () => {
    fc.assert(
      fc.property(anyDraft(), (draft) => {
        const payload = draftToPayload(draft)
        const result = importText(JSON.stringify(payload))
        if (result.kind !== 'message') throw new Error(result.message)
        expect(draftToPayload(result.draft)).toEqual(payload)
        expect(result.leftOut).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('comes back the same out of its interactive part, and out of a quoted text in code', () => {
    fc.assert(
      fc.property(anyMessage(), (message) => {
        const { to, extras, ...rest } = message
        const payload = toPayload(message)
        const alone = importText(JSON.stringify(payload.interactive))
        expect(alone).toEqual({ kind: 'message', draft: toDraft(rest), mended: [], leftOut: [] })
        const quoted = importText(`fetch(url, { body: ${JSON.stringify(JSON.stringify(payload))} })`)
        expect(quoted).toMatchObject({ kind: 'message', draft: toDraft(message), mended: [] })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a snippet of the output', { timeout: PATIENCE }, () => {
  const options = { graphVersion: 'v26.0', phoneNumberId: '106540352242922' }
  const languages: Record<string, (payload: Payload) => string> = {
    cURL: (payload) => toCurl(payload, options),
    JavaScript: (payload) => toJavaScript(payload, options),
    Python: (payload) => toPython(payload, options),
    PHP: (payload) => toPhp(payload, options),
    'Dart 3.0.0': (payload) => toDart(payload, { ...options, packageVersion: '3.0.0' }),
    'Dart 4.0.0': (payload) => toDart(payload, { ...options, packageVersion: '4.0.0' }),
  }

  it.each(Object.entries(languages))('in %s is read as the message that it sends', (_, write) => {
    fc.assert(
      fc.property(anyMessage(), (message) => {
        const result = importText(write(toPayload(message)))
        expect(result).toEqual({ kind: 'message', draft: toDraft(message), mended: [], leftOut: [] })
      }),
      { numRuns: 100 },
    )
  })
})

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
    '...a, ',
    "don't ",
  ]

  it.each(patterns)('take time in proportion to their length: %j, many times', (pattern) => {
    const short = fastest(pattern, 10_000)
    const long = fastest(pattern, 100_000)
    // Ten times the length takes ten times as long, or so; a square would take a hundred times.
    if (long > 60) expect(long / short).toBeLessThan(40)
  })
})

/** Time of the processor alone, in milliseconds, so that a busy computer does not count. */
function fastest(pattern: string, length: number): number {
  const text = pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length)
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 3; run += 1) {
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

/** Ways in which a paste is damaged on its way, each at a place somewhere in the text. */
function anyMutation(): fc.Arbitrary<Mutation> {
  const place = fc.double({ min: 0, max: 1, noNaN: true })
  const size = fc.integer({ min: 1, max: 40 })
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    "'",
    '`',
    '“',
    '”',
    '\\',
    ',',
    ':',
    '=',
    '\n',
    '//',
    '/*',
    '#',
    '$' + '{',
    '{{',
    '<X>',
    'null',
    '__proto__',
    '"__proto__": {"polluted": 1},',
    'constructor',
    '\u0000',
    '\ud800',
    '😀',
    '```',
    'curl ',
    '<<EOF',
    '0',
    'true',
  )
  const at = (text: string, where: number) => Math.floor(text.length * where)
  return fc.oneof(
    fc.tuple(place, size).map(
      ([where, count]): Mutation =>
        (text) =>
          text.slice(0, at(text, where)) + text.slice(at(text, where) + count),
    ),
    fc.tuple(place, piece).map(
      ([where, sign]): Mutation =>
        (text) =>
          text.slice(0, at(text, where)) + sign + text.slice(at(text, where)),
    ),
    fc.tuple(place, piece).map(
      ([where, sign]): Mutation =>
        (text) =>
          text.slice(0, at(text, where)) + sign + text.slice(at(text, where) + 1),
    ),
    fc.tuple(place, place).map(
      ([from, to]): Mutation =>
        (text) =>
          text + text.slice(at(text, Math.min(from, to)), at(text, Math.max(from, to))),
    ),
    place.map(
      (where): Mutation =>
        (text) =>
          text.slice(0, at(text, where)),
    ),
    place.map(
      (where): Mutation =>
        (text) =>
          text.slice(at(text, where)),
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

const notBlank = (text: string) => text.trim() !== ''

function anyMessage(): fc.Arbitrary<Message> {
  const text = (max: number) =>
    fc
      .string({ unit: 'binary', minLength: 1, maxLength: max })
      .filter((value) => notBlank(value) && [...value].length <= max)
  const trimmed = (max: number) => text(max).map((value) => value.trim())
  const medium = (extension: string) =>
    fc.oneof(
      fc.record({ id: fc.stringMatching(/^\d{5,20}$/) }),
      fc.record({
        link: fc.webUrl().map((url) => `${url.replace(/[?#].*$/, '').replace(/\/$/, '')}/file.${extension}`),
      }),
    )
  const header = fc.oneof(
    fc.record({ type: fc.constant('text' as const), text: text(60) }),
    fc.record({ type: fc.constant('image' as const), medium: medium('png') }),
    fc.record({ type: fc.constant('video' as const), medium: medium('mp4') }),
    fc.record(
      { type: fc.constant('document' as const), medium: medium('pdf'), filename: trimmed(40) },
      { requiredKeys: ['type', 'medium'] },
    ),
  )
  const buttons = fc
    .uniqueArray(fc.record({ id: trimmed(256), title: trimmed(20) }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ title }) => title,
    })
    .filter((list) => new Set(list.map(({ id }) => id)).size === list.length)
  const extras = fc.record({
    context: fc.record({ message_id: text(40) }),
    biz_opaque_callback_data: fc.string({ maxLength: 512 }),
  })
  return fc.record(
    {
      to: fc.stringMatching(/^\+[1-9]\d{6,14}$/),
      header,
      body: text(1024),
      footer: text(60),
      buttons,
      extras,
    },
    { requiredKeys: ['to', 'body', 'buttons'] },
  )
}

/** Drafts as people leave them: numbers that are none, texts that are too long, empty or double. */
function anyDraft(): fc.Arbitrary<MessageDraft> {
  const text = fc.oneof(
    fc.constantFrom('', ' ', 'x'.repeat(1500), 'Yes', '*Yes*\n\nNo'),
    fc.string({ unit: 'binary', maxLength: 80 }),
  )
  const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }).filter(notBlank)
  const link = fc.constantFrom(
    '',
    'https://example.com/a.png',
    'example.com/a.webp',
    'http://localhost/x',
    'ftp://example.com/a',
  )
  const medium = fc.record({
    source: fc.constantFrom('link' as const, 'id' as const),
    link,
    id: fc.constantFrom('', '1004200730065511', '12 34'),
  })
  const header = fc.record({
    type: fc.constantFrom(
      'none' as const,
      'text' as const,
      'image' as const,
      'video' as const,
      'document' as const,
    ),
    text,
    image: medium,
    video: medium,
    document: medium.chain((rest) =>
      fc.constantFrom('', 'Plan.pdf').map((filename) => ({ ...rest, filename })),
    ),
  })
  return fc.record({
    to: fc.constantFrom('', '0171 123', '+12025550143', '(631) 555-1234', 'nobody'),
    header,
    body: text,
    footer: text,
    buttons: fc.array(fc.record({ title: text, id: word }), { minLength: 1, maxLength: 3 }),
  })
}
