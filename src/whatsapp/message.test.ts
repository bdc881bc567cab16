import { expect, it } from 'vitest'
import { messageSchema } from './message.ts'
import { exampleDraft } from './samples.ts'

it('a double shows beside a text that is too long', () => {
  const result = messageSchema.safeParse({
    ...exampleDraft(),
    to: '+12025550143',
    buttons: [
      { title: 'Same', id: 'a' },
      { title: 'Same', id: 'b' },
      { title: 'x'.repeat(21), id: 'c' },
    ],
  })
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'buttons.2.title',
    'buttons.1.title',
  ])
})

it('the example lacks a recipient and nothing else', () => {
  const result = messageSchema.safeParse(exampleDraft())
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual(['to'])
})

it('all faults of a draft are named at once', () => {
  const draft = exampleDraft()
  const result = messageSchema.safeParse({
    ...draft,
    to: '0171 123456',
    header: { ...draft.header, type: 'document' },
    body: ' ',
    footer: 'x'.repeat(61),
    buttons: [],
  })
  expect(result.error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'header.document.link',
    'body',
    'footer',
    'buttons',
    'to',
  ])
})
