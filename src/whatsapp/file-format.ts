import { hasBytes, isUtf8, readAscii, readNumber } from './bytes.ts'
import type { MediaKind } from './media.ts'

/** What a file is: `label` completes "This is …", `home` is the kind of header where its like belongs, if there is one. */
export type FileFormat = { id: string; label: string; home?: MediaKind }

type Signature = FileFormat & { is: (head: Uint8Array) => boolean }

const begins =
  (hex: string, at = 0) =>
  (head: Uint8Array): boolean =>
    hasBytes(head, hex, at)

const says =
  (text: string, at = 0) =>
  (head: Uint8Array): boolean =>
    readAscii(head, at, text.length) === text

const riff = (form: string) => (head: Uint8Array) => says('RIFF')(head) && says(form, 8)(head)

/** A file of the ISO family (MP4, HEIC, QuickTime, …) whose main brand, or one that it also claims to be, fits. */
const brand = (pattern: RegExp) => (head: Uint8Array) => {
  if (!says('ftyp', 4)(head)) return false
  return pattern.test(readAscii(head, 8, 4))
}

const alsoBrand = (name: string) => (head: Uint8Array) => {
  if (!says('ftyp', 4)(head)) return false
  const length = Math.min(readNumber(head, 0, 4), 256)
  for (let at = 8; at + 4 <= length; at += 4) if (says(name, at)(head)) return true
  return false
}

/** The beginning of a film from before there were brands; its size has a byte that no text has ("carefree" is text). */
const atom = (type: string) => (head: Uint8Array) =>
  says(type, 4)(head) && head.subarray(0, 4).some(isControl)

const anyOf =
  (...tests: ((head: Uint8Array) => boolean)[]) =>
  (head: Uint8Array): boolean =>
    tests.some((test) => test(head))

// Published signatures (Apache Tika's and the `file` command's collections); the first that fits counts.
const SIGNATURES: readonly Signature[] = [
  { id: 'jpeg', label: 'a JPEG picture', home: 'image', is: begins('ffd8ff') },
  { id: 'png', label: 'a PNG picture', home: 'image', is: begins('89504e470d0a1a0a') },
  { id: 'webp', label: 'a WebP picture', home: 'image', is: riff('WEBP') },
  { id: 'gif', label: 'a GIF', home: 'image', is: anyOf(says('GIF87a'), says('GIF89a')) },
  { id: 'avif', label: 'an AVIF picture', home: 'image', is: anyOf(brand(/^avi[fs]$/), alsoBrand('avif')) },
  {
    id: 'heic',
    label: 'a HEIC picture, as iPhones take them',
    home: 'image',
    is: brand(/^(hei[cxms]|hev[cx]|mif1|msf1)$/),
  },
  { id: 'tiff', label: 'a TIFF picture', home: 'image', is: anyOf(begins('49492a00'), begins('4d4d002a')) },
  {
    id: 'bmp',
    label: 'a BMP picture',
    home: 'image',
    is: (head) => says('BM')(head) && readNumber(head, 6, 4) === 0,
  },
  { id: 'psd', label: 'a Photoshop file', home: 'image', is: says('8BPS') },
  {
    id: 'jxl',
    label: 'a JPEG XL picture',
    home: 'image',
    is: anyOf(begins('ff0a'), begins('0000000c4a584c20')),
  },
  { id: 'ico', label: 'an icon file', home: 'image', is: begins('00000100') },
  { id: 'raw', label: 'a raw picture of a camera', home: 'image', is: brand(/^crx $/) },
  { id: '3gp', label: 'a 3GP video', home: 'video', is: brand(/^3g/) },
  { id: 'sound', label: 'a sound file', is: brand(/^(M4[AB] |F4[AB] )$/) },
  {
    id: 'mov',
    label: 'a QuickTime video (MOV)',
    home: 'video',
    is: anyOf(brand(/^qt {2}$/), atom('moov'), atom('mdat'), atom('wide'), atom('free')),
  },
  { id: 'mp4', label: 'an MP4 video', home: 'video', is: says('ftyp', 4) },
  { id: 'webm', label: 'a WebM or MKV video', home: 'video', is: begins('1a45dfa3') },
  { id: 'avi', label: 'an AVI video', home: 'video', is: riff('AVI ') },
  { id: 'wmv', label: 'a Windows Media file', home: 'video', is: begins('3026b2758e66cf11') },
  {
    id: 'mpeg',
    label: 'an MPEG video',
    home: 'video',
    is: anyOf(begins('000001ba'), begins('000001b3'), (head) => head[0] === 0x47 && head[188] === 0x47),
  },
  { id: 'flv', label: 'a Flash video', home: 'video', is: begins('464c5601') },
  {
    id: 'sound',
    label: 'a sound file',
    is: anyOf(
      says('ID3'),
      says('fLaC'),
      says('OggS'),
      says('#!AMR'),
      riff('WAVE'),
      begins('fffb'),
      begins('fff3'),
    ),
  },
  { id: 'pdf', label: 'a PDF', home: 'document', is: says('%PDF-') },
  { id: 'ole', label: 'a file of an older Office', home: 'document', is: begins('d0cf11e0a1b11ae1') },
  { id: 'rtf', label: 'an RTF text', home: 'document', is: says('{\\rtf') },
  { id: 'postscript', label: 'a PostScript file', is: says('%!PS') },
]

