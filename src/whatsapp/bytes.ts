/** The bytes from `at` as text, one sign per byte; shorter where the bytes end. */
export function readAscii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

/** Whether the bytes at `at` are these, written in hexadecimal. */
export function hasBytes(bytes: Uint8Array, hex: string, at = 0): boolean {
  for (let index = 0; index < hex.length / 2; index += 1)
    if (bytes[at + index] !== Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)) return false
  return true
}

/** An unsigned number of 1 to 6 bytes, most significant first; bytes beyond the end count as zero. */
export function readNumber(bytes: Uint8Array, at: number, length: number): number {
  let number = 0
  for (let index = 0; index < length; index += 1) number = number * 256 + (bytes[at + index] ?? 0)
  return number
}

/** The same, least significant byte first. */
export function readLittleEndian(bytes: Uint8Array, at: number, length: number): number {
  let number = 0
  for (let index = length - 1; index >= 0; index -= 1) number = number * 256 + (bytes[at + index] ?? 0)
  return number
}

/** Whether the bytes are UTF-8 as RFC 3629 has it; a sign that is cut off at the very end does no harm. */
export function isUtf8(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0
    const length =
      first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0
    if (length === 0) return false
    const sign = bytes.subarray(at, at + length)
    if (!sign.subarray(1).every((byte) => byte >= 0x80 && byte < 0xc0)) return false
    if (sign.length > 1 && !isShortestForm(first, sign[1] ?? 0)) return false
    at += length
  }
  return true
}

/** No longer form than needed, no half of a surrogate pair, nothing beyond the last sign of Unicode. */
function isShortestForm(first: number, second: number): boolean {
  if (first === 0xe0) return second >= 0xa0
  if (first === 0xed) return second < 0xa0
  if (first === 0xf0) return second >= 0x90
  return first !== 0xf4 || second < 0x90
}
