import { describe, expect, it } from 'vitest'
import { parseRecipient } from '#whatsapp/recipient.ts'
import { describeNumber } from './phone-number.ts'

describe('what is shown of a number', () => {
  it.each([
    ['+44 (0)7700 900123', '+44 7700 900123'],
    ['0044 7700 900123', '+44 7700 900123'],
    ['+54 9 11 2345-6789', '+54 9 11 2345 6789'],
    ['+39 06 69812345', '+39 06 6981 2345'],
  ])('%s is written as its country does: %s', (input, formatted) => {
    expect(describeNumber(input)?.formatted).toBe(formatted)
  })

  it.each([
    ['+44 07700 900123', 'The 0 behind +44 is not dialled from abroad: write +44 7700 900123.'],
    ['+49 (0151) 12345678', 'The 0 behind +49 is not dialled from abroad: write +49 1511 2345678.'],
    ['+55 (011) 98765-4321', 'The 0 behind +55 is not dialled from abroad: write +55 11 98765 4321.'],
    ['+1 1 631 555 1234', 'The 1 behind +1 is not dialled from abroad: write +1 631 555 1234.'],
    ['+54 11 15 2345-6789', 'From abroad this number is +54 9 11 2345 6789. If you mean that, write it so.'],
  ])('%s is shown with the digits that are sent, and with what to check', (input, remark) => {
    const parsed = parseRecipient(input)
    const number = describeNumber(input)
    expect(number?.formatted).toBe(parsed.ok && parsed.e164)
    expect(number?.remark).toBe(remark)
  })
})
