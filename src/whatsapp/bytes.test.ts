import { isUtf8 as isUtf8ByNode } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isUtf8, readLittleEndian, readNumber } from './bytes.ts'

it('UTF-8 is told from other bytes as Node tells it', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => [...Buffer.from(text)]),
    fc.array(fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xa0, 0xef, 0xf0, 0x90, 0xf4, 0xf5), {
      maxLength: 6,
    }),
  )
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      // A letter at the end, so that no sign is merely cut off.
      const bytes = Uint8Array.from([...pieces.flat(), 0x41])
      expect(isUtf8(bytes)).toBe(isUtf8ByNode(bytes))
    }),
    { numRuns: 3000 },
  )
})

it('a sign that is cut off at the end does no harm', () => {
  const bytes = new Uint8Array(Buffer.from('Grüße 🙂'))
  for (let end = 0; end <= bytes.length; end += 1) expect(isUtf8(bytes.subarray(0, end))).toBe(true)
})

it('numbers are read in both orders, and as zero beyond the end', () => {
  const bytes = Uint8Array.from([1, 2, 3])
  expect(readNumber(bytes, 0, 3)).toBe(0x010203)
  expect(readLittleEndian(bytes, 0, 3)).toBe(0x030201)
  expect(readNumber(bytes, 2, 2)).toBe(0x0300)
})
