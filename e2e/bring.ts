import type { Page } from '@playwright/test'

/** Pastes with the keyboard, with no field in use. */
export async function pasteAnywhere(page: Page, text: string): Promise<void> {
  await page.evaluate(async (written) => {
    await navigator.clipboard.writeText(written)
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  }, text)
  await page.keyboard.press('ControlOrMeta+v')
}

type FileToDrop = { name: string; type: string; text: string }

/** Drops a file on the heading of the page, far from every field. */
export async function dropFile(page: Page, file: FileToDrop): Promise<void> {
  const data = await page.evaluateHandle(({ name, type, text }) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([text], name, { type }))
    return transfer
  }, file)
  const heading = page.getByRole('heading', { name: 'Trio' })
  await heading.dispatchEvent('dragover', { dataTransfer: data })
  await heading.dispatchEvent('drop', { dataTransfer: data })
}

/** A payload of somebody else, with a picture on their own host. */
export const FOREIGN = {
  messaging_product: 'whatsapp',
  to: '+16505551234',
  type: 'interactive',
  interactive: {
    type: 'button',
    header: { type: 'image', image: { link: 'https://example.com/table.jpg' } },
    body: { text: 'Your table is *ready*' },
    footer: { text: 'The kitchen' },
    action: {
      buttons: [
        { type: 'reply', reply: { id: 'coming', title: 'On my way' } },
        { type: 'reply', reply: { id: 'later', title: 'A little later' } },
      ],
    },
  },
}
