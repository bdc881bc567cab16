// Beginnings of files, as small as the formats allow: enough to be recognised, not to be opened.

export function bytesOf(...parts: (string | number[] | Uint8Array)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? Array.from(part, (sign) => sign.charCodeAt(0)) : Array.from(part),
    ),
  )
}

export function big(number: number, length: number): number[] {
  return Array.from({ length }, (_, index) => Math.floor(number / 256 ** (length - 1 - index)) % 256)
}

function little(number: number, length: number): number[] {
  return big(number, length).reverse()
}

export function png(width: number, height: number, bits = 8): Uint8Array {
  const header = [...big(width, 4), ...big(height, 4), bits, 6, 0, 0, 0]
  return bytesOf([137], 'PNG\r\n\x1a\n', chunk('IHDR', header), chunk('IEND'))
}

/** Its checksum is wrong, so that no browser draws the picture. */
function chunk(type: string, content: number[] = []): Uint8Array {
  return bytesOf(big(content.length, 4), type, content, big(0, 4))
}

/** `before` bytes of a colour profile stand in front of the size. */
export function jpeg(width: number, height: number, { channels = 3, bits = 8, before = 0 } = {}): Uint8Array {
  const frame = [bits, ...big(height, 2), ...big(width, 2), channels, ...Array<number>(channels * 3).fill(1)]
  const profile = before > 0 ? [0xff, 0xe2, ...big(before + 2, 2), ...Array<number>(before).fill(7)] : []
  const scan = [0xff, 0xda, ...big(8, 2), 1, 1, 0, 0, 63, 0, 1, 2, 3, 4]
  return bytesOf(
    [0xff, 0xd8],
    profile,
    [0xff, 0xff, 0xc2, ...big(frame.length + 2, 2)],
    frame,
    scan,
    [0xff, 0xd9],
  )
}

export function webp(width: number, height: number): Uint8Array {
  return bytesOf(
    'RIFF',
    little(60, 4),
    'WEBPVP8X',
    little(10, 4),
    little(0, 4),
    little(width - 1, 3),
    little(height - 1, 3),
  )
}

export function gif(width: number, height: number): Uint8Array {
  return bytesOf('GIF89a', little(width, 2), little(height, 2), [0, 0, 0])
}

function box(type: string, ...content: (string | number[] | Uint8Array)[]): Uint8Array {
  const inside = bytesOf(...content)
  return bytesOf(big(inside.length + 8, 4), type, inside)
}

export function heic(width: number, height: number): Uint8Array {
  const extents = box('ispe', big(0, 4), big(width, 4), big(height, 4))
  return bytesOf(
    box('ftyp', 'heic', big(0, 4), 'mif1heic'),
    box('meta', big(0, 4), box('iprp', box('ipco', extents))),
  )
}

type FilmParts = {
  brand?: string
  video?: string[]
  audio?: string[]
  profile?: number
  isReordered?: boolean
  isIndexLast?: boolean
  seconds?: number
}

export function film({
  brand = 'isom',
  video = ['avc1'],
  audio = ['mp4a'],
  profile = 77,
  isReordered = false,
  isIndexLast = false,
  seconds = 4,
}: FilmParts = {}): Uint8Array {
  const header = box('mvhd', big(0, 4), big(0, 8), big(1000, 4), big(seconds * 1000, 4))
  const tracks = [
    ...video.map((codec) => track('vide', codec, profile, isReordered)),
    ...audio.map((codec) => track('soun', codec, 0, false)),
  ]
  const index = box('moov', header, ...tracks)
  const pictures = box('mdat', [1, 2, 3, 4])
  return bytesOf(
    box('ftyp', brand, big(512, 4), brand),
    ...(isIndexLast ? [pictures, index] : [index, pictures]),
  )
}

function track(handler: string, codec: string, profile: number, isReordered: boolean): Uint8Array {
  const entry = box(codec, Array<number>(78).fill(0), box('avcC', [1, profile, 0, 31]))
  const table = box(
    'stbl',
    box('stsd', big(0, 4), big(1, 4), entry),
    ...(isReordered ? [box('ctts', big(0, 8))] : []),
  )
  return box('trak', box('mdia', box('hdlr', big(0, 8), handler), box('minf', table)))
}

export function archive(...names: string[]): Uint8Array {
  return bytesOf(
    ...names.map((name) =>
      bytesOf('PK\x03\x04', Array<number>(22).fill(0), little(name.length, 2), [0, 0], name, 'packed'),
    ),
  )
}
