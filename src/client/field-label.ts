import type { FieldPath } from '#whatsapp/fields.ts'

/** What a field of the form is called on the screen: "Body", "Button 2 text". */
export function labelOfField(path: FieldPath): string {
  const button = /^buttons\.(\d+)\.(title|id)$/.exec(path)
  if (button) return `Button ${Number(button[1]) + 1} ${button[2] === 'id' ? 'ID' : 'text'}`
  const part = /^header\.(?:image|video|document)\.(link|id|filename)$/.exec(path)
  return LABELS[part?.[1] ?? path] ?? 'Header'
}

const LABELS: Record<string, string> = {
  to: 'Recipient',
  'header.text': 'Header text',
  link: 'Media link',
  id: 'Media ID',
  filename: 'File name',
  body: 'Body',
  footer: 'Footer',
  buttons: 'Buttons',
}
