import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { toQrCode } from './qr.ts'

const LINK = `http://127.0.0.1:4850/#draft=${'Ab-_9'.repeat(60)}`

describe('the QR code', () => {
  it('draws every black square of the code and no other, within a border of four', () => {
    const code = toQrCode(LINK)
    const { data } = encode(LINK, { ecc: 'L', boostEcc: true, border: 4 })
    expect(code?.size).toBe(data.length)
    expect(toSquares(code?.path ?? '')).toEqual(
      data.flatMap((row, y) => row.flatMap((black, x) => (black ? [`${x} ${y}`] : []))),
    )
    expect(toSquares(code?.path ?? '')[0]).toBe('4 4')
  })

  it('is a path and nothing else', () => {
    expect(toQrCode(LINK)?.path).toMatch(/^(M\d+ \d+h\d+v1H\d+z)+$/)
  })

  it('is not made of a link that is too long for one', () => {
    expect(toQrCode(`https://example.com/#draft=${'a'.repeat(2800)}`)).toBeDefined()
    expect(toQrCode(`https://example.com/#draft=${'a'.repeat(3000)}`)).toBeUndefined()
  })
})

function toSquares(path: string): string[] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1H(\d+)z/g)].flatMap(([, x, y, width, back]) => {
    expect(back).toBe(x)
    return Array.from({ length: Number(width) }, (_, offset) => `${Number(x) + offset} ${y}`)
  })
}
