import { beforeEach, expect, test, vi } from 'vitest'

const at = (text: string) => ({ text, start: 0, end: text.length })
let { notePaste, findPasted } = await import('./pasted-states.ts')

beforeEach(async () => {
  vi.resetModules()
  ;({ notePaste, findPasted } = await import('./pasted-states.ts'))
})

test('from the text after a paste the way leads back, and on again, with what was selected', () => {
  notePaste({ text: 'old', start: 1, end: 2 }, at('new'))
  expect(findPasted('new', 'undo')).toEqual({ text: 'old', start: 1, end: 2 })
  expect(findPasted('old', 'redo')).toEqual(at('new'))
})

test('the browser is left its own: texts that no paste made, and the ends of the way', () => {
  notePaste(at('old'), at('new'))
  expect(findPasted('newer', 'undo')).toBeUndefined()
  expect(findPasted('old', 'undo')).toBeUndefined()
  expect(findPasted('new', 'redo')).toBeUndefined()
})

test('what was typed between two pastes is a step of its own', () => {
  notePaste(at('a'), at('b'))
  notePaste(at('b typed'), at('c'))
  const way = ['b typed', 'b', 'a']
  let text = 'c'
  for (const next of way) {
    text = findPasted(text, 'undo')?.text ?? ''
    expect(text).toBe(next)
  }
})

test('a paste after some were taken back ends what was ahead', () => {
  notePaste(at('a'), at('b'))
  notePaste(at('b'), at('c'))
  notePaste(at('b'), at('d'))
  expect(findPasted('b', 'redo')).toEqual(at('d'))
  expect(findPasted('d', 'undo')).toEqual(at('b'))
  expect(findPasted('b', 'undo')).toEqual(at('a'))
  expect(findPasted('c', 'undo')).toBeUndefined()
})
