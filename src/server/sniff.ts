import { isUtf8 } from 'node:buffer'

/** How much of a file's beginning the signatures need. */
export const SNIFFED_BYTES = 64

const COMPOUND = (head: Buffer): boolean => startsWith(head, 'd0cf11e0a1b11ae1')
const ZIP = (head: Buffer): boolean => startsWith(head, '504b0304')

// Published signatures of the formats; what lies inside an archive is never looked at.
const SIGNATURES: Record<string, (head: Buffer) => boolean> = {
  'image/jpeg': (head) => startsWith(head, 'ffd8ff'),
  'image/png': (head) => startsWith(head, '89504e470d0a1a0a'),
  'video/mp4': (head) => isBrand(head) && !is3gp(head),
  'video/3gpp': (head) => isBrand(head) && is3gp(head),
  'application/pdf': (head) => startsWith(head, '255044462d'),
  'text/plain': isText,
  'application/msword': COMPOUND,
  'application/vnd.ms-excel': COMPOUND,
  'application/vnd.ms-powerpoint': COMPOUND,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ZIP,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ZIP,
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ZIP,
}

/** Whether a file that begins like this can be of that type; types that are not listed never are. */
export function isSniffedAs(mime: string, head: Buffer): boolean {
  return Object.hasOwn(SIGNATURES, mime) && SIGNATURES[mime]?.(head.subarray(0, SNIFFED_BYTES)) === true
}

function startsWith(head: Buffer, hex: string): boolean {
  return head.subarray(0, hex.length / 2).toString('hex') === hex
}

function isBrand(head: Buffer): boolean {
  return head.toString('latin1', 4, 8) === 'ftyp'
}

function is3gp(head: Buffer): boolean {
  return head.toString('latin1', 8, 10) === '3g'
}

/** Text begins as valid UTF-8 without NUL, and not like HTML, SVG or XML; the last sign may be cut by the limit. */
function isText(head: Buffer): boolean {
  const isWhole = [0, 1, 2, 3].some((cut) => cut < head.length && isUtf8(head.subarray(0, head.length - cut)))
  const begin = head
    .toString()
    .replace(/^\ufeff/, '')
    .trimStart()
  return isWhole && !head.includes(0) && !begin.startsWith('<') && !/^GIF8[79]a/.test(begin)
}
