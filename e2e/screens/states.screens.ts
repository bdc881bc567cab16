import { test } from '../fixtures.ts'
import { serveExampleMedia } from '../setup/media.ts'
import { STATES, showView } from '../states.ts'
import { DESKTOP, draw, PHONE, SIZES } from './draw.ts'

for (const { name, prepare, phoneView, onPhone } of STATES) {
  test(`${name} is drawn at every width, light and dark`, async ({ page, context, recipient }) => {
    await serveExampleMedia(context)
    await page.setViewportSize(DESKTOP)
    await page.clock.setFixedTime(new Date(2026, 10, 19, 9, 41))
    await page.goto('/', { waitUntil: 'networkidle' })
    await prepare?.(page, recipient)
    for (const size of phoneView ? [PHONE] : SIZES) {
      await page.setViewportSize(size)
      await showView(page, phoneView ?? onPhone)
      await draw(page, name, size)
    }
  })
}
