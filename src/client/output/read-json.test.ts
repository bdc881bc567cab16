import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toJson } from '#whatsapp/json.ts'
import { exampleDraft } from '#whatsapp/samples.ts'
import { anyDraft } from '#whatsapp/testing/any-draft.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { readJson } from './read-json.ts'

const example = exampleDraft()
const json = toJson(draftToPayload(example))

describe('the text of the JSON field', () => {
  it('is the draft again, also without a recipient', () => {
    expect(readJson(json, example)).toEqual({ draft: example, mistakes: [], mendable: false })
  })

  it('is a draft and marked where a text breaks a limit', () => {
    const text = json.replace('Reply by Wednesday evening', 'x'.repeat(61))
    const { draft, mistakes } = readJson(text, example)
    expect(draft?.footer).toHaveLength(61)
    expect(mistakes.map(({ pointer, place }) => [pointer, text.slice(place.start, place.end)])).toEqual([
      ['/interactive/footer/text', `"${'x'.repeat(61)}"`],
    ])
  })

  it('leaves the form alone while a key is half written', () => {
    const text = json.replace('"footer"', '"foot"')
    const { draft, mistakes, mendable } = readJson(text, example)
    expect(draft).toBeUndefined()
    expect(mistakes.some(({ place }) => text.slice(place.start, place.end) === '"foot"')).toBe(true)
    expect(mendable).toBe(true)
  })

  it('leaves the form alone while it is no JSON, and offers to mend it', () => {
    expect(readJson(json.replace(',', ''), example)).toMatchObject({
      mistakes: [{ message: 'A comma is missing before this.' }],
      mendable: true,
    })
  })

  it('of another kind of message says which', () => {
    const text = '{"messaging_product":"whatsapp","to":"+16505551234","type":"text","text":{"body":"Hi"}}'
    const { draft, mistakes } = readJson(text, example)
    expect(draft).toBeUndefined()
    expect(mistakes[0]?.message).toMatch(/^This is .*text/)
  })

  it('keeps what a payload does not say', () => {
    const current = { ...example, to: '+49 17' }
    current.header = {
      ...example.header,
      image: { source: 'link', link: 'https://example.com/a.jpg', id: '' },
    }
    expect(readJson(json, current).draft).toEqual(current)
  })

  it('makes the same JSON again whenever it makes a draft', () => {
    fc.assert(
      fc.property(anyDraft(), (draft) => {
        const payload = draftToPayload(draft)
        const read = readJson(toJson(payload), example).draft
        if (read) expect(toJson(draftToPayload(read))).toBe(toJson(payload))
      }),
    )
  })
})
