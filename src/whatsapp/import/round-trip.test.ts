import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDraft } from '../draft.ts'
import { toJson } from '../json.ts'
import type { Message, MessageDraft } from '../message.ts'
import type { Payload } from '../payload.ts'
import { toDart } from '../snippets/dart.ts'
import { toJavaScript } from '../snippets/javascript.ts'
import { toPhp } from '../snippets/php.ts'
import { toPython } from '../snippets/python.ts'
import { toCurl } from '../snippets.ts'
import { draftToPayload, toPayload } from '../to-payload.ts'
import { importText } from './import-text.ts'

// Some thousand cases take a few seconds of one processor, which others may want as well.
const PATIENCE = 180_000

describe('a draft that became JSON', { timeout: PATIENCE }, () => {
  it('comes back the same, with nothing mended, when it was right', () => {
    fc.assert(
      fc.property(anyMessage(), (message) => {
        const json = toJson(toPayload(message))
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

it('signs of a fence inside a text are no fence', () => {
  const message: Message = {
    to: '+12015550123',
    body: 'Hello',
    buttons: [{ id: 'yes', title: 'Yes' }],
    extras: { context: { message_id: 'wamid.x' }, biz_opaque_callback_data: '```' },
  }
  const result = importText(toDart(toPayload(message), { graphVersion: 'v26.0' }))
  expect(result).toEqual({ kind: 'message', draft: toDraft(message), mended: [], leftOut: [] })
})

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
