import { expect, test } from 'vitest'
import { isRightToLeft } from './direction.ts'

test.each([
  'مرحبا',
  'שלום',
  '*12* 😀 שלום hello',
  '۱۲ فارسی',
  'ߒߞߏ',
  '𞤆𞤵𞤤𞤢𞤪',
  '\u200fApple שלום',
  '\u061cTrio',
])('%s runs from right to left', (line) => {
  expect(isRightToLeft(line)).toBe(true)
})

test.each(['', '12:30', '😀', 'hello שלום', 'Привет', '你好', 'नमस्ते', 'สวัสดี', '\u200eשלום'])(
  '%j runs from left to right',
  (line) => {
    expect(isRightToLeft(line)).toBe(false)
  },
)
