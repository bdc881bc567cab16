import type { BrowserContext } from '@playwright/test'

/** Keeps all scripts back until the returned function is called. */
export async function holdScripts(context: BrowserContext): Promise<() => void> {
  let release: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await context.route('**/assets/*.js', async (route) => {
    await held
    await route.continue()
  })
  return release
}
