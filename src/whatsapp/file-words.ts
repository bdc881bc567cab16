import type { FileFormat } from './file-format.ts'
import { MEDIA_MAX_BYTES } from './limits.ts'
import type { MediaKind } from './media.ts'
import { describeMediaTypes, MEDIA_TYPES, readExtension } from './media.ts'

/** A file before its upload; `head` is its beginning, `BYTES_TO_CHECK` long or all of it; `tail` is the end of a document. */
export type FileFacts = { name: string; size: number; head: Uint8Array; tail?: Uint8Array }

/** What can be done about a refused file at once: make a JPEG of it, give it another ending, or use another header. */
export type Mending = { by: 'convert' } | { by: 'rename'; name: string } | { by: 'header'; kind: MediaKind }

/** Size of a file for people, in the decimal units of WhatsApp's limits: "1.2 MB". */
export function describeSize(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, '')} MB`
}

const NOUN: Record<MediaKind, string> = { image: 'picture', video: 'video', document: 'document' }

/** Says what a file is that a header of this kind does not take, and what to make of it. */
export function explainFormat(kind: MediaKind, { id, label, home }: FileFormat, name: string): string {
  if (id === 'unknown') return `Trio does not know this kind of file. Use ${describeMediaTypes(kind)}.`
  const but =
    isDisguised(kind, name) && home !== kind ? `, although its name ends in .${readExtension(name)}` : ''
  const what = `This is ${label}${but}.`
  const own = (home ?? 'document') === kind ? WAYS_OUT[id] : undefined
  if (own) return `${what} ${own}`
  return `${what} Use ${describeMediaTypes(kind)}.`
}

/** Says that a file is good, and for which kind of header. */
export function explainOtherHeader({ label }: FileFormat, kind: MediaKind): string {
  return `This is ${label}. It goes into ${kind === 'image' ? 'an image' : `a ${kind}`} header.`
}

/** Whether a file bears the name of one that a header of this kind takes. */
export function isDisguised(kind: MediaKind, name: string): boolean {
  const ending = readExtension(name)
  return MEDIA_TYPES.some((type) => type.kind === kind && type.extensions.includes(ending))
}

const AS_JPEG = 'WhatsApp takes JPEG and PNG here.'
const AS_MP4 = 'WhatsApp takes MP4 and 3GP. Export it as MP4 with H.264.'

const WAYS_OUT: Record<string, string> = {
  webp: 'WhatsApp takes WebP for stickers only.',
  gif: 'WhatsApp takes none. As a JPEG it stands still; to keep it moving, save it as MP4 and use a video header.',
  avif: AS_JPEG,
  heic: AS_JPEG,
  bmp: AS_JPEG,
  tiff: `${AS_JPEG} Save it as one of them.`,
  psd: `${AS_JPEG} Export it as one of them.`,
  jxl: `${AS_JPEG} Save it as one of them.`,
  ico: `${AS_JPEG} Save it as one of them.`,
  raw: `${AS_JPEG} Export it as one of them.`,
  svg: `${AS_JPEG} Export it as PNG.`,
  mov: AS_MP4,
  webm: AS_MP4,
  avi: AS_MP4,
  wmv: AS_MP4,
  mpeg: AS_MP4,
  flv: AS_MP4,
  ole: 'If its name is right, a password protects it: remove that. If not, let the name end in .doc, .xls or .ppt.',
  office:
    'Let its name end in .docx, .xlsx or .pptx, as the program saves it. Macros (.docm, .xlsm) are not taken.',
  rtf: 'Save it as PDF or as a Word document.',
  opendocument: 'Save it as PDF, or in the Microsoft format (.docx, .xlsx, .pptx).',
  'old-text': 'Save it as UTF-8, so that every sign arrives as you see it.',
  utf16: 'Save it as UTF-8, so that every sign arrives as you see it.',
  markup: 'WhatsApp takes neither. Save it as PDF.',
  postscript: 'Save it as PDF.',
  zip: 'WhatsApp takes no archives here. Unpack it and choose one file.',
}

/** Says that a file is not whole, as happens when copying it breaks off: the customer would get a part of it. */
export function explainCutOff(what: string): string {
  return `This ${what} is cut off: its end is missing. Copy or download it once more, or choose another one.`
}

/** Says by how much a file is too large and what helps; of a film whose length is known, how much of it would fit. */
export function explainTooLarge(kind: MediaKind, size: number, maxBytes: number, seconds = 0): string {
  // Rounded up, so that a file never seems to be as large as it may be.
  const given = describeSize(Math.ceil(size / 100_000) * 100_000)
  const taker = maxBytes < MEDIA_MAX_BYTES[kind] ? 'This Trio' : 'WhatsApp'
  const fault = `This ${NOUN[kind]} has ${given}. ${taker} takes ${describeSize(maxBytes)} at most.`
  if (kind === 'image') return fault
  if (kind === 'document') return `${fault} Make it smaller, or put a link to it into the text.`
  const fitting = Math.floor((seconds * maxBytes) / size)
  const measure = fitting > 0 ? ` At this quality there is room for ${describeSeconds(fitting)}.` : ''
  return `${fault}${measure} Shorten it, or export it with a lower quality.`
}

function describeSeconds(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)} min${rest > 0 ? ` ${rest} s` : ''}`
}
