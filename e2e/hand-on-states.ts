import type { Page } from '@playwright/test'
import { FOREIGN, pasteAnywhere } from './bring.ts'
import { composer } from './composer.ts'
import { expect } from './fixtures.ts'

type HandOnState = { name: string; prepare(page: Page): Promise<void>; onPhone?: 'Preview' | 'JSON' }

/** What taking in, trying out and handing on a message can look like. */
export const HAND_ON_STATES: readonly HandOnState[] = [
  { name: 'share', prepare: openShare },
  { name: 'link-arrived', prepare: (page) => openLink(page, `#payload=${encodeURIComponent(PAYLOAD)}`) },
  { name: 'link-broken', prepare: (page) => openLink(page, '#draft=cut-off') },
  { name: 'import', prepare: openImport, onPhone: 'JSON' },
  { name: 'import-report', prepare: (page) => importText(page, ODD) },
  { name: 'import-other', prepare: (page) => importText(page, LIST) },
  { name: 'handover', prepare: openHandover },
  { name: 'handover-unfinished', prepare: handOverUnfinished },
  { name: 'json-mistakes', prepare: makeMistakes, onPhone: 'JSON' },
  { name: 'code-curl', prepare: (page) => openTab(page, 'cURL'), onPhone: 'JSON' },
  { name: 'code', prepare: (page) => openTab(page, 'Code'), onPhone: 'JSON' },
  { name: 'answer', prepare: tapButton, onPhone: 'Preview' },
  { name: 'picture', prepare: takePicture },
  { name: 'emoji', prepare: openEmoji },
  { name: 'shortcuts', prepare: openShortcuts },
  { name: 'readiness', prepare: openReadiness },
]

const PAYLOAD = JSON.stringify(FOREIGN)

/** With a comment, a comma too many and a part that Trio leaves out. */
const ODD = PAYLOAD.replace('{', '{ // the reminder\n "priority": "high",').replace(/\}\}$/, ',}}')

const LIST = JSON.stringify({
  ...FOREIGN,
  interactive: { type: 'list', body: { text: 'Choose' }, action: { button: 'Menu', sections: [] } },
})

async function openShare(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
}

async function openLink(page: Page, hash: string): Promise<void> {
  await page.evaluate((text) => {
    location.hash = text
  }, hash)
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function openTab(page: Page, name: string): Promise<void> {
  await composer(page).output.getByRole('tab', { name }).click()
  await expect(composer(page).output.getByRole('tabpanel', { name })).toContainText('messaging_product')
}

async function openImport(page: Page): Promise<void> {
  await openTab(page, 'JSON')
  await composer(page).output.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function importText(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await pasteAnywhere(page, text)
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function openHandover(page: Page): Promise<void> {
  await openShare(page)
  await page.getByRole('button', { name: 'Hand over to a developer' }).click()
  await expect(page.getByRole('dialog', { name: 'Hand over to a developer' })).toContainText('button_reply')
}

async function handOverUnfinished(page: Page): Promise<void> {
  await composer(page).body.fill('')
  await openHandover(page)
  await expect(page.getByRole('dialog')).toContainText('Body')
}

async function makeMistakes(page: Page): Promise<void> {
  await openTab(page, 'JSON')
  const json = page.getByRole('textbox', { name: 'Payload JSON' })
  await json.fill((await json.inputValue()).replace('"button"', '"buttons"'))
  await expect(json).toHaveAttribute('aria-invalid', 'true')
}

async function tapButton(page: Page): Promise<void> {
  await composer(page).part('button').first().click()
  await expect(composer(page).preview).toContainText('button_reply')
}

async function takePicture(page: Page): Promise<void> {
  await composer(page).preview.getByRole('button', { name: 'Take a picture' }).click()
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible()
}

async function openEmoji(page: Page): Promise<void> {
  await composer(page).editor.getByRole('button', { name: 'Emoji' }).first().click()
  await expect(page.getByRole('searchbox').or(page.getByRole('combobox')).first()).toBeVisible()
}

async function openShortcuts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
}

async function openReadiness(page: Page): Promise<void> {
  await composer(page).recipient.fill('+447700900123')
  await page.getByRole('button', { name: 'Ready to send' }).click()
  await expect(page.getByRole('dialog', { name: 'Before you send' })).toBeVisible()
}
