import { readAscii } from './bytes.ts'
import type { FileFormat } from './file-format.ts'
import { findFormat } from './file-format.ts'
import type { FileFacts, Mending } from './file-words.ts'
import {
  explainCutOff,
  explainFormat,
  explainOtherHeader,
  explainTooLarge,
  isDisguised,
} from './file-words.ts'
import { readFilm } from './film.ts'
import { explainFilm } from './film-words.ts'
import { MEDIA_MAX_BYTES } from './limits.ts'
import type { MediaKind, MediaType } from './media.ts'
import { MEDIA_TYPES, readExtension } from './media.ts'
import { isCutOff, isHuge, PICTURE_SIDE_MAX, readPicture } from './picture.ts'

/** `remarks` are worth knowing and stop nothing; `isDrawable` tells that a browser may decode the picture. */
export type FileCheck =
  | { ok: true; type: MediaType; isDrawable: boolean; remarks: string[] }
  | { ok: false; message: string; mending?: Mending }

/** How much of a file `checkMediaFile` wants to see: pictures and films whole, as what counts may stand at their end. */
export const BYTES_TO_CHECK = {
  image: MEDIA_MAX_BYTES.image,
  video: MEDIA_MAX_BYTES.video,
  document: 65_536,
} as const

/**
 * What is wrong with a file for a header of this kind, in words with the way to mend it, before a byte of it leaves.
 * `maxBytes` is for a server that takes less than WhatsApp. Types and sizes: Cloud API media page, September 2026.
 */
export function checkMediaFile(
  kind: MediaKind,
  file: FileFacts,
  maxBytes: number = MEDIA_MAX_BYTES[kind],
): FileCheck {
  if (file.size === 0)
    return refuse('This file is empty. If it lies in a cloud folder, let it download first.')
  const format = findFormat(file.head)
  const type = typeOf(format, file.name)
  if (type?.kind !== kind) return refuseFormat(kind, format, type, file)
  if (file.size > maxBytes) return refuseSize(type, format, file, maxBytes)
  return CHECKS[kind](type, format, file)
}

function refuse(message: string, mending?: Mending): FileCheck {
  return { ok: false, message, ...(mending && { mending }) }
}

const MIMES: Record<string, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  mp4: 'video/mp4',
  '3gp': 'video/3gpp',
  pdf: 'application/pdf',
  text: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

/** How much of a file's beginning `canBegin` wants to see. */
export const BYTES_TO_SNIFF = 64

/** Whether a file of that MIME type can begin like this. Too little for what is in an archive: any may be any Office file. */
export function canBegin(mime: string, head: Uint8Array): boolean {
  const { id } = findFormat(head.subarray(0, BYTES_TO_SNIFF))
  if (id === 'ole') return isOneOf(mime, OLD_OFFICE)
  return id === 'zip' || OFFICE.includes(id) ? isOneOf(mime, OFFICE) : MIMES[id] === mime
}

const OLD_OFFICE = ['doc', 'xls', 'ppt']
const OFFICE = ['office', 'docx', 'xlsx', 'pptx']

function isOneOf(mime: string, endings: readonly string[]): boolean {
  return MEDIA_TYPES.some(
    (type) => type.mime === mime && type.extensions.some((one) => endings.includes(one)),
  )
}

/** The type to upload as. Which program an old Office file belongs to, or one with a long table of contents, its ending tells. */
function typeOf({ id }: FileFormat, name: string): MediaType | undefined {
  if (id !== 'ole' && id !== 'office') return MEDIA_TYPES.find(({ mime }) => mime === MIMES[id])
  const family = id === 'ole' ? OLD_OFFICE : OFFICE
  const ending = readExtension(name)
  return MEDIA_TYPES.find(({ extensions }) => family.includes(ending) && extensions.includes(ending))
}

function refuseFormat(
  kind: MediaKind,
  format: FileFormat,
  type: MediaType | undefined,
  { name, head }: FileFacts,
): FileCheck {
  if (type && !isDisguised(kind, name))
    return refuse(explainOtherHeader(format, type.kind), { by: 'header', kind: type.kind })
  const message = explainFormat(kind, format, name)
  return kind === 'image' && isConvertible(format, head)
    ? refuse(message, { by: 'convert' })
    : refuse(message)
}

