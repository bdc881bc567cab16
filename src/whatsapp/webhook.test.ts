import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advanceDelivery, parseWebhook, toTapWebhook } from './webhook.ts'

// Every UTF-16 unit, half a pair of surrogates too.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))

const button = { id: 'book-slot', title: 'Book a time' }
const tap = { messageId: 'wamid.1', tapId: 'wamid.2', timestamp: 1_795_000_000 }

describe('the webhook of a tap', () => {
  it('is the JSON of the reference', () => {
    expect(toTapWebhook(button, '+12025550143', tap)).toEqual({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: expect.stringMatching(/^\d+$/),
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '12025550100', phone_number_id: '200300400500600' },
                contacts: [
                  { profile: { name: 'Customer' }, wa_id: '12025550143', user_id: 'US.70010020030040050060' },
                ],
                messages: [
                  {
                    context: { from: '12025550100', id: 'wamid.1' },
                    from: '12025550143',
                    from_user_id: 'US.70010020030040050060',
                    id: 'wamid.2',
                    timestamp: '1795000000',
                    type: 'interactive',
                    interactive: { type: 'button_reply', button_reply: button },
                  },
                ],
              },
            },
          ],
        },
      ],
    })
  })

  it('names a person without a number by the user id alone', () => {
    const text = JSON.stringify(toTapWebhook(button, 'BR.4711', tap))
    expect(text).toContain('"from_user_id":"BR.4711"')
    expect(text).not.toMatch(/"wa_id"|"from":"4711"/)
  })

  it('has a sample number while the recipient is empty', () => {
    expect(JSON.stringify(toTapWebhook(button, ''))).toContain('"wa_id":"12025550143"')
  })

  it('carries any id and title unchanged, and is read back', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit }), fc.string({ unit: anyUnit }), (id, title) => {
        const body: unknown = JSON.parse(JSON.stringify(toTapWebhook({ id, title }, '+447700900123', tap)))
        expect(parseWebhook(body)).toEqual([
          {
            kind: 'tap',
            phoneNumberId: '200300400500600',
            ...tap,
            from: '447700900123',
            userId: 'US.70010020030040050060',
            button: { id, title },
          },
        ])
      }),
    )
  })
})

describe('a webhook body', () => {
  const webhook = (...values: unknown[]) => ({
    object: 'whatsapp_business_account',
    entry: values.map((value) => ({ id: '1', changes: [{ field: 'messages', value }] })),
  })
  const metadata = { display_phone_number: '12025550100', phone_number_id: '4711' }
  const status = { id: 'wamid.1', status: 'delivered', timestamp: '1795000100', recipient_id: '12025550143' }

  it('gives its statuses, with what was sent along', () => {
    const more = {
      ...status,
      biz_opaque_callback_data: 'key-1',
      conversation: { id: 'x' },
      pricing: { billable: true },
    }
    expect(parseWebhook(webhook({ metadata, statuses: [more] }, { metadata, statuses: [status] }))).toEqual([
      {
        kind: 'status',
        phoneNumberId: '4711',
        messageId: 'wamid.1',
        delivery: 'delivered',
        timestamp: 1_795_000_100,
        callbackData: 'key-1',
      },
      {
        kind: 'status',
        phoneNumberId: '4711',
        messageId: 'wamid.1',
        delivery: 'delivered',
        timestamp: 1_795_000_100,
      },
    ])
  })

  it.each([
    [
      [{ code: 131049, title: 't', message: 'm', error_data: { details: 'Not\ndelivered' }, href: '/x' }],
      { code: 131049, details: 'Not delivered' },
    ],
    [[{ code: 131026, title: 't' }], { code: 131026 }],
    [[{ code: 131026, error_data: 'Not delivered' }], { code: 131026, details: 'Not delivered' }],
    [[{ code: 131026, error_data: null }], { code: 131026 }],
    [[{ code: 131026, error_data: { details: null } }], { code: 131026 }],
    [[], undefined],
    ['odd', undefined],
  ])('tells why a message failed: %j', (errors, error) => {
    const [event] =
      parseWebhook(webhook({ metadata, statuses: [{ ...status, status: 'failed', errors }] })) ?? []
    expect(event).toMatchObject({ delivery: 'failed' })
    expect(event).toEqual(expect.objectContaining(error ? { error } : {}))
    expect(event && 'error' in event).toBe(error !== undefined)
  })

  it('leaves out what it does not know, and keeps the rest', () => {
    const strange = [null, 7, {}, { ...status, status: 'played' }, { ...status, timestamp: 'now' }]
    const text = { id: 'wamid.3', from: '1', timestamp: '1', type: 'text', text: { body: 'Hi' } }
    const events = parseWebhook(
      webhook({ metadata, statuses: [...strange, status], messages: [text, null] }, {}),
    )
    expect(events).toHaveLength(1)
  })

  it.each([
    [null],
    [[]],
    ['x'],
    [{}],
    [{ object: 'page', entry: [] }],
    [{ object: 'whatsapp_business_account' }],
  ])('is not found in %j', (body) => {
    expect(parseWebhook(body)).toBeUndefined()
  })

  it('of any JSON does not throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        parseWebhook(value)
        parseWebhook(webhook(value, { metadata, statuses: value }, { metadata, messages: [value] }))
      }),
    )
  })
})

describe('a delivery', () => {
  it('never goes back, in whatever order the statuses come', () => {
    const order = ['sent', 'delivered', 'read'] as const
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...order), { minLength: 1 }), (statuses) => {
        const last = statuses.reduce<(typeof order)[number] | 'failed' | undefined>(
          advanceDelivery,
          undefined,
        )
        expect(last).toBe(order.findLast((one) => statuses.includes(one)))
      }),
    )
  })

  it('that has failed stays so', () => {
    expect(advanceDelivery('failed', 'read')).toBe('failed')
    expect(advanceDelivery('sent', 'failed')).toBe('failed')
  })
})
