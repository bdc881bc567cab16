import { expect, test } from 'vitest'
import {
  BODY_MAX,
  BUTTON_ID_MAX,
  BUTTON_TITLE_MAX,
  FOOTER_MAX,
  HEADER_TEXT_MAX,
  TRACKING_DATA_MAX,
} from './limits.ts'
import type { Payload } from './payload.ts'
import { remarkOnPayload } from './remarks.ts'

/** As many signs as the limit allows, the first of which counts twice in UTF-16. */
const upTo = (max: number) => `🎉${'a'.repeat(max - 1)}`

const PAYLOAD: Payload = {
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: '+12015550123',
  type: 'interactive',
  biz_opaque_callback_data: upTo(TRACKING_DATA_MAX),
  interactive: {
    type: 'button',
    header: { type: 'text', text: upTo(HEADER_TEXT_MAX) },
    body: { text: upTo(BODY_MAX) },
    footer: { text: upTo(FOOTER_MAX) },
    action: {
      buttons: [{ type: 'reply', reply: { title: upTo(BUTTON_TITLE_MAX), id: upTo(BUTTON_ID_MAX) } }],
    },
  },
}

test('each text that only a count in UTF-16 makes too long is remarked on', () => {
  const remarks = remarkOnPayload(PAYLOAD)
  expect(remarks.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'text.utf16 /interactive/header/text',
    'text.utf16 /interactive/body/text',
    'text.utf16 /interactive/footer/text',
    'text.utf16 /interactive/action/buttons/0/reply/title',
    'text.utf16 /interactive/action/buttons/0/reply/id',
    'text.utf16 /biz_opaque_callback_data',
  ])
  expect(remarks[4]?.message).toContain('count 257 characters')
  expect(remarks[5]?.message).toMatch(/^biz_opaque_callback_data is close to the limit/)
})

test.each([{}, { filename: '' }, { filename: ' \t' }])('a document with %j has no name', (name) => {
  const header = { type: 'document' as const, document: { id: '1004200730065544', ...name } }
  const remarks = remarkOnPayload({ ...PAYLOAD, interactive: { ...PAYLOAD.interactive, header } })
  expect(remarks.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
    'filename.missing /interactive/header/document/filename',
  )
})

test('as many signs of one unit each are nothing to speak of', () => {
  const plain = JSON.parse(JSON.stringify(PAYLOAD).replaceAll('🎉', 'a'))
  expect(remarkOnPayload(plain)).toEqual([])
})
