import type { Locator, Page } from '@playwright/test'

type HeaderType = 'None' | 'Text' | 'Image' | 'Video' | 'Document'
type View = 'Write' | 'Preview' | 'JSON'

/** The parts of the composer by the names that people and screen readers know them by. */
export function composer(page: Page) {
  const editor = page.getByRole('region', { name: 'Editor' })
  const textbox = (name: string) => editor.getByRole('textbox', { name, exact: true })
  return {
    editor,
    preview: page.getByRole('region', { name: 'Preview' }),
    output: page.getByRole('region', { name: 'Output' }),
    headerText: textbox('Header text'),
    mediaLink: textbox('Media link'),
    mediaId: textbox('Media ID'),
    fileName: textbox('File name'),
    body: textbox('Body'),
    footer: textbox('Footer'),
    addButton: editor.getByRole('button', { name: 'Add button' }),
    recipient: page.getByRole('textbox', { name: 'Recipient' }),
    copyJson: page.getByRole('button', { name: 'Copy JSON' }),
    send: page.getByRole('button', { name: 'Send', exact: true }),
    button: (number: number): Locator => editor.getByRole('group', { name: `Button ${number}`, exact: true }),
    /** A part of the bubble; several buttons share the part `button`. */
    part: (name: 'header' | 'body' | 'footer' | 'button' | 'time') => page.locator(`[data-part="${name}"]`),
    chooseHeader: (type: HeaderType) => choose(editor, 'Header', type),
    chooseMediaSource: (source: 'Link' | 'Upload' | 'Media ID') => choose(editor, 'Media source', source),
    /** On a phone one view is seen at a time. */
    showView: (view: View) =>
      page.getByRole('navigation', { name: 'View' }).getByRole('button', { name: view }).click(),
  }
}

async function choose(editor: Locator, group: string, option: string): Promise<void> {
  await editor
    .getByRole('radiogroup', { name: group })
    .getByRole('radio', { name: option, exact: true })
    .check()
}
