import { hasBytes, readAscii, readLittleEndian, readNumber } from './bytes.ts'

/** Size in pixels; `bits` per channel and `channels` where the format tells them. */
export type Picture = { width: number; height: number; bits?: number; channels?: number }

/**
 * Size and depth of a picture as its own header tells them (JPEG, PNG, GIF, WebP, BMP, HEIC and AVIF), without decoding it;
 * `undefined` where they are not found. Sources: ITU-T T.81, W3C PNG, the formats' own specifications.
 */
export function readPicture(format: string, head: Uint8Array): Picture | undefined {
  const picture = READERS[format]?.(head)
  return picture && picture.width > 0 && picture.height > 0 ? picture : undefined
}

/** Pixels on a side above which a picture is not decoded: it could take all memory. Our own limit, WhatsApp names none. */
export const PICTURE_SIDE_MAX = 12_000

/** Whether decoding this picture could be an attack on the memory of whoever looks at it. */
export function isHuge({ width, height }: Picture): boolean {
  return width > PICTURE_SIDE_MAX || height > PICTURE_SIDE_MAX
}

/** Whether a whole file of a JPEG or PNG lacks its end, as a copy does that broke off. What may follow the end does no harm. */
export function isCutOff(format: string, bytes: Uint8Array): boolean {
  return (format === 'jpeg' && !hasJpegEnd(bytes)) || (format === 'png' && !hasPngEnd(bytes))
}

/** Among pixels the marker stands nowhere else. The small picture in a photo's head has one too, before the frame. */
function hasJpegEnd(bytes: Uint8Array): boolean {
  let at = findFrame(bytes) ?? bytes.length
  do at = bytes.indexOf(0xff, at + 1)
  while (at >= 0 && bytes[at + 1] !== 0xd9)
  return at >= 0
}

function hasPngEnd(bytes: Uint8Array): boolean {
  for (let at = 8; at + 12 <= bytes.length; at += 12 + readNumber(bytes, at, 4))
    if (readAscii(bytes, at + 4, 4) === 'IEND') return true
  return false
}

const READERS: Record<string, (head: Uint8Array) => Picture | undefined> = {
  jpeg: readJpeg,
  png: (head) =>
    readAscii(head, 12, 4) === 'IHDR'
      ? { width: readNumber(head, 16, 4), height: readNumber(head, 20, 4), bits: readNumber(head, 24, 1) }
      : undefined,
  gif: (head) => ({ width: readLittleEndian(head, 6, 2), height: readLittleEndian(head, 8, 2) }),
  bmp: (head) => ({
    width: readLittleEndian(head, 18, 4),
    // A negative height means that the rows stand the right way up.
    height: Math.abs(readLittleEndian(head, 22, 4) | 0),
  }),
  webp: readWebp,
  heic: readImageSpatialExtents,
  avif: readImageSpatialExtents,
}

function readJpeg(head: Uint8Array): Picture | undefined {
  const at = findFrame(head)
  return at === undefined
    ? undefined
    : {
        bits: readNumber(head, at + 4, 1),
        height: readNumber(head, at + 5, 2),
        width: readNumber(head, at + 7, 2),
        channels: readNumber(head, at + 9, 1),
      }
}

/** Walks from marker to marker up to the start of frame, which may come after megabytes of colour profiles. */
function findFrame(head: Uint8Array): number | undefined {
  for (let at = 2; at + 9 < head.length; ) {
    if (head[at] !== 0xff) return undefined
    const marker = head[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isStartOfFrame(marker)) return at
    at += 2 + Math.max(2, readNumber(head, at + 2, 2))
  }
  return undefined
}

/** C0 to CF, save for the tables and the reserved one that lie between them. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function readWebp(head: Uint8Array): Picture | undefined {
  switch (readAscii(head, 12, 4)) {
    case 'VP8 ':
      return { width: readLittleEndian(head, 26, 2) & 0x3fff, height: readLittleEndian(head, 28, 2) & 0x3fff }
    case 'VP8L': {
      const packed = readLittleEndian(head, 21, 4)
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: readLittleEndian(head, 24, 3) + 1, height: readLittleEndian(head, 27, 3) + 1 }
    default:
      return undefined
  }
}

/** The largest `ispe` box: beside the picture itself there are its tiles and thumbnails. */
function readImageSpatialExtents(head: Uint8Array): Picture | undefined {
  let largest: Picture | undefined
  const end = Math.min(head.length - 16, 65_536)
  for (let at = 0; at <= end; at += 1) {
    if (head[at] !== 0x69 || !hasBytes(head, '69737065', at)) continue
    const picture = { width: readNumber(head, at + 8, 4), height: readNumber(head, at + 12, 4) }
    if (!largest || picture.width * picture.height > largest.width * largest.height) largest = picture
  }
  return largest
}
