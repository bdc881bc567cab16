import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exampleDraft } from './samples.ts'
import { parseShareData, toShareData } from './share.ts'
import { anyDraft } from './testing/any-draft.ts'

describe('shared data', () => {
  it('of a draft read from shared data is that data again', () => {
    fc.assert(
      fc.property(anyDraft(), (draft) => {
        const data = JSON.parse(JSON.stringify(toShareData(draft)))
        const parsed = parseShareData(data)
        expect(parsed.ok && toShareData(parsed.draft)).toEqual(data)
        expect(parsed.ok && parsed.draft.to).toBe('')
      }),
    )
  })

  it('holds no file that another one is on its way to replace', () => {
    const draft = exampleDraft()
    draft.header.type = 'image'
    draft.header.image = { source: 'upload', link: '', id: '1004200730065511', isReplaced: true }
    expect(toShareData(draft).h).toEqual(['image', 'upload', ''])
  })

  it('of the example is short', () => {
    expect(JSON.stringify(toShareData(exampleDraft())).length).toBeLessThan(350)
    expect(parseShareData(toShareData(exampleDraft()))).toEqual({ ok: true, draft: exampleDraft() })
  })

  it.each([
    ['nothing', null, 'its content'],
    ['no version', { b: 'x', r: [] }, 'its version'],
    ['a later version', { v: 2, q: [] }, 'newer version of Trio'],
    ['a body that is no text', { v: 1, b: { __html: '<img>' }, r: [] }, 'its body'],
    ['an unknown kind of header', { v: 1, b: 'x', r: [], h: ['gif', 'link', 'x'] }, 'its header'],
    ['a document without file name', { v: 1, b: 'x', r: [], h: ['document', 'link', 'x'] }, 'its header'],
    ['a button without ID', { v: 1, b: 'x', r: [['A']] }, 'its list of buttons'],
    ['a thousand buttons', { v: 1, b: 'x', r: Array(1000).fill(['A', 'a']) }, 'its list of buttons'],
    ['a key of the prototype', JSON.parse('{"v":1,"b":"x","r":[],"__proto__":{"to":"+1"}}'), 'its content'],
    ['a recipient', { v: 1, b: 'x', r: [], to: '+12025550143' }, 'its content'],
  ])('with %s is refused, and the part is named', (_, json, part) => {
    expect(parseShareData(json)).toEqual({ ok: false, message: expect.stringContaining(part) })
  })

  it('of any kind is refused without a throw, and no value of it is repeated', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(parseShareData(json).ok).toBe(false)
      }),
    )
    expect(JSON.stringify(parseShareData({ v: 'SECRET', b: 'SECRET', SECRET: 1 }))).not.toContain('SECRET')
  })
})
