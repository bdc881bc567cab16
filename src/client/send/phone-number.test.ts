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
  it.each([
    ['+5511987', 'Brazil'],
    ['+521551234', 'Mexico'],
    ['+54111523', 'Argentina'],
    ['+541115234566789', 'Argentina'],
    ['+1234567', 'United States'],
  ])('%s has no length of a number in %s', (input, country) => {
    expect(describeNumber(input)?.remark).toBe(
      `This does not have the length of a number in ${country}. Check it.`,
    )
  })

  it.each([
    ['+55 11 98765 4321', /^Brazil: /],
    ['+55 11 8765 4321', /^Brazil: /],
    ['+52 55 1234 5678', /^Mexico: /],
    ['+52 1 55 1234 5678', /^Mexico: /],
    ['+54 9 11 2345 6789', /^Argentina: /],
    ['+54 11 2345 6789', /^Argentina: /],
  ])('%s may come with another digit or without one', (input, remark) => {
    expect(describeNumber(input)?.remark).toMatch(remark)
  })
})