/** Finds out what a file is by its beginning alone; some kilobytes are enough. What it is called plays no part. */
export function findFormat(head: Uint8Array): FileFormat {
  const known = SIGNATURES.find(({ is }) => is(head))
  if (known) return toFormat(known)
  if (hasBytes(head, '504b0304')) return findArchive(head)
  return findText(head)
}

function toFormat({ id, label, home }: Signature): FileFormat {
  return { id, label, ...(home && { home }) }
}

const OFFICE: readonly (FileFormat & { folder: string })[] = [
  { folder: 'word/', id: 'docx', label: 'a Word document', home: 'document' },
  { folder: 'xl/', id: 'xlsx', label: 'an Excel table', home: 'document' },
  { folder: 'ppt/', id: 'pptx', label: 'a PowerPoint presentation', home: 'document' },
]

/** Office files are ZIP archives, told apart by the names of what is in them. Nothing is unpacked. */
function findArchive(head: Uint8Array): FileFormat {
  const names = listNames(head)
  const office = OFFICE.find(({ folder }) => names.some((name) => name.startsWith(folder)))
  if (office) return { id: office.id, label: office.label, home: 'document' }
  if (names.includes('[Content_Types].xml'))
    return { id: 'office', label: 'an Office document', home: 'document' }
  if (names[0] === 'mimetype' && /opendocument/.test(readAscii(head, 30, 100)))
    return { id: 'opendocument', label: 'an OpenDocument file', home: 'document' }
  return { id: 'zip', label: 'a ZIP archive' }
}

function listNames(head: Uint8Array): string[] {
  const names: string[] = []
  for (let at = 0; at + 30 <= head.length; at += 1)
    if (head[at] === 0x50 && hasBytes(head, '504b0304', at)) {
      const length = (head[at + 26] ?? 0) + (head[at + 27] ?? 0) * 256
      names.push(readAscii(head, at + 30, Math.min(length, 100)))
    }
  return names
}

function findText(head: Uint8Array): FileFormat {
  if (hasBytes(head, 'fffe') || hasBytes(head, 'feff'))
    return { id: 'utf16', label: 'text in UTF-16', home: 'document' }
  if (head.length === 0 || head.some(isControl)) return { id: 'unknown', label: 'a file of an unknown kind' }
  const begin = readAscii(head, 0, 512)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
  if (/^<(\?xml[^>]*>\s*)?(<!--.*?-->\s*)?(<!doctype svg[^>]*>\s*)?<?svg/is.test(begin))
    return { id: 'svg', label: 'an SVG drawing', home: 'image' }
  if (begin.startsWith('<')) return { id: 'markup', label: 'HTML or XML' }
  return isUtf8(head)
    ? { id: 'text', label: 'plain text', home: 'document' }
    : { id: 'old-text', label: 'text in an old encoding', home: 'document' }
}

/** Signs that no text has; tab, line feed, form feed, carriage return and escape may be in one. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27
}
