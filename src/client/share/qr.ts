import { encode } from 'uqr'

/** An SVG path of black squares of size 1 in a field of `size` × `size`, which already has its quiet border. */
export type QrCode = { path: string; size: number }

/** The QR code of a link, or `undefined` when it is too long for one (about 2,900 characters). */
export function toQrCode(link: string): QrCode | undefined {
  try {
    const { data, size } = encode(link, { ecc: 'L', boostEcc: true, border: 4 })
    return { path: data.map(toPathOfRow).join(''), size }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** One rectangle for each run of black squares: a tenth of the length that a square each would need. */
function toPathOfRow(row: boolean[], y: number): string {
  let path = ''
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x += 1
    path += `M${start} ${y}h${x + 1 - start}v1H${start}z`
  }
  return path
}
