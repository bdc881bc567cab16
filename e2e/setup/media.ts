import type { BrowserContext, Page } from '@playwright/test'

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">
  <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="#f4b183"/><stop offset="1" stop-color="#e9835a"/>
  </linearGradient>
  <path fill="url(#sky)" d="M0 0h1200v520H0z"/><circle cx="820" cy="300" r="110" fill="#ffe3b0"/>
  <path fill="#8f4337" d="M0 500q300-90 620-20t580-30v350H0z"/><path fill="#6f2f2b" d="M0 620q400-80 1200 10v170H0z"/>
</svg>`

/**
 * Stands in for https://example.com: pictures and films of our own, and 404 for every address with `missing` in it.
 * A picture is SVG whatever its name says; an `<img>` goes by the content type.
 */
export async function serveExampleMedia(context: BrowserContext): Promise<void> {
  const film = await recordFilm(context)
  await context.route('https://example.com/**', (route) => {
    const { pathname } = new URL(route.request().url())
    if (pathname.includes('missing')) return route.fulfill({ status: 404 })
    if (/\.(mp4|3gp)$/.test(pathname)) return route.fulfill({ contentType: 'video/webm', body: film })
    return route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
  })
}

/** Half a second of a moving sun, recorded in the browser itself: no film has to be kept in the repository. */
async function recordFilm(context: BrowserContext): Promise<Buffer> {
  const page: Page = await context.newPage()
  const base64 = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 640
    canvas.height = 360
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    const stopped = new Promise((resolve) => {
      recorder.onstop = resolve
    })
    recorder.start()
    for (let frame = 0; pen && frame < 12; frame++) {
      pen.fillStyle = '#2d5d73'
      pen.fillRect(0, 0, 640, 360)
      pen.fillStyle = '#ffe3b0'
      pen.beginPath()
      pen.arc(120 + frame * 30, 180, 60, 0, Math.PI * 2)
      pen.fill()
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    recorder.stop()
    await stopped
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  })
  await page.close()
  return Buffer.from(base64, 'base64')
}
