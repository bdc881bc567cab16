import { describe, expect, it } from 'vitest'
import { parseRecipient, parseTo } from './recipient.ts'

describe('a recipient', () => {
  it.each([
    '+4915112345678',
    '0049 151 12345678',
    '+49 (151) 123-45 678',
    '\u202a+49\u00a0151\u200b12345678\u202c',
    'tel:+49-151-12345678',
    '＋４９ １５１ １２３４５６７８',
    '+٤٩ ١٥١ ١٢٣٤٥٦٧٨',
    '+۴۹ ۱۵۱ ۱۲۳۴۵۶۷۸',
    '۰۰۴۹ ۱۵۱ ۱۲۳۴۵۶۷۸',
  ])('written %s is read', (input) => {
    expect(parseRecipient(input)).toMatchObject({ ok: true, e164: '+4915112345678' })
  })

  it.each([
    ['0151 12345678', 'no_country_code'],
    ['4915112345678', 'no_country_code'],
    ['+0151 12345678', 'leading_zero'],
    ['+49 151', 'too_short'],
    ['+4915112345678901', 'too_long'],
    ['call me', 'letters'],
  ])('written %s is refused: %s', (input, reason) => {
    expect(parseRecipient(input)).toMatchObject({ ok: false, reason })
  })
})

describe('the number of a payload', () => {
  it.each(['+12025550143', '+1 (202) 555-0143', '12025550143'])('written %s is read', (to) => {
    expect(parseTo(to)).toMatchObject({ ok: true, e164: '+12025550143' })
  })

  // Meta names blanks, hyphens and brackets; whatever else stands there may be cut off or read as another number.
  it.each(['+1.202.555.0143', '+1/202/5550143', '+1\t202\t5550143', '+12025550143\n', '+1–202–5550143'])(
    'written %j is refused',
    (to) => {
      expect(parseTo(to)).toMatchObject({ ok: false, reason: 'letters' })
    },
  )
})
