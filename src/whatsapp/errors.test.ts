import { describe, expect, it } from 'vitest'
import { explainError, listErrorCodes } from './errors.ts'
import { KNOWN_ERRORS } from './known-errors.ts'

describe('the error catalogue', () => {
  it.each([
    ['later', [1, 2, 4, 80007, 130429, 131000, 131016, 131056, 131057]],
    ['after-fix', [100, 131008, 131009, 131021, 131030, 131051, 131053, 131062, 135000, 137000]],
    ['no', [470, 130403, 130472, 130497, 131026, 131047, 131049, 131050, 131052, 131063, 132000, 132069]],
    [
      'admin',
      [
        0, 3, 10, 33, 104, 190, 200, 299, 368, 131005, 131031, 131037, 131042, 131045, 131048, 131055, 131064,
        133000, 133010, 133016, 134011,
      ],
    ],
  ])('says %s for its codes', (retry, codes) => {
    for (const code of codes) expect(explainError(code).retry, String(code)).toBe(retry)
  })

  it('has a title and whole sentences for each code, with details and without', () => {
    for (const code of [...listErrorCodes(), 250, 132500, 133500, 987654, -1]) {
      for (const details of [undefined, '', 'Some $& details #1.']) {
        const { title, sentence, nextStep } = explainError(code, details)
        expect(title).toMatch(/^[A-Z].{3,38}[^.]$/)
        expect(sentence).toMatch(/^[A-Z].*\.$/)
        expect(sentence).not.toMatch(/…|\.\.|: \.|#(?!1)/)
        expect(nextStep).toMatch(/^[A-Z].*\.$/)
      }
    }
  })

  it('names each code once', () => {
    expect(new Set(listErrorCodes()).size).toBe(listErrorCodes().length)
  })

  it('has one explanation for a whole range', () => {
    expect(explainError(299)).toEqual(explainError(10))
    expect(explainError(132123).sentence).toContain('132123')
    expect(explainError(133999).retry).toBe('admin')
    expect(explainError(300).title).toBe('WhatsApp refused the message')
  })

  it('tells the details where the code alone says too little', () => {
    expect(explainError(131009, 'Footer text length invalid.\n').sentence).toBe(
      'WhatsApp does not accept one of the fields: Footer text length invalid.',
    )
    expect(explainError(100, '(#100) Param to is wrong').sentence).toMatch(/message: Param to is wrong\.$/)
    expect(explainError(131009).sentence).toBe('WhatsApp does not accept one of the fields.')
    expect(explainError(987654, 'Odd').sentence).toBe('WhatsApp refused the message (code 987654): Odd.')
    expect(explainError(131047, 'Re-engagement message').sentence).not.toContain('Re-engagement')
  })

  it('never asks to send again at once where the message may have gone out', () => {
    for (const code of [1, 2, 131000, 131016, 131057])
      expect(explainError(code).nextStep).toMatch(/^Look at the chat first/)
  })
})

describe('the field of an error', () => {
  it.each(Object.values(KNOWN_ERRORS))('is $pointer for the text "$text"', ({ code, text, pointer }) => {
    expect(explainError(code, text).field).toBe(pointer)
    expect(explainError(131000, text).field).toBeUndefined()
  })

  it('is found inside a longer text', () => {
    const text =
      'Downloading media from weblink failed with http code 503, status message Service Unavailable'
    expect(explainError(131053, text).field).toBe('/interactive/header')
  })

  it('is the recipient where the code is about the recipient', () => {
    for (const code of [131021, 131026, 131030]) expect(explainError(code).field).toBe('/to')
  })

  it('is not guessed from an unknown text', () => {
    expect(explainError(131009, 'Something else')).not.toHaveProperty('field')
  })
})
