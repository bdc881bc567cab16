import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDraft } from '#whatsapp/draft.ts'
import { anyDraft } from '#whatsapp/testing/any-draft.ts'
import type { DraftRecord } from './draft-record.ts'
import { parseRecord, titleOf } from './draft-record.ts'

describe('a record', () => {
  it('of any draft is read back whole', () => {
    fc.assert(
      fc.property(anyDraft(), fc.string(), fc.nat(), (draft, name, rev) => {
        const record: DraftRecord = { v: 1, updatedAt: 1_795_000_000_000, id: 'a1', name, rev, draft }
        expect(parseRecord(JSON.stringify(record))).toEqual(JSON.parse(JSON.stringify(record)))
      }),
    )
  })

  it('that is any other JSON is refused or gives a draft that the form can hold', () => {
    const empty = emptyDraft()
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.jsonValue(), fc.jsonValue(), (draft, header, buttons) => {
        for (const content of [draft, { ...empty, header }, { ...empty, buttons }]) {
          const record = parseRecord(JSON.stringify({ v: 1, draft: content }))
          if (!record) continue
          expect(kindsOf({ ...record.draft, buttons: [], extras: undefined })).toEqual(
            kindsOf({ ...empty, buttons: [], extras: undefined }),
          )
          for (const button of record.draft.buttons) expect(kindsOf(button)).toBe(kindsOf(empty.buttons[0]))
        }
      }),
    )
  })

  it('is filled up where it lacks a field', () => {
    const draft = {
      body: 'Only a body',
      header: { type: 'text', text: 'and a header' },
      buttons: [{ title: 'A' }],
    }
    expect(parseRecord(JSON.stringify({ v: 1, draft }))?.draft).toEqual({
      ...emptyDraft(),
      body: 'Only a body',
      header: { ...emptyDraft().header, type: 'text', text: 'and a header' },
      buttons: [{ title: 'A', id: '' }],
    })
  })

  it.each([
    ['is cut off', '{"v":1,"dra'],
    ['is of another version', JSON.stringify({ v: 2, draft: emptyDraft() })],
    ['has no draft', '{"v":1}'],
    ['has an unknown kind of header', JSON.stringify({ v: 1, draft: { header: { type: 'gif' } } })],
    ['is null', 'null'],
    ['is empty', ''],
  ])('that %s is refused', (_, text) => {
    expect(parseRecord(text)).toBeUndefined()
  })
})

describe('the title of a draft', () => {
  const withTexts = (type: 'none' | 'text', text: string, body: string) =>
    titleOf({ ...emptyDraft(), header: { ...emptyDraft().header, type, text }, body })

  it.each([
    ['its header text', withTexts('text', ' Ready ', 'Body'), 'Ready'],
    [
      'its body, without marks, when the header is no text',
      withTexts('none', 'Old', '*Hi* you\nthere'),
      'Hi you',
    ],
    ['its body when the header is empty', withTexts('text', ' ', 'Body'), 'Body'],
    ['the beginning of a long line', withTexts('none', '', '🙂'.repeat(60)), `${'🙂'.repeat(48)}…`],
    ['"Untitled" without any text', withTexts('none', '', '\n '), 'Untitled'],
  ])('is %s', (_, title, expected) => {
    expect(title).toBe(expected)
  })
})

/** The structure of a value with the type of each leaf. */
function kindsOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'object' ? part : typeof part))
}
