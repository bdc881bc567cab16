import { readFile } from 'node:fs/promises'
import { expectAccessibleInLightAndDark } from './accessibility.ts'
import { composer } from './composer.ts'
import { openTrio } from './open.ts'
import { expect, test } from './reused-page.ts'
import { serveExampleMedia } from './setup/media.ts'

test.beforeEach(async ({ page, context }) => {
  await serveExampleMedia(context)
  await openTrio(page)
})

test('the message is saved as a picture at double size', async ({ page }) => {
  const box = await page.locator('.phone-chat .message').boundingBox()
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const card = page.getByRole('dialog', { name: 'Picture of the message' })
  const arriving = page.waitForEvent('download')
  await card.getByRole('link', { name: 'Save picture' }).click()
  const saved = await arriving
  expect(saved.suggestedFilename()).toBe('whatsapp-message.png')
  const png = await readFile(await saved.path())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect(png.readUInt32BE(16)).toBe(2 * (Math.ceil(box?.width ?? 0) + 40))
  expect(png.readUInt32BE(20)).toBe(2 * (Math.ceil(box?.height ?? 0) + 40))
})

test('the picture shows the bubble where the phone shows it', async ({ page }) => {
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const picture = page.getByRole('img', { name: 'The message as it will be saved' })
  await expect(picture).toBeVisible()
  const read = () => picture.evaluate(readPixels)
  // Paper, bubble, and letters in both the bubble and the last button.
  expect(await read()).toEqual({
    corner: [239, 234, 226, 255],
    bubble: [255, 255, 255, 255],
    header: [255, 255, 255, 255],
    hasText: true,
  })
  await page.getByRole('dialog').getByRole('radio', { name: 'None' }).check()
  await expect.poll(async () => (await read()).corner[3]).toBe(0)
})

test('the picture shows nothing of the light on the part that was written last', async ({
  page,
  context,
}) => {
  const { headerText, part } = composer(page)
  await headerText.click()
  await expect(part('header')).toHaveCSS('background-color', 'rgb(233, 240, 237)')
  // The light takes a moment to go; here it takes long.
  const devtools = await context.newCDPSession(page)
  await devtools.send('Animation.enable')
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 0.001 })
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const picture = page.getByRole('img', { name: 'The message as it will be saved' })
  await expect(picture).toBeVisible()
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 1 })
  await devtools.detach()
  expect((await picture.evaluate(readPixels)).header).toEqual([255, 255, 255, 255])
})

test('a picture can be saved while the next one is still drawn', async ({ page }) => {
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const card = page.getByRole('dialog', { name: 'Picture of the message' })
  const save = card.getByRole('link', { name: 'Save picture' })
  await expect(save).toBeVisible()
  await page.evaluate(() => {
    // Draws for ever.
    HTMLCanvasElement.prototype.toBlob = () => {}
  })
  await card.getByRole('radio', { name: 'None' }).check()
  const arriving = page.waitForEvent('download')
  await save.click()
  expect((await readFile(await (await arriving).path())).subarray(1, 4).toString()).toBe('PNG')
})

test('the picture can be drawn anew after the window has become too narrow for the phone', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const picture = page.getByRole('img', { name: 'The message as it will be saved' })
  await expect(picture).toBeVisible()
  const sizeOf = () =>
    picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight])
  const before = await sizeOf()
  await page.setViewportSize({ width: 900, height: 900 })
  const address = await picture.getAttribute('src')
  await page.getByRole('dialog').getByRole('radio', { name: 'None' }).check()
  await expect(picture).not.toHaveAttribute('src', address ?? '')
  expect(await sizeOf()).toEqual(before)
  await expect(composer(page).preview).toBeHidden()
})

test('the picture turns dark with the phone', async ({ page }) => {
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const picture = page.getByRole('img', { name: 'The message as it will be saved' })
  await expect(picture).toBeVisible()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(async () => (await picture.evaluate(readPixels)).bubble).toEqual([32, 44, 51, 255])
})

