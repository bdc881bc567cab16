import type { Page } from '@playwright/test'
import UPNG from 'upng-js'

export type ExampleFile = { name: string; mimeType: string; buffer: Buffer }

const [WIDTH, HEIGHT] = [1200, 800]

let drawn: Buffer | undefined

/** A sun over a dark sea: a picture of our own, 1200 by 800. */
export function examplePng(name = 'studio-evening.png'): ExampleFile {
  drawn ??= drawPng()
  return { name, mimeType: 'image/png', buffer: drawn }
}

function drawPng(): Buffer {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4)
  for (let at = 0; at < pixels.length; at += 4) {
    const [x, y] = [(at / 4) % WIDTH, Math.floor(at / 4 / WIDTH)]
    pixels.set([...colourAt(x, y), 255], at)
  }
  // So few colours make a palette by themselves; to ask for one takes half a second of searching for it.
  return Buffer.from(UPNG.encode([pixels.buffer], WIDTH, HEIGHT, 0))
}

function colourAt(x: number, y: number): [number, number, number] {
  if ((x - 820) ** 2 + (y - 300) ** 2 < 110 ** 2) return [255, 227, 176]
  return y > 520 ? [111, 47, 43] : [244, 177 - Math.round(y / 8), 131]
}

/** The same with zeros behind its end, which every decoder passes over. */
export function examplePngOf(size: number): ExampleFile {
  const file = examplePng()
  return { ...file, buffer: Buffer.concat([file.buffer], size) }
}

export function examplePdf(name = 'Price list.pdf'): ExampleFile {
  return { name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') }
}

/** The browser under test draws and encodes it, as no encoder for WebP has to be kept for that. */
export async function exampleWebp(page: Page): Promise<ExampleFile> {
  const bytes = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 600
    canvas.height = 400
    const pen = canvas.getContext('2d')
    if (pen) pen.fillStyle = '#8f4337'
    pen?.fillRect(60, 60, 480, 280)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp'))
    return Array.from(new Uint8Array((await blob?.arrayBuffer()) ?? []))
  })
  return { name: 'studio-evening.webp', mimeType: 'image/webp', buffer: Buffer.from(bytes) }
}

/** A file of these bytes, whatever its name promises. */
export function exampleFile(name: string, content: string | Uint8Array): ExampleFile {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content as string, 'latin1') }
}
