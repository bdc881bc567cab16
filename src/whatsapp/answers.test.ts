import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseGraphError, parseSuccess, scrubDetails, toSuccess } from './answers.ts'

// Every UTF-16 unit, half a pair of surrogates too.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))

const accepted = {
  messaging_product: 'whatsapp',
  contacts: [{ input: '+12025550143', wa_id: '12025550143' }],
  messages: [{ id: 'wamid.HBgLMTIwMjU1NTAxNDM' }],
}

describe('a success body', () => {
  it('comes back as it was, without the fields nobody knows', () => {
    expect(
      parseSuccess({ ...accepted, token: 'EAAG', messages: [{ ...accepted.messages[0], extra: 1 }] }),
    ).toEqual(accepted)
  })

  it.each([
    ['has no wa_id', { contacts: [{ input: 'US.7001', user_id: 'US.7001' }] }],
    ['has another wa_id than the input', { contacts: [{ input: '+5511987654321', wa_id: '551187654321' }] }],
    ['has a message status', { messages: [{ id: 'wamid.1', message_status: 'accepted' }] }],
    ['has a message status of another shape', { messages: [{ id: 'wamid.1', message_status: null }] }],
    ['names the product differently', { messaging_product: undefined }],
    ['holds two messages', { messages: [{ id: 'wamid.1' }, { id: 'wamid.2' }] }],
    ['has no contacts', { contacts: undefined }],
    ['has contacts of another shape', { contacts: [{ input: 7 }] }],
    ['has an empty error field', { error: null }],
  ])('is a success when it %s', (_, change) => {
    const body = { ...accepted, ...change }
    expect(parseSuccess(body)?.messages[0].id).toBe(body.messages[0]?.id)
  })

  it('keeps the user id that stands in for a phone number', () => {
    const contacts = [{ input: 'US.7001', user_id: 'US.7001' }]
    expect(parseSuccess({ ...accepted, contacts })?.contacts).toEqual(contacts)
  })

  it.each([
    [undefined],
    [null],
    [[]],
    ['wamid.1'],
    [{ ok: true }],
    [{ messages: [] }],
    [{ messages: [{}] }],
    [{ messages: [{ id: '' }] }],
    [{ messages: [{ id: 7 }] }],
    [{ messages: { 0: { id: 'wamid.1' } } }],
    [{ ...accepted, error: { code: 131000 } }],
  ])('%j is none', (body) => {
    expect(parseSuccess(body)).toBeUndefined()
  })

  it('never makes the parser throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        parseSuccess(body)
        parseGraphError(body)
        parseGraphError({ error: body })
      }),
    )
  })

  it('that is built for a number is read back the same', () => {
    const built = toSuccess('+12025550143', 'wamid.1')
    expect(parseSuccess(built)).toEqual(built)
    expect(built.contacts).toEqual([{ input: '+12025550143', wa_id: '12025550143' }])
    expect(toSuccess('US.7001', 'wamid.1').contacts).toEqual([{ input: 'US.7001', user_id: 'US.7001' }])
  })
})

describe('an error body', () => {
  const error = {
    message: '(#131009) Parameter value is not valid',
    type: 'OAuthException',
    code: 131009,
    fbtrace_id: 'ADVfg-N_1',
  }

  it('gives code, details and trace id', () => {
    const error_data = { messaging_product: 'whatsapp', details: 'Body text length invalid.' }
    expect(parseGraphError({ error: { ...error, error_data } })).toEqual({
      code: 131009,
      details: 'Body text length invalid.',
      fbtrace_id: 'ADVfg-N_1',
    })
  })

  it('takes details that are a plain string', () => {
    expect(parseGraphError({ error: { ...error, error_data: 'Body too long' } })?.details).toBe(
      'Body too long',
    )
  })

  it.each([undefined, null, 7, [], {}, { details: 7 }, { details: '  ' }])(
    'has no details when error_data is %j',
    (error_data) => {
      expect(parseGraphError({ error: { ...error, error_data } })).not.toHaveProperty('details')
    },
  )

  it('gives no word of its message, which may echo the token', () => {
    const body = {
      error: { code: 190, message: 'Malformed access token EAAGcanary', fbtrace_id: 'EAAG canary' },
    }
    expect(parseGraphError(body)).toEqual({ code: 190 })
  })

  it('gives our own copy of a known text that stands in the message alone', () => {
    const message = "(#100) Param image['id'] is not a valid whatsapp business account media attachment ID"
    expect(parseGraphError({ error: { code: 100, message } })?.details).toBe(
      'is not a valid whatsapp business account media attachment ID',
    )
    expect(parseGraphError({ error: { code: 100, message: 'The parameter to is required.' } })?.details).toBe(
      'The parameter to is required.',
    )
  })

  it.each([
    [{ error: 'no' }],
    [{ error: { message: 'no code' } }],
    [{ error: { code: '190' } }],
    [{ error: { code: 1.5 } }],
    [{ error: null }],
    [null],
    ['<html>'],
  ])('%j is none', (body) => {
    expect(parseGraphError(body)).toBeUndefined()
  })
})

describe('details', () => {
  it('become one line without control or direction signs', () => {
    expect(scrubDetails('a\r\nb\u0000\u001b[31mc\u202ed\u2066e\u0085f\u2028g')).toBe('a b [31mc d e f g')
  })

  it('lose anything that looks like an access token', () => {
    expect(scrubDetails('token EAAGm0PX4ZCpsBAK.x-y_z|1 is bad')).toBe('token [redacted] is bad')
  })

  it('have at most 300 characters and never half a character', () => {
    expect(scrubDetails('x'.repeat(300))).toHaveLength(300)
    expect(scrubDetails(`${'x'.repeat(298)}😀😀`)).toBe(`${'x'.repeat(298)}…`)
  })

  it('of any text are short, and cleaning them again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 400 }), (text) => {
        const once = scrubDetails(text)
        expect(once.length).toBeLessThanOrEqual(300)
        expect(scrubDetails(once)).toBe(once)
      }),
    )
  })
})
