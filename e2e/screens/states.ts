import type { Page } from '@playwright/test'
import { composer } from '../composer.ts'
import { expect } from '../fixtures.ts'

export type State = {
  name: string
  /** From the first visit to the state. */
  prepare?(page: Page, recipient: string): Promise<void>
  /** Which view a phone shows; without one it shows what is written. */
  phoneView?: 'Preview' | 'JSON'
}

export const STATES: readonly State[] = [
  { name: 'first-visit' },
  { name: 'first-visit-preview', phoneView: 'Preview' },
  { name: 'first-visit-json', phoneView: 'JSON' },
  { name: 'header-none', prepare: (page) => composer(page).chooseHeader('None') },
  { name: 'header-text', prepare: writeHeaderText },
  {
    name: 'header-image',
    prepare: (page) => linkMedia(page, 'Image', 'https://example.com/studio-evening.jpg'),
  },
  {
    name: 'header-video',
    prepare: (page) => linkMedia(page, 'Video', 'https://example.com/studio-tour.mp4'),
  },
  { name: 'header-document', prepare: linkDocument },
  { name: 'errors', prepare: makeErrors },
  { name: 'outcome-accepted', prepare: (page, recipient) => sendTo(page, recipient) },
]

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

async function linkDocument(page: Page): Promise<void> {
  await linkMedia(page, 'Document', 'https://example.com/prices.pdf')
  await composer(page).fileName.fill('Price list autumn.pdf')
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

async function sendTo(page: Page, recipient: string): Promise<void> {
  const { recipient: field, send } = composer(page)
  await field.fill(recipient)
  await send.click()
  await expect(page.getByRole('status').filter({ hasText: /\S/ }).first()).toBeVisible()
}
