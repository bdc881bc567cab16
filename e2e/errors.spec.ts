import { explainError, listErrorCodes } from '#whatsapp/errors.ts'
import { fieldOfPointer } from '#whatsapp/fields.ts'
import { composer } from './composer.ts'
import { expect, test } from './fixtures.ts'

/** Every code of the catalogue, and one out of each range that it knows. */
const CODES = [...listErrorCodes(), 250, 132345, 133999]

test.use({
  // A press waits until its target stands still, which here would be most of the time.
  contextOptions: { reducedMotion: 'reduce' },
  // A server of its own: this sends to every number that fails, and others want some of them in the next six seconds.
  serverEnv: { SENDS_PER_DAY: '999999' },
})

test('every error of WhatsApp is told in a sentence with a next step, at its field or in the panel', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await page.goto('/')
  const trio = composer(page)
  const card = page.locator('[data-outcome]')
  for (const code of CODES) {
    const { title, sentence, nextStep, field } = explainError(code)
    // WhatsApp's own details may follow its first words.
    const words = sentence.slice(0, -1)
    await test.step(`${code}: ${title}`, async () => {
      await trio.recipient.fill(`+3363998${String(code).slice(-4).padStart(4, '0')}`)
      await trio.send.click()
      await expect(card).toBeVisible()
      const isUnknown = (await card.getAttribute('data-outcome')) === 'unknown'
      // Where nobody knows whether the message went out, that is what people must read first.
      await expect(card).toContainText(isUnknown ? 'We do not know' : words)
      await expect(card).toContainText(isUnknown ? 'Look at the chat' : nextStep)
      const path = field && !isUnknown ? fieldOfPointer(field) : undefined
      if (path === 'to')
        await expect(trio.recipient).toHaveAccessibleDescription(new RegExp(quoteMeta(words)))
      if (path) await expect(card.getByRole('button', { name: /^Go to / })).toBeVisible()
      await card.getByText('Show WhatsApp’s answer').click()
      await expect(card.getByText(String(code), { exact: true })).toBeVisible()
      await card.getByRole('button', { name: 'Dismiss' }).click()
      await expect(card).toBeHidden()
    })
  }
})

function quoteMeta(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
