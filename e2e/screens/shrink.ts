import UPNG from 'upng-js'

const COLOURS = 256

/** The same picture in at most 256 colours: less than half the bytes, and nobody sees it on flat surfaces. */
export function shrinkPicture(png: Buffer): Buffer {
  const picture = UPNG.decode(new Uint8Array(png).buffer)
  return Buffer.from(UPNG.encode(UPNG.toRGBA8(picture), picture.width, picture.height, COLOURS))
}
