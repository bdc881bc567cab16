import fc from 'fast-check'
import { HEADER_TYPES } from '../draft.ts'
import type { MessageDraft } from '../message.ts'
import type { Payload } from '../payload.ts'
import { draftToPayload } from '../to-payload.ts'

/** Texts that have broken somebody's quoting, escaping or encoding, alone and in any mixture. */
function anyNastyText(): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme-ascii', maxLength: 12 }) },
  )
  return fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
}

/** Any draft at all, right or wrong, with all that a form can hold at the same time. */
export function anyDraft(): fc.Arbitrary<MessageDraft> {
  const text = anyNastyText()
  const medium = {
    source: fc.constantFrom('link' as const, 'upload' as const, 'id' as const),
    link: text,
    id: text,
  }
  return fc.record(
    {
      to: fc.oneof(text, fc.stringMatching(/^\+[1-9]\d{6,14}$/)),
      header: fc.record({
        type: fc.constantFrom(...HEADER_TYPES),
        text,
        image: fc.record(medium),
        video: fc.record(medium),
        document: fc.record({ ...medium, filename: text }),
      }),
      body: text,
      footer: text,
      buttons: fc.array(fc.record({ title: text, id: text }), { minLength: 1, maxLength: 3 }),
      extras: fc.record(
        {
          recipient: text,
          context: fc.record({ message_id: text }),
          biz_opaque_callback_data: text,
          recipient_identity_key_hash: text,
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ['to', 'header', 'body', 'footer', 'buttons'] },
  )
}

/** The payload of any draft. */
export function anyPayload(): fc.Arbitrary<Payload> {
  return anyDraft().map(draftToPayload)
}

/** One of each kind of trouble: quotes, comments, interpolation and code of many languages, controls, scripts, half signs. */
export const NASTY: readonly string[] = [
  "'",
  '"',
  '`',
  '\\',
  '$',
  "\\'",
  '\\"',
  "'''",
  '"""',
  '```',
  "'\\''",
  '\\\\n',
  '\\u0041',
  '\\x41',
  '\\u{41}',
  `\${process.exit(3)}`,
  '$HOME',
  '{$token}',
  '$(exit 3)',
  '#{x}',
  '%s %d %%',
  '{token}',
  '{{name}}',
  '<?php exit(3); ?>',
  '?>',
  '*/',
  '//',
  '#',
  '-- ',
  '<!--',
  '</script>',
  '@file',
  '&amp;',
  '=1+1',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\u0001',
  '\u0008',
  '\u000b',
  '\u000c',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u009f',
  '\u00a0',
  '\u00ad',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ufffd',
  '\uffff',
  '👩‍👩‍👧',
  '🇩🇪',
  '☕️',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'שלום',
  'مرحبا',
  'e\u0301',
  '\u{10ffff}',
  '\ud83d',
  '\ude00',
  '\ude00\ud83d',
]
