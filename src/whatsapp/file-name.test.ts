import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toFileName } from './file-name.ts'

it.each([
  ['Price list.pdf', 'Price list.pdf'],
  ['  Preisliste März.pdf ', 'Preisliste März.pdf'],
  ['../../etc/x"y:z\r\n.pdf', '....etcxyz.pdf'],
  [`${'x'.repeat(120)}.pdf`, `${'x'.repeat(96)}.pdf`],
  [`${'x'.repeat(95)}🙂🙂.pdf`, `${'x'.repeat(95)}.pdf`],
  ['half \ud83d a sign.txt', 'half  a sign.txt'],
])('the name %j travels as %j', (name, travelling) => {
  expect(toFileName(name)).toBe(travelling)
})

it('every name becomes one that can be written into a header and read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const travelling = toFileName(name)
      expect(travelling.length).toBeLessThanOrEqual(100)
      expect(decodeURIComponent(encodeURIComponent(travelling))).toBe(travelling)
    }),
  )
})
