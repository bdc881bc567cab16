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
    '(+49) 151 12345678',
    '(0049) 151 12345678',
    'tel: +49 151 12345678',
    '+49 151 12345678,',
    '+49 151 12345678.',
    '+49 151 \u2212 123\u221245678',
    '"+49 151 12345678"',
    '„+49 151 12345678“',
    '<tel:+4915112345678>;',
    'wa.me/4915112345678',
    'https://wa.me/4915112345678?text=Hi%20there',
    'http://wa.me/+4915112345678/',
  ])('written %s is read', (input) => {
    expect(parseRecipient(input)).toMatchObject({ ok: true, e164: '+4915112345678' })
  })

  it.each([
    ['+44 (0)7700 900123', '+447700900123'],
    ['+44(0) 7700 900123', '+447700900123'],
    ['0044 (0) 7700-900123', '+447700900123'],
    ['+49/(0)151/12345678', '+4915112345678'],
    // Here the 0 belongs to the number: Rome, and mobile numbers of Côte d’Ivoire.
    ['+39 (0)6 69812345', '+390669812345'],
    ['+225 (0)7 01 02 03 04', '+2250701020304'],
    // An area code of its own, which nobody could tell from a 0 that is dialled at home alone.
    ['+44 (07700) 900123', '+4407700900123'],
  ])('written %s is %s: a 0 in brackets is dialled at home alone', (input, e164) => {
    expect(parseRecipient(input)).toMatchObject({ ok: true, e164 })
  })

  it.each([
    ['0151 12345678', 'no_country_code'],
    ['4915112345678', 'no_country_code'],
    ['+0151 12345678', 'leading_zero'],
    ['+49 151', 'too_short'],
    ['+4915112345678901', 'too_long'],
    ['call me', 'letters'],
    ['+49 151 12345678, +49 151 12345679', 'letters'],
    ['https://wa.me/message/ABC123', 'letters'],
    ['https://example.com/4915112345678', 'letters'],
    ['(49) 151 12345678', 'no_country_code'],
    ['tel:4915112345678', 'no_country_code'],
    ['""', 'empty'],
  ])('written %s is refused: %s', (input, reason) => {
    expect(parseRecipient(input)).toMatchObject({ ok: false, reason })
  })
})

describe('the number of a payload', () => {
  it.each(['+12025550143', '+1 (202) 555-0143', '12025550143'])('written %s is read', (to) => {
    expect(parseTo(to)).toMatchObject({ ok: true, e164: '+12025550143' })
  })

  it('a payload is taken at its digits, also at a 0 in brackets: only whoever writes a number knows what it means', () => {
    expect(parseTo('+44 (0) 7700 900123')).toMatchObject({ ok: true, e164: '+4407700900123' })
  })

  // Meta names blanks, hyphens and brackets; whatever else stands there may be cut off or read as another number.
  it.each([
    '(+1) 202-555-0143',
    'tel:+12025550143',
    'wa.me/12025550143',
    '"+12025550143"',
    '+1.202.555.0143',
    '+1/202/5550143',
    '+1\t202\t5550143',
    '+12025550143\n',
    '+1–202–5550143',
  ])('written %j is refused', (to) => {
    expect(parseTo(to)).toMatchObject({ ok: false, reason: 'letters' })
  })
})
