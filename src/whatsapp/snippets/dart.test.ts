import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Payload } from '../payload.ts'
import { exampleDraft } from '../samples.ts'
import { anyPayload, NASTY } from '../testing/any-draft.ts'
import { readDartCall } from '../testing/read-dart-call.ts'
import { draftToPayload } from '../to-payload.ts'
import type { DartPackageVersion } from './dart.ts'
import { toDart } from './dart.ts'

const VERSIONS: { packageVersion: DartPackageVersion; method: string }[] = [
  { packageVersion: '3.0.0', method: 'sendInteractiveReplayButton' },
  { packageVersion: '4.0.0', method: 'sendInteractiveReplyButton' },
]

const example = draftToPayload({ ...exampleDraft(), to: '+12025550143' })

describe.each(VERSIONS)('the Dart snippet for whatsapp $packageVersion', ({ packageVersion, method }) => {
  const options = { graphVersion: 'v26.0', packageVersion }

  it('calls the method made for reply buttons when header and footer are there', () => {
    const snippet = toDart(example, options)
    expect(readDartCall(snippet).method).toBe(method)
    expect(snippet).not.toContain('sendCustomRequest')
    expect(toPosted(snippet, method)).toEqual(example)
  })

  it('makes the package post exactly the payload, whatever texts it holds', () => {
    fc.assert(
      fc.property(anyPayload(), (payload) => {
        fc.pre(payload.to !== undefined || payload.recipient !== undefined)
        expect(toPosted(toDart(payload, options), method)).toEqual(wellFormed(payload))
      }),
      { numRuns: 500 },
    )
    for (const text of NASTY) {
      const payload = { ...example, interactive: { ...example.interactive, body: { text } } }
      expect(toPosted(toDart(payload, options), method)).toEqual(wellFormed(payload))
    }
  })

  it.each([
    ['no header', without('header'), 'WhatsApp refuses an empty one'],
    ['no footer', without('footer'), 'this message has none'],
    ['neither header nor footer', without('header', 'footer'), 'this message has neither'],
    ['a quoted message', { ...example, context: { message_id: 'wamid.1' } }, 'cannot quote'],
    ['tracking data', { ...example, biz_opaque_callback_data: 'order-42' }, 'beside the message'],
  ])('goes round that method with %s, and says why', (_, payload, reason) => {
    const snippet = toDart(payload, options)
    expect(readDartCall(snippet).method).toBe('sendCustomRequest')
    expect(snippet).toContain(`// ${method} `)
    expect(snippet).toContain(reason)
  })

  it('asks for the recipient that is still missing', () => {
    const { to: _, ...rest } = example
    expect(toDart(rest, options)).toContain("phoneNumber: '', // the recipient")
  })

  it('shows no sign that hides, moves or breaks what is read, and no interpolation', () => {
    const body = { text: NASTY.join('') }
    const snippet = toDart({ ...example, interactive: { ...example.interactive, body } }, options)
    expect(snippet.replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202e\u2066]/u,
    )
  })
})

function without(...parts: ('header' | 'footer')[]): Payload {
  const interactive = { ...example.interactive }
  for (const part of parts) delete interactive[part]
  return { ...example, interactive }
}

/** Dart has no way to write half a sign. */
function wellFormed(payload: Payload): unknown {
  return JSON.parse(JSON.stringify(payload).replace(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd'))
}

/** The JSON that the package posts for the call in the snippet, as the code of both versions builds it. */
function toPosted(snippet: string, method: string): unknown {
  const { method: called, args } = readDartCall(snippet)
  if (called === 'sendCustomRequest') return args.path === '/messages' ? args.payload : undefined
  expect(called).toBe(method)
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: args.phoneNumber,
    type: 'interactive',
    interactive: {
      type: 'button',
      header: args.headerInteractive,
      body: { text: args.bodyText },
      footer: { text: args.footerText },
      action: { buttons: args.interactiveReplyButtons },
    },
  }
}
