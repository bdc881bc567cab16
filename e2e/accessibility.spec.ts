import { expectAccessibleInLightAndDark } from './accessibility.ts'
import { openTrio } from './open.ts'
import { test } from './reused-page.ts'
import { serveExampleMedia } from './setup/media.ts'
import { STATES, showView } from './states.ts'

// The phone is tall enough for all of the page: what the bar at the bottom hides until one scrolls is no small target.
const SIZES = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 2400 },
}

test.beforeEach(async ({ page, context }) => {
  await serveExampleMedia(context)
  await openTrio(page)
})

for (const { name, prepare, phoneView, onPhone } of STATES) {
  test(`everybody can use the state ${name}, on a desktop and on a phone, light and dark`, async ({
    page,
    recipient,
  }) => {
    test.slow()
    await prepare?.(page, recipient)
    for (const [device, size] of Object.entries(SIZES)) {
      if (phoneView && device !== 'phone') continue
      await page.setViewportSize(size)
      await showView(page, phoneView ?? onPhone)
      await expectAccessibleInLightAndDark(page)
    }
  })
}
