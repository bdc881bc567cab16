import { readAscii, readNumber } from './bytes.ts'

/** What an MP4 or 3GP file says of itself. `seconds` is 0 where it does not say; codecs are its four-letter codes. */
export type Film = {
  seconds: number
  video: string[]
  audio: string[]
  /** H.264 in the High profile with frames out of order, which some Android phones do not play. */
  hasReorderedHigh: boolean
  /** The index stands before the pictures, so that playing can begin while the rest still loads. */
  startsFast: boolean
  /** The pictures end beyond the bytes. */
  isCutOff: boolean
}

/** Reads the index of a film (`moov`); `undefined` where the bytes do not hold it. Source: ISO/IEC 14496-12 and -15. */
export function readFilm(bytes: Uint8Array): Film | undefined {
  const top = listBoxes(bytes)
  const index = top.findIndex(({ type }) => type === 'moov')
  const moov = top[index]
  if (!moov?.isWhole) return undefined
  const inside = listBoxes(moov.content)
  const header = inside.find(({ type }) => type === 'mvhd')
  const tracks = inside.filter(({ type }) => type === 'trak').map(({ content }) => readTrack(content))
  const codecs = (handler: string) =>
    tracks.filter((track) => track.handler === handler).map(({ codec }) => codec)
  return {
    seconds: header ? readSeconds(header.content) : 0,
    video: codecs('vide'),
    audio: codecs('soun'),
    hasReorderedHigh: tracks.some((track) => track.isHigh && track.isReordered),
    startsFast: !top.slice(0, index).some(({ type }) => type === 'mdat'),
    isCutOff: top.some(({ type, isWhole }) => type === 'mdat' && !isWhole),
  }
}

type Box = { type: string; content: Uint8Array; isWhole: boolean }

/** The boxes side by side in these bytes. A box that ends beyond them is given as far as it goes. */
function listBoxes(bytes: Uint8Array): Box[] {
  const boxes: Box[] = []
  for (let at = 0; at + 8 <= bytes.length && boxes.length < 1000; ) {
    const short = readNumber(bytes, at, 4)
    const isLong = short === 1
    // Of a 64-bit size six bytes are more than any file has.
    const size = isLong ? readNumber(bytes, at + 10, 6) : short === 0 ? bytes.length - at : short
    if (size < 8) break
    boxes.push({
      type: readAscii(bytes, at + 4, 4),
      content: bytes.subarray(at + (isLong ? 16 : 8), at + size),
      isWhole: at + size <= bytes.length,
    })
    at += size
  }
  return boxes
}

function find(bytes: Uint8Array, ...path: string[]): Uint8Array | undefined {
  let content: Uint8Array | undefined = bytes
  for (const type of path) content = content && listBoxes(content).find((box) => box.type === type)?.content
  return content
}

function readSeconds(header: Uint8Array): number {
  const isLong = header[0] === 1
  const scale = readNumber(header, isLong ? 20 : 12, 4)
  const duration = isLong ? readNumber(header, 26, 6) : readNumber(header, 16, 4)
  return scale > 0 ? duration / scale : 0
}

const HIGH_PROFILE = 100

function readTrack(track: Uint8Array): {
  handler: string
  codec: string
  isHigh: boolean
  isReordered: boolean
} {
  const handler = readAscii(find(track, 'mdia', 'hdlr') ?? new Uint8Array(), 8, 4)
  const table = find(track, 'mdia', 'minf', 'stbl') ?? new Uint8Array()
  const entry = listBoxes((find(table, 'stsd') ?? new Uint8Array()).subarray(8))[0]
  // A visual entry has 78 bytes of its own before the boxes inside it.
  const config = entry && find(entry.content.subarray(78), 'avcC')
  return {
    handler,
    codec: entry?.type ?? '',
    isHigh: config?.[1] === HIGH_PROFILE,
    isReordered: find(table, 'ctts') !== undefined,
  }
}