test('the picture is what the phone shows, with every kind of formatting and on iOS too', async ({
  page,
}) => {
  const { body, preview } = composer(page)
  await body.fill(
    'Bring:\n- an *apron*\n- a `towel`\n1. first\n> quoted _text_\n```mono``` ~gone~ 🎉\nhttps://example.com/a',
  )
  await preview.getByRole('radio', { name: 'iOS' }).check()
  const seen = await page.locator('.phone-chat .message').screenshot({ animations: 'disabled' })
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const picture = page.getByRole('img', { name: 'The message as it will be saved' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate(shareOfOtherPixels, seen.toString('base64'))).toBeLessThan(0.03)
})

test('the signs of a list are in the picture, also where the browser gives no text of theirs but the name of its attribute', async ({
  page,
}) => {
  await composer(page).body.fill('- an apron\n2. a towel')
  const picture = page.getByRole('img', { name: 'The message as it will be saved' })
  await page.getByRole('button', { name: 'Take a picture' }).click()
  await expect(picture).toBeVisible()
  const usual = await picture.evaluate(toDataUrl)
  await page.keyboard.press('Escape')
  await expect(picture).toBeHidden()
  // As Firefox does.
  await page.evaluate(() => {
    const real = window.getComputedStyle
    window.getComputedStyle = (element, which) => {
      const style = real.call(window, element, which)
      if (!which || !element.hasAttribute('data-marker') || style.content === 'none') return style
      const getPropertyValue = (name: string) => style.getPropertyValue(name)
      return { content: 'attr(data-marker)', getPropertyValue } as CSSStyleDeclaration
    }
  })
  await page.getByRole('button', { name: 'Take a picture' }).click()
  await expect(picture).toBeVisible()
  expect(await picture.evaluate(toDataUrl)).toBe(usual)
})

for (const [name, sign] of [
  ['a vertical tab', '\u000b'],
  ['a bell', '\u0007'],
  ['a sign that is none', '\ufffe'],
  ['half a sign', '\ud83c'],
] as const) {
  test(`the picture is drawn of a text with ${name} too`, async ({ page }) => {
    await composer(page).body.fill(`First${sign} words, and more${sign}`)
    const seen = await page.locator('.phone-chat .message').screenshot({ animations: 'disabled' })
    await page.getByRole('button', { name: 'Take a picture' }).click()
    const picture = page.getByRole('img', { name: 'The message as it will be saved' })
    await expect(picture).toBeVisible()
    expect(await picture.evaluate(shareOfOtherPixels, seen.toString('base64'))).toBeLessThan(0.03)
  })
}

test('the picture is copied to the clipboard', async ({ page }) => {
  await page.getByRole('button', { name: 'Take a picture' }).click()
  await page.getByRole('button', { name: 'Copy picture' }).click()
  await expect(page.getByRole('dialog').getByRole('paragraph').filter({ hasText: 'Copied.' })).toBeVisible()
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap((item) => item.types),
  )
  expect(types).toContain('image/png')
})

test('a refused clipboard is said, and saving stays', async ({ context }) => {
  const page = await context.newPage()
  await page.addInitScript(() => {
    navigator.clipboard.write = () => Promise.reject(new Error('refused'))
  })
  await openTrio(page)
  await page.getByRole('button', { name: 'Take a picture' }).click()
  await page.getByRole('button', { name: 'Copy picture' }).click()
  await expect(
    page.getByRole('dialog').getByRole('paragraph').filter({ hasText: 'Save it instead.' }),
  ).toBeVisible()
  await expect(page.getByRole('link', { name: 'Save picture' })).toBeVisible()
})

test('a browser that cannot draw the message is told of', async ({ context }) => {
  const page = await context.newPage()
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.toBlob = (done) => done(null)
  })
  await openTrio(page)
  await page.getByRole('button', { name: 'Take a picture' }).click()
  await expect(page.getByText('This browser could not draw the message.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Save picture' })).toHaveCount(0)
})

test('a picture on another server is left blank, and that is said', async ({ page }) => {
  const { chooseHeader, mediaLink, part } = composer(page)
  await chooseHeader('Image')
  await mediaLink.fill('https://example.com/studio-evening.jpg')
  await expect(part('header').locator('img')).toBeVisible()
  await page.getByRole('button', { name: 'Take a picture' }).click()
  const card = page.getByRole('dialog', { name: 'Picture of the message' })
  await expect(card.getByText('left blank')).toBeVisible()
  await expect(card.getByRole('img')).toBeVisible()
})

for (const width of [390, 1280]) {
  test(`the picture is for everybody at a width of ${width}`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    if (width < 500) await composer(page).showView('Preview')
    await page.getByRole('button', { name: 'Take a picture' }).click()
    await expect(page.getByRole('img', { name: 'The message as it will be saved' })).toBeVisible()
    await expectAccessibleInLightAndDark(page)
  })
}

function readPixels(image: HTMLElement) {
  if (!(image instanceof HTMLImageElement)) throw new Error('no picture')
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  pen.drawImage(image, 0, 0)
  const at = (x: number, y: number) => [...pen.getImageData(x, y, 1, 1).data]
  const last = pen.getImageData(60, image.naturalHeight - 110, image.naturalWidth - 120, 60).data
  return {
    corner: at(4, 4),
    bubble: at(image.naturalWidth / 2, 46),
    // Beside its text.
    header: at(image.naturalWidth - 90, 72),
    hasText: new Set(last).size > 20,
  }
}

function toDataUrl(image: HTMLElement): string {
  if (!(image instanceof HTMLImageElement)) throw new Error('no picture')
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth
  canvas.height = image.naturalHeight
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  return canvas.toDataURL()
}

/** How much of the picture, halved and without its edge, differs clearly from what was seen. */
async function shareOfOtherPixels(image: HTMLElement, seen: string): Promise<number> {
  if (!(image instanceof HTMLImageElement)) throw new Error('no picture')
  const other = new Image()
  other.src = `data:image/png;base64,${seen}`
  await other.decode()
  const { width, height } = other
  const read = (draw: (pen: CanvasRenderingContext2D) => void) => {
    const canvas = new OffscreenCanvas(width, height)
    const pen = canvas.getContext('2d') as unknown as CanvasRenderingContext2D
    draw(pen)
    return pen.getImageData(0, 0, width, height).data
  }
  const size = [image.naturalWidth / 2, image.naturalHeight / 2] as const
  const ours = read((pen) => pen.drawImage(image, -20, -20, ...size))
  const theirs = read((pen) => pen.drawImage(other, 0, 0))
  let others = 0
  for (let at = 0; at < ours.length; at += 4)
    if (Math.abs((ours[at] ?? 0) - (theirs[at] ?? 0)) > 70) others += 1
  return others / (ours.length / 4)
}
