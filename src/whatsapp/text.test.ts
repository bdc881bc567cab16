import { expect, it } from 'vitest'
import { countCodePoints, countVisibleSigns, exceedsInUtf16Only, isBlank } from './text.ts'

it('an emoji counts one, a joined family as many as it is made of, half a sign one', () => {
  expect(['🙂', '👨‍👩‍👧', 'é', '\ud83d'].map(countCodePoints)).toEqual([1, 5, 1, 1])
  expect(['🙂', '👨‍👩‍👧', '🇧🇷'].map(countVisibleSigns)).toEqual([1, 1, 1])
})

it('eleven emoji fit twenty in code points only', () => {
  expect(exceedsInUtf16Only('👍'.repeat(11), 20)).toBe(true)
  expect(exceedsInUtf16Only('👍'.repeat(21), 20)).toBe(false)
})

it('white space of any kind is blank', () => {
  expect(isBlank(' \t\n\u00a0')).toBe(true)
})

it('beyond 5,000 units no signs are segmented, which would take quadratic time', () => {
  expect(countVisibleSigns('👨‍👩‍👧'.repeat(625))).toBe(625)
  expect(countVisibleSigns('👨‍👩‍👧'.repeat(626))).toBe(626 * 5)
})
