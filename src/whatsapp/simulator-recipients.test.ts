import { describe, expect, it } from 'vitest'
import { listErrorCodes } from './errors.ts'
import { parseRecipient } from './recipient.ts'
import { findSimulatedFault, MAGIC_RECIPIENTS } from './simulator-recipients.ts'

describe('a magic recipient', () => {
  it.each(MAGIC_RECIPIENTS)(
    '$to is a number like any other, and does what it says: $title',
    ({ to, fault }) => {
      expect(parseRecipient(to)).toMatchObject({ ok: true, e164: to })
      expect(findSimulatedFault(to)).toEqual(fault)
    },
  )

  it('exists once for each entry', () => {
    expect(new Set(MAGIC_RECIPIENTS.map(({ to }) => to)).size).toBe(MAGIC_RECIPIENTS.length)
  })

  it('exists for every code of the catalogue, by its last four digits', () => {
    for (const code of listErrorCodes())
      expect(findSimulatedFault(`+3363998${String(code).slice(-4).padStart(4, '0')}`)).toEqual({ code })
    expect(findSimulatedFault('+33639980250')).toEqual({ code: 250 })
    expect(findSimulatedFault('+33639982345')).toEqual({ code: 132345 })
    expect(findSimulatedFault('+33639983999')).toEqual({ code: 133999 })
  })

  it.each(['+12025550143', '+447700900123', '+33639985555', '+33639981', '+3363998104', '+336399810470', ''])(
    '%s is none',
    (to) => {
      expect(findSimulatedFault(to)).toBeUndefined()
    },
  )
})
