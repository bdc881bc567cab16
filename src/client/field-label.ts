import type { FieldPath } from '#whatsapp/fields.ts'

/** What a field of the form is called on the screen: "Body", "Button 2 text". */
export function labelOfField(path: FieldPath): string {
  const button = /^buttons\.(\d+)\.(title|id)$/.exec(path)
  if (button) return `Button ${Number(button[1]) + 1} ${button[2] === 'id' ? 'ID' : 'text'}`
  // Uploaded or named by its media ID: what is missing is the medium itself.
  const medium = /^header\.(image|video|document)\.id$/.exec(path)
  if (medium) return `Header ${medium[1]}`
  const part = /^header\.(?:image|video|document)\.(link|filename)$/.exec(path)
  return LABELS[part?.[1] ?? path] ?? 'Header'
}

/** How much of a message is still to fix, if anything is. */
export function tellProblems(problems: readonly { path: FieldPath }[] = []): string | undefined {
  const [first] = problems
  if (!first) return undefined
  return problems.length === 1
    ? `One thing is still to fix: ${labelOfField(first.path)}.`
    : `${problems.length} things are still to fix.`
}

const LABELS: Record<string, string> = {
  to: 'Recipient',
  'header.text': 'Header text',
  link: 'Media link',
  filename: 'File name',
  body: 'Body',
  footer: 'Footer',
  buttons: 'Buttons',
}
