import { MEDIA_MAX_BYTES } from '#whatsapp/limits.ts'

// As many pixels as every browser lets a canvas have; a phone shows far fewer.
const SIDE_MAX = 4096
const QUALITIES = [0.9, 0.8, 0.7]
const SHRINK = 0.7

/** A JPEG of the picture that WhatsApp takes, on white where it was transparent; `undefined` if this browser cannot read it. */
export async function toJpeg(picture: File): Promise<File | undefined> {
  const bitmap = await createImageBitmap(picture, { imageOrientation: 'from-image' }).catch(() => undefined)
  if (!bitmap) return undefined
  const largest = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height))
  for (let scale = largest; bitmap.width * scale >= 1; scale *= SHRINK) {
    const canvas = draw(bitmap, scale)
    for (const quality of QUALITIES) {
      const jpeg = await encode(canvas, quality)
      if (jpeg && jpeg.size <= MEDIA_MAX_BYTES.image) {
        bitmap.close()
        return new File([jpeg], toName(picture.name), { type: 'image/jpeg' })
      }
    }
  }
  return undefined
}

function draw(bitmap: ImageBitmap, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const pen = canvas.getContext('2d', { alpha: false })
  if (!pen) return canvas
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
}

function toName(name: string): string {
  return `${name.replace(/\.[^.]{1,8}$/, '') || 'picture'}.jpg`
}
