import { copyLook } from './copy-look.ts'

export type Picture = {
  png: Blob
  /** Pictures of other hosts stay away: the browser shows them, but lets nobody copy them. */
  isWithoutMedium: boolean
}

const SCALE = 2
const EDGE = 20

/**
 * The message as it stands on the phone, at double size. Drawn by the browser itself, from an SVG that holds a copy of the
 * elements: no library does that under this page's policy, as they all write markup.
 */
export async function toPicture(message: HTMLElement, background: 'chat' | 'none'): Promise<Picture> {
  // The light on the part that was written last is still going.
  for (const animation of message.getAnimations({ subtree: true }))
    if (animation instanceof CSSTransition) animation.finish()
  const { width, height } = message.getBoundingClientRect()
  const { copy, isWithoutMedium } = copyLook(message)
  const size = { width: Math.ceil(width) + 2 * EDGE, height: Math.ceil(height) + 2 * EDGE }
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(copy, size, width))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = size.width * SCALE
  canvas.height = size.height * SCALE
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('the browser gives no canvas')
  pen.scale(SCALE, SCALE)
  if (background === 'chat') paintChat(pen, size, message)
  pen.drawImage(image, 0, 0)
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!png) throw new Error('the browser makes no PNG of this canvas')
  return { png, isWithoutMedium }
}

type Size = { width: number; height: number }

function toSvg(copy: HTMLElement, { width, height }: Size, messageWidth: number): string {
  copy.style.setProperty('position', 'absolute')
  copy.style.setProperty('left', `${EDGE}px`)
  copy.style.setProperty('top', `${EDGE}px`)
  copy.style.setProperty('width', `${messageWidth}px`)
  const markup = new XMLSerializer().serializeToString(copy).replace(NOT_IN_XML, '')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`
}

// Browsers draw nothing for these signs, and XML with one of them in it is none.
const NOT_IN_XML = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu

/** The chat's paper with its dots, in the colours of the phone. */
function paintChat(pen: CanvasRenderingContext2D, { width, height }: Size, message: HTMLElement): void {
  const screen = message.closest('.phone-screen') ?? message
  pen.fillStyle = getComputedStyle(screen).backgroundColor
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = isDark(pen.fillStyle) ? '#142029' : '#e3dbcd'
  for (let row = 0; row * 11 < height; row += 1)
    for (let x = row % 2 === 0 ? 11 : 0; x < width; x += 22) {
      pen.beginPath()
      pen.arc(x, row * 11, 1.3, 0, 2 * Math.PI)
      pen.fill()
    }
}

function isDark(color: string): boolean {
  return Number.parseInt(color.slice(1, 3), 16) < 128
}
