import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDraft } from './draft.ts'
import type { Message } from './message.ts'
import { messageSchema } from './message.ts'
import { fromPayload } from './payload.ts'
import { exampleDraft } from './samples.ts'
import { draftToPayload, toPayload } from './to-payload.ts'

type Vector = {
  name: string
  valid: boolean
  rule: string | null
  pointer?: string
  payload: Record<string, unknown>
}
type Contested = { name: string; verdict: 'error' | 'warning' | 'ok'; rule?: string; payload: unknown }

const vectors = readFixture<Vector[]>('messages.json')
const contested = readFixture<Contested[]>('contested.json')

describe('payload vectors', () => {
  it.each(vectors)('$name', ({ payload, valid, pointer }) => {
    const result = fromPayload(payload)
    expect(result.ok).toBe(valid)
    if (pointer && !result.ok) expect(result.errors.map((error) => error.pointer)).toContain(pointer)
  })

  it.each(vectors.filter(({ valid }) => !valid))(
    '$name is refused at the place that its rule names',
    ({ rule, payload, pointer }) => {
      const result = fromPayload(payload)
      const expected = pointer ?? pointerOfRule(rule ?? '', payload)
      expect(result.ok ? [] : result.errors[0]?.pointer).toBe(expected)
    },
  )

  it.each(vectors.filter(({ valid }) => valid))(
    '$name becomes a draft that makes the same payload',
    ({ payload }) => {
      const result = fromPayload(payload)
      if (!result.ok) throw new Error('refused')
      const message = messageSchema.parse(toDraft(result.message))
      expect(message).toEqual(result.message)
      expect(toPayload(message)).toEqual(withPolicies(payload))
    },
  )
})

describe('contested payloads', () => {
  it.each(contested)('$name gives: $verdict', ({ payload, verdict, rule }) => {
    const result = fromPayload(payload)
    expect(result.ok).toBe(verdict !== 'error')
    if (verdict === 'warning' && result.ok)
      expect(result.remarks.map((remark) => remark.code)).toContain(rule)
  })
})

describe('toPayload and fromPayload', () => {
  it('are inverse for every valid message', () => {
    fc.assert(
      fc.property(anyMessage(), (message) => {
        const result = fromPayload(JSON.parse(JSON.stringify(toPayload(message))))
        expect(result).toMatchObject({ ok: true, message })
        expect(messageSchema.parse(toDraft(message))).toEqual(message)
      }),
      { numRuns: 500 },
    )
  })

  it('never throw on any JSON, give at most 20 errors, and never repeat a value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const result = fromPayload(json)
        if (!result.ok) expect(result.errors.length).toBeLessThanOrEqual(20)
      }),
    )
    const hostile = fromPayload({
      to: 'SECRET-VALUE',
      type: 'SECRET-VALUE',
      interactive: { body: { text: 'x'.repeat(5000) } },
    })
    expect(JSON.stringify(hostile)).not.toContain('SECRET-VALUE')
    expect(JSON.stringify(hostile)).not.toContain('xxxxx')
  })

  it('refuse keys of the prototype', () => {
    const payload = JSON.stringify(
      toPayload({ ...messageSchema.parse({ ...exampleDraft(), to: '+12025550143' }) }),
    )
    for (const key of ['__proto__', 'constructor']) {
      const result = fromPayload(JSON.parse(payload.replace('{', `{"${key}":{"admin":1},`)))
      expect(result).toMatchObject({ ok: false, errors: [{ pointer: `/${key}` }] })
    }
  })

  it('refuse a context that names no message', () => {
    const payload = draftToPayload({ ...exampleDraft(), to: '+12025550143' })
    for (const id of ['', ' \n'])
      expect(fromPayload({ ...payload, context: { message_id: id } })).toMatchObject({
        ok: false,
        errors: [{ pointer: '/context/message_id' }],
      })
  })

  it('tell the number of buttons also where one of them is wrong in itself', () => {
    const payload = draftToPayload({ ...exampleDraft(), to: '+12025550143' })
    const buttons = [1, 2, 3, 4].map((n) => ({ type: 'reply', reply: { id: `b${n}`, title: `Text ${n}` } }))
    const wrong = [
      { type: 'url' },
      { reply: { id: 'b', title: 'Text', icon: 1 } },
      { reply: 7 },
      { reply: null },
    ]
    for (const [index, fault] of wrong.entries()) {
      const action = { buttons: buttons.with(index, { ...buttons[index], ...fault } as never) }
      const result = fromPayload({ ...payload, interactive: { ...payload.interactive, action } })
      const pointers = result.ok ? [] : result.errors.map(({ pointer }) => pointer)
      expect(pointers).toContain('/interactive/action/buttons')
    }
  })

  it('name an unknown key as it is, and one that is too long to repeat without breaking a sign', () => {
    const pointerOf = (key: string) => {
      const result = fromPayload({ ...draftToPayload({ ...exampleDraft(), to: '+12025550143' }), [key]: 1 })
      return result.ok ? '' : result.errors[0]?.pointer
    }
    expect(pointerOf('k'.repeat(150))).toBe(`/${'k'.repeat(150)}`)
    expect(pointerOf(`${'k'.repeat(198)}🔧`)).toBe(`/${'k'.repeat(198)}`)
    expect(pointerOf(`${'k'.repeat(198)}~`)).toBe(`/${'k'.repeat(198)}`)
  })

  it('leave out a recipient that cannot be read, and nothing else of a wrong draft', () => {
    const draft = { ...exampleDraft(), to: '0171 123', body: 'x'.repeat(2000) }
    const payload = draftToPayload(draft)
    expect(payload).not.toHaveProperty('to')
    expect(payload.interactive.body.text).toHaveLength(2000)
  })
})

