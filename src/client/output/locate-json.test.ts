import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locateJson } from './locate-json.ts'

function slice(text: string, pointer: string, unknownKey?: boolean): string | undefined {
  const located = locateJson(text)
  if (!located.ok) return undefined
  const { start, end } = located.placeOf(pointer, unknownKey)
  return text.slice(start, end)
}

describe('places in JSON', () => {
  const text = '{\n  "to": "+1",\n  "a/b": { "list": [1, { "id": "x" }] }\n}'

  it('are found by pointer: a value, the name of an unknown key, the bracket of an object', () => {
    expect(slice(text, '/to')).toBe('"+1"')
    expect(slice(text, '/to', true)).toBe('"to"')
    expect(slice(text, '/a~1b/list/1/id')).toBe('"x"')
    expect(slice(text, '/a~1b')).toBe('{')
  })

  it('of what is missing are where it would stand', () => {
    expect(slice(text, '/a~1b/list/1/title')).toBe('{')
    expect(slice(text, '/interactive/body')).toBe('{')
  })

  it('hold every value of any object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.boolean())), (value) => {
        const json = JSON.stringify(value, null, 2)
        for (const [key, one] of Object.entries(value)) {
          const pointer = `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
          expect(slice(json, pointer)).toBe(JSON.stringify(one))
        }
      }),
    )
  })
})

describe('the first fault of a text that is no JSON', () => {
  it.each([
    ['{ "a": 1 "b": 2 }', 'A comma is missing before this.', '"b"'],
    ['{ "a" 1 }', 'A colon is missing before this.', '1'],
    ['{ "a": hello }', 'JSON knows no such word. Texts stand in double quotation marks.', 'hello'],
    ['{ "a": 1 } 2', 'The JSON has ended before this.', '2'],
    ['{ "a": "x\n" }', 'The closing quotation mark of this text is missing.', '"x'],
    ['{ "a": 1, }', 'A name in double quotation marks is expected here.', '}'],
  ])('is told with its place: %j', (text, message, at) => {
    const located = locateJson(text)
    expect(located).toMatchObject({ ok: false, message })
    if (!located.ok) expect(text.slice(located.place.start, located.place.end)).toBe(at)
  })

  it('is told exactly when JSON.parse refuses the text', () => {
    const cut = fc.json().chain((json) => fc.nat(json.length).map((length) => json.slice(0, length)))
    fc.assert(
      fc.property(fc.oneof(fc.json(), cut, fc.string()), (text) => {
        expect(locateJson(text).ok).toBe(isJson(text))
      }),
    )
  })

  it('is told of a hundred thousand brackets too', () => {
    expect(locateJson('['.repeat(100_000)).ok).toBe(false)
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
