import { expect, it } from 'vitest'
import { sayWhen } from './when.ts'

const NOW = new Date(2026, 10, 19, 12, 0).getTime()

it.each([
  ['just now', new Date(2026, 10, 19, 11, 59, 30)],
  ['just now', new Date(2026, 10, 19, 12, 5)],
  ['1 minute ago', new Date(2026, 10, 19, 11, 58, 30)],
  ['2 hours ago', new Date(2026, 10, 19, 9, 30)],
  ['yesterday', new Date(2026, 10, 18, 23, 0)],
  ['6 days ago', new Date(2026, 10, 13, 1, 0)],
  ['Nov 2, 2026', new Date(2026, 10, 2, 12, 0)],
])('says %s', (words, at) => {
  expect(sayWhen(at.getTime(), NOW)).toBe(words)
})
