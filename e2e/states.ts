import type { Page } from '@playwright/test'
import { composer } from './composer.ts'
import { DRAFT_STATES } from './draft-states.ts'
import { expect } from './fixtures.ts'
import { HAND_ON_STATES } from './hand-on-states.ts'
import { reloadTrio } from './open.ts'
import type { ExampleFile } from './setup/files.ts'
import { examplePngOf, exampleWebp } from './setup/files.ts'
import { slowUploads } from './setup/slow-uploads.ts'

export type State = {
  name: string
  /** From the first visit to the state. */
  prepare?(page: Page, recipient: string): Promise<void>
  /** A state of phones alone, and which of their views shows it. */
  phoneView?: 'Preview' | 'JSON'
  /** Which view a phone shows; without one it shows what is written. */
  onPhone?: 'Preview' | 'JSON'
}

export const STATES: readonly State[] = [
  { name: 'first-visit' },
  { name: 'first-visit-preview', phoneView: 'Preview' },
  { name: 'first-visit-json', phoneView: 'JSON' },
  { name: 'header-none', prepare: (page) => composer(page).chooseHeader('None') },
  { name: 'header-text', prepare: writeHeaderText },
  {
    name: 'header-image',
    prepare: (page) => showMedia(page, 'Image', 'https://example.com/studio-evening.jpg'),
  },
  {
    name: 'header-video',
    prepare: (page) => showMedia(page, 'Video', 'https://example.com/studio-tour.mp4'),
  },
  { name: 'header-document', prepare: linkDocument },
  { name: 'upload-empty', prepare: openUpload },
  { name: 'upload-refused', prepare: async (page) => uploadFile(page, await exampleWebp(page)) },
  { name: 'upload-sending', prepare: holdUpload },
  { name: 'upload-done', prepare: finishUpload },
  { name: 'errors', prepare: makeErrors },
  { name: 'empty', prepare: makeEmpty },
  { name: 'offline', prepare: loseLine },
  { name: 'sending', prepare: (page) => sendTo(page, NUMBERS.silent) },
  { name: 'outcome-accepted', prepare: (page, recipient) => sendAndWait(page, recipient, 'accepted') },
  { name: 'outcome-rejected', prepare: (page) => sendAndWait(page, NUMBERS.windowClosed, 'rejected') },
  { name: 'outcome-not-sent', prepare: (page) => sendAndWait(page, NUMBERS.tooOften, 'not_sent') },
  { name: 'outcome-unknown', prepare: (page) => sendAndWait(page, NUMBERS.lostAnswer, 'unknown') },
  { name: 'outcome-unknown-again', prepare: comeBack },
  { name: 'right-to-left', prepare: writeFromTheRight },
  ...DRAFT_STATES,
  ...HAND_ON_STATES,
]

/** Where one view is seen at a time, brings that view forward, unless a dialog lies over all of them. */
export async function showView(page: Page, view: State['phoneView']): Promise<void> {
  const switches = page.getByRole('navigation', { name: 'View' })
  const isCovered = (await page.locator('dialog:modal').count()) > 0
  if (view && !isCovered && (await switches.isVisible())) await composer(page).showView(view)
}

/** The simulator's numbers for what can happen to a message. */
const NUMBERS = {
  windowClosed: '+33639981047',
  tooOften: '+33639981056',
  silent: '+33639989001',
  lostAnswer: '+33639989002',
}

/** Once all has come that a first visit asks for: what is still on its way would fail. */
async function loseLine(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
}

async function writeHeaderText(page: Page): Promise<void> {
  await composer(page).chooseHeader('Text')
  await composer(page).headerText.fill('Your table for Friday')
}

async function linkMedia(page: Page, type: 'Image' | 'Video' | 'Document', link: string): Promise<void> {
  const { chooseHeader, chooseMediaSource, mediaLink } = composer(page)
  await chooseHeader(type)
  await chooseMediaSource('Link')
  await mediaLink.fill(link)
  await mediaLink.blur()
}

async function showMedia(page: Page, type: 'Image' | 'Video', link: string): Promise<void> {
  await linkMedia(page, type, link)
  await expect(page.locator('[data-part="header"] [data-state="shown"]')).toBeVisible()
}

async function linkDocument(page: Page): Promise<void> {
  await linkMedia(page, 'Document', 'https://example.com/prices.pdf')
  await composer(page).fileName.fill('Price list autumn.pdf')
}

async function openUpload(page: Page): Promise<void> {
  await composer(page).chooseHeader('Image')
  await composer(page).chooseMediaSource('Upload')
}

async function uploadFile(page: Page, file: ExampleFile): Promise<void> {
  await openUpload(page)
  await composer(page).editor.getByLabel('Choose a picture').setInputFiles(file)
}

/** Slow enough to be looked at for most of a minute. */
async function holdUpload(page: Page): Promise<void> {
  await slowUploads(page, 250_000)
  await uploadFile(page, examplePngOf(4_800_000))
  await expect(composer(page).editor.getByText(/ MB, [1-9]\d%$/)).toBeVisible({ timeout: 20_000 })
}

async function finishUpload(page: Page): Promise<void> {
  await uploadFile(page, examplePngOf(1_200_000))
  await expect(composer(page).editor.getByText('good for 30 days')).toBeVisible()
}

async function makeErrors(page: Page): Promise<void> {
  const { chooseHeader, headerText, body, button } = composer(page)
  await chooseHeader('Text')
  await headerText.fill('A header that is a good deal longer than the sixty characters it may have')
  await body.fill('')
  await button(2).getByRole('textbox', { name: 'Button text' }).fill('Choose quite another date')
  await button(3).getByRole('textbox', { name: 'Button text' }).fill('')
  await button(3).getByRole('textbox', { name: 'Button text' }).blur()
}

async function makeEmpty(page: Page): Promise<void> {
  const { chooseHeader, body, footer, button } = composer(page)
  await chooseHeader('None')
  await button(3).getByRole('button', { name: 'Remove' }).click()
  await button(2).getByRole('button', { name: 'Remove' }).click()
  await button(1).getByRole('textbox', { name: 'Button text' }).fill('')
  await footer.fill('')
  await body.fill('')
}

async function sendTo(page: Page, number: string): Promise<void> {
  await composer(page).recipient.fill(number)
  await composer(page).send.click()
}

async function sendAndWait(page: Page, number: string, outcome: string): Promise<void> {
  await sendTo(page, number)
  await expect(page.locator(`[data-outcome="${outcome}"]`)).toBeVisible({ timeout: 25_000 })
}

async function comeBack(page: Page): Promise<void> {
  await sendAndWait(page, NUMBERS.lostAnswer, 'unknown')
  await reloadTrio(page)
  await expect(page.locator('[data-outcome="unknown"]')).toBeVisible()
}

async function writeFromTheRight(page: Page): Promise<void> {
  const { headerText, body, footer, button } = composer(page)
  const titles = ['أنا قادم', 'تأجيل الموعد', 'إلغاء']
  await page.getByRole('textbox', { name: 'Draft name' }).fill('خدمة الدراجات')
  await headerText.fill('دراجتك جاهزة')
  await body.fill('مرحبًا! تم *إصلاح* دراجتك:\n- الفرامل\n- السلسلة\nنحن هنا حتى الساعة 18:00.')
  await footer.fill('ورشة الدراجات')
  for (const [index, title] of titles.entries())
    await button(index + 1)
      .getByRole('textbox', { name: 'Button text' })
      .fill(title)
}
