import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createUndoStack } from './undo-stack.ts'

const typing = (before: string, after: string) => Math.abs(after.length - before.length) === 1

it('typing without a pause is one step', () => {
  const stack = createUndoStack<string>('', typing)
  for (const [index, value] of ['H', 'He', 'Hey'].entries())
    stack.record({ value, field: 'body', at: index * 100 })
  expect(stack.undo()).toBe('')
  expect(stack.canUndo).toBe(false)
  expect(stack.redo()).toBe('Hey')
})

it('a pause, another field and a paste begin a new step', () => {
  const stack = createUndoStack<string>('', typing)
  stack.record({ value: 'a', field: 'body', at: 0 })
  stack.record({ value: 'ab', field: 'body', at: 2000 })
  stack.record({ value: 'abc', field: 'footer', at: 2100 })
  stack.record({ value: 'abc pasted', field: 'footer', at: 2200 })
  stack.record({ value: 'other', field: undefined, at: 2300 })
  expect([stack.undo(), stack.undo(), stack.undo(), stack.undo(), stack.undo()]).toEqual([
    'abc pasted',
    'abc',
    'ab',
    'a',
    '',
  ])
})

it('what is only written otherwise is no step, and belongs to the one before', () => {
  const stack = createUndoStack<string>('', typing, (one, other) => one.trim() === other.trim())
  stack.record({ value: ' Hello', field: 'body', at: 0 })
  stack.record({ value: 'Hello', field: 'body', at: 5000 })
  expect(stack.undo()).toBe('')
  expect(stack.canUndo).toBe(false)
  expect(stack.redo()).toBe('Hello')
})

it('any row of edits is taken back and brought again step by step', () => {
  const edits = fc.array(
    fc.record({ value: fc.string(), field: fc.constantFrom('body', 'footer', undefined), at: fc.nat() }),
    { maxLength: 250 },
  )
  fc.assert(
    fc.property(edits, (list) => {
      const stack = createUndoStack<string>('start', typing)
      for (const edit of list) stack.record(edit)
      const states = ['']
      while (stack.canUndo) states.unshift(stack.undo() ?? '')
      if (list.length > 0) expect(states[0]).toBe('start')
      const again: string[] = []
      while (stack.canRedo) again.push(stack.redo() ?? '')
      expect(again.slice(0, -1)).toEqual(states.slice(1, -1))
      if (list.length > 0) expect(again.at(-1)).toBe(list.at(-1)?.value)
    }),
  )
})

it('at least 100 steps are kept', () => {
  const stack = createUndoStack(0, () => false)
  for (let value = 1; value <= 150; value += 1) stack.record({ value, field: 'body', at: value })
  let steps = 0
  while (stack.undo() !== undefined) steps += 1
  expect(steps).toBe(150)
})
