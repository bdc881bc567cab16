import { expect, test } from 'vitest'
import { safeHref } from './safe-href.ts'

test.each([
  'https://example.com/a?b=c#d',
  'http://example.com',
  'mailto:hello@example.com',
  'tel:+16505551234',
])('%s may be a link', (address) => {
  expect(safeHref(address)).toBe(address)
})

test.each([
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://example.com/1f2e',
  'file:///etc/passwd',
  '//example.com',
  'example.com',
  'https://',
  '',
])('%j is never a link', (address) => {
  expect(safeHref(address)).toBeUndefined()
})
