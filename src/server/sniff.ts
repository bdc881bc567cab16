import { isUtf8 } from 'node:buffer'

/** How much of a file's beginning the signatures need. */
export const SNIFFED_BYTES = 64

const COMPOUND = /^d0cf11e0a1b11ae1/
const ZIP = /^504b0304/

// Published signatures of the formats, in hexadecimal; what lies inside an archive is never looked at.
const SIGNATURES: Record<string, RegExp> = {
  'image/jpeg': /^ffd8ff/,
  'image/png': /^89504e470d0a1a0a/,
  // The brand behind "ftyp": those of 3GP begin with "3g".
  'video/mp4': /^.{8}66747970(?!3367)/,
  'video/3gpp': /^.{8}667479703367/,
  'application/pdf': /^255044462d/,
  'application/msword': COMPOUND,
  'application/vnd.ms-excel': COMPOUND,
  'application/vnd.ms-powerpoint': COMPOUND,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ZIP,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ZIP,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ZIP,
}

/** Whether a file that begins like this can be of that type; types that are not listed never are. */
export function isSniffedAs(mime: string, bytes: Buffer): boolean {
  const head = bytes.subarray(0, SNIFFED_BYTES)
  if (mime === 'text/plain') return isText(head)
  return Object.hasOwn(SIGNATURES, mime) && SIGNATURES[mime]?.test(head.toString('hex')) === true
}

/** Text begins as valid UTF-8 without NUL, and not like HTML, SVG or XML; the last sign may be cut by the limit. */
function isText(head: Buffer): boolean {
  const isWhole = [0, 1, 2, 3].some((cut) => cut < head.length && isUtf8(head.subarray(0, head.length - cut)))
  return isWhole && !head.includes(0) && !/^\ufeff?\s*<|^GIF8[79]a/.test(head.toString())
}
