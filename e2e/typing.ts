import type { Locator } from '@playwright/test'

/**
 * Types at the end of a field, letter by letter, without a pause that would mean something to Trio: between two keys that come
 * from outside a busy machine may make one.
 */
export async function typeAtOnce(field: Locator, text: string): Promise<void> {
  await field.press('End')
  await field.evaluate(
    async (_, letters) => {
      for (const letter of letters) {
        document.execCommand('insertText', false, letter)
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
    [...text],
  )
}