function anyMessage(): fc.Arbitrary<Message> {
  const text = (max: number) =>
    fc
      .string({ unit: 'binary', minLength: 1, maxLength: max })
      .filter((value) => value.trim() !== '' && [...value].length <= max)
  const trimmed = (max: number) => text(max).map((value) => value.trim())
  const medium = (extension: string) =>
    fc.oneof(
      fc.record({ id: fc.stringMatching(/^\d{5,20}$/) }),
      fc.record({
        link: fc.webUrl().map((url) => `${url.replace(/[?#].*$/, '').replace(/\/$/, '')}/file.${extension}`),
      }),
    )
  const header = fc.oneof(
    fc.record({ type: fc.constant('text' as const), text: text(60) }),
    fc.record({ type: fc.constant('image' as const), medium: medium('png') }),
    fc.record({ type: fc.constant('video' as const), medium: medium('mp4') }),
    fc.record(
      { type: fc.constant('document' as const), medium: medium('pdf'), filename: trimmed(40) },
      { requiredKeys: ['type', 'medium'] },
    ),
  )
  const buttons = fc
    .uniqueArray(fc.record({ id: trimmed(256), title: trimmed(20) }), {
      minLength: 1,
      maxLength: 3,
      selector: ({ title }) => title,
    })
    .filter((list) => new Set(list.map(({ id }) => id)).size === list.length)
  return fc.record(
    {
      to: fc.stringMatching(/^\+[1-9]\d{6,14}$/),
      header,
      body: text(1024),
      footer: text(60),
      buttons,
      extras: fc.record({ biz_opaque_callback_data: fc.string({ maxLength: 512 }) }),
    },
    { requiredKeys: ['to', 'body', 'buttons'] },
  )
}

/** What Trio's own output changes in a payload from elsewhere: the form of `to`, `recipient_type`, an empty footer. */
function withPolicies(payload: Record<string, unknown>): unknown {
  const copy = structuredClone(payload) as {
    to?: string
    recipient_type?: string
    interactive: { footer?: { text: string } }
  }
  copy.recipient_type = 'individual'
  if (copy.to !== undefined) copy.to = `+${copy.to.replace(/\D/g, '')}`
  if (copy.interactive.footer?.text === '') delete copy.interactive.footer
  return copy
}

function pointerOfRule(rule: string, payload: Record<string, unknown>): string {
  const interactive = payload.interactive as
    | { header?: { type: string }; action?: { buttons?: unknown[] } }
    | undefined
  const kind = interactive?.header?.type ?? ''
  const fixed: Record<string, string> = {
    'to.required': '/to',
    'recipient_type.group_not_supported': '/recipient_type',
    'interactive.type.required': '/interactive/type',
    'interactive.type.value': '/interactive/type',
    'action.required': '/interactive/action',
    'header.type_object': '/interactive/header',
    'header.media.required': `/interactive/header/${kind}`,
    'header.media.type': `/interactive/header/${kind}`,
    'header.media.one_of': `/interactive/header/${kind}`,
    'header.media.caption': `/interactive/header/${kind}/caption`,
  }
  if (fixed[rule]) return fixed[rule]
  const medium = /^header\.media\.(\w+)\.\w+$/.exec(rule)
  if (medium) return `/interactive/header/${kind}/${medium[1]}`
  const part = /^(header|body|footer)\.(text|type)(\.\w+)?$/.exec(rule)
  if (part)
    return `/interactive/${part[1]}${part[3] ? `/${part[2]}` : part[2] === 'type' && part[1] === 'header' ? '/type' : ''}`
  if (/^(header|body|footer)\.required$/.test(rule)) return `/interactive/${rule.split('.')[0]}`
  if (rule.startsWith('buttons.')) return '/interactive/action/buttons'
  const button = /^button\.(\w+)(?:\.\w+)?$/.exec(rule)
  if (button)
    return `/interactive/action/buttons/${faultyButton(rule, interactive?.action?.buttons ?? [])}${buttonKey(rule, button[1] ?? '')}`
  const context = /^context\.message_id/.exec(rule)
  return context ? '/context/message_id' : `/${rule.split('.')[0]}`
}

function buttonKey(rule: string, key: string): string {
  if (rule === 'button.type_object') return ''
  if (key === 'type' || key === 'reply') return `/${key}`
  return `/reply/${key}`
}

/** The only button that breaks the rule, found by the shape of the fault and not by the product's own check. */
function faultyButton(rule: string, buttons: unknown[]): number {
  const faulty = (button: unknown, index: number): boolean => {
    if (rule === 'button.type_object') return typeof button !== 'object'
    const { type, reply } = button as { type?: string; reply?: Record<string, unknown> }
    if (rule.startsWith('button.type')) return type !== 'reply'
    if (rule.startsWith('button.reply')) return reply === undefined
    const key = rule.split('.')[1] ?? ''
    const value = reply?.[key]
    const length = typeof value === 'string' ? [...value].length : -1
    if (rule.endsWith('.unique'))
      return buttons
        .slice(0, index)
        .some((other) => (other as { reply: Record<string, unknown> }).reply[key] === value)
    if (rule.endsWith('.trim')) return typeof value === 'string' && value !== value.trim()
    return typeof value !== 'string' || value.trim() === '' || length > (key === 'id' ? 256 : 20)
  }
  return buttons.findIndex(faulty)
}

function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'))
}