function refuseSize(type: MediaType, format: FileFormat, file: FileFacts, maxBytes: number): FileCheck {
  const seconds = type.kind === 'video' ? readFilm(file.head)?.seconds : undefined
  const message = explainTooLarge(type.kind, file.size, maxBytes, seconds)
  return type.kind === 'image' && isConvertible(format, file.head)
    ? refuse(message, { by: 'convert' })
    : refuse(message)
}

/** A picture whose size is known beforehand and is no danger to the browser's memory. */
function isConvertible({ id }: FileFormat, head: Uint8Array): boolean {
  const picture = readPicture(id, head)
  return picture !== undefined && !isHuge(picture)
}

type Check = (type: MediaType, format: FileFormat, file: FileFacts) => FileCheck

const CHECKS: Record<MediaKind, Check> = { image: checkPicture, video: checkFilm, document: checkDocument }

function checkPicture(type: MediaType, format: FileFormat, { head }: FileFacts): FileCheck {
  const picture = readPicture(format.id, head)
  if (!picture) return refuse(`This ${type.label} file is damaged. Save it once more, or choose another one.`)
  if (isCutOff(format.id, head)) return refuse(explainCutOff(type.label))
  const isDrawable = !isHuge(picture)
  const mending: Mending | undefined = isDrawable ? { by: 'convert' } : undefined
  if (picture.channels === 4)
    return refuse('This JPEG has colours for printing (CMYK). WhatsApp takes RGB pictures only.', mending)
  if (picture.bits !== undefined && picture.bits > 8)
    return refuse(
      `This ${type.label} has ${picture.bits} bits per colour. WhatsApp takes 8 at most.`,
      mending,
    )
  const side = PICTURE_SIDE_MAX.toLocaleString('en')
  const remark = `This picture is more than ${side} pixels wide or high, so Trio does not draw it. For a phone 1,600 are plenty.`
  return { ok: true, type, isDrawable, remarks: isDrawable ? [] : [remark] }
}

function checkFilm(type: MediaType, _format: FileFormat, { head }: FileFacts): FileCheck {
  const film = readFilm(head)
  if (!film)
    return refuse(
      'This video is not complete: its index is missing. Export it once more, or choose another one.',
    )
  if (film.isCutOff) return refuse(explainCutOff('video'))
  const { refusal, remarks } = explainFilm(film)
  return refusal ? refuse(refusal) : { ok: true, type, isDrawable: false, remarks }
}

/** WhatsApp wants an ending that fits. A table in `.csv` goes as plain text under its own name (seen to work). */
function checkDocument(type: MediaType, format: FileFormat, { name, tail }: FileFacts): FileCheck {
  if (tail && isDocumentCutOff(format, tail)) return refuse(explainCutOff('document'))
  const ending = readExtension(name)
  const isTable = type.mime === 'text/plain' && ending === 'csv'
  if (type.extensions.includes(ending) || isTable) return { ok: true, type, isDrawable: false, remarks: [] }
  const base = ending === '' ? name.replace(/\.+$/, '') : name.slice(0, -ending.length - 1)
  const renamed = `${base || 'document'}.${type.extensions[0]}`
  const fault = ending === '' ? 'its name has no ending' : `its name ends in .${ending}`
  return refuse(
    `This is ${format.label}, but ${fault}. WhatsApp wants one that fits: .${type.extensions[0]}.`,
    {
      by: 'rename',
      name: renamed,
    },
  )
}

/** A PDF ends with the way to its index, an archive with its table of contents; something short may follow. */
function isDocumentCutOff({ id }: FileFormat, tail: Uint8Array): boolean {
  if (id === 'pdf') return !hasText(tail, 'startxref') && !hasText(tail, '%%EOF')
  return OFFICE.includes(id) && !hasText(tail, 'PK\x05\x06')
}

function hasText(bytes: Uint8Array, text: string): boolean {
  const first = text.charCodeAt(0)
  let at = bytes.indexOf(first)
  while (at >= 0 && readAscii(bytes, at, text.length) !== text) at = bytes.indexOf(first, at + 1)
  return at >= 0
}
