/** Path of a form field of `MessageDraft`, as react-hook-form writes it. */
export type FieldPath =
  | 'to'
  | 'body'
  | 'footer'
  | 'buttons'
  | `header.${string}`
  | `buttons.${number}.title`
  | `buttons.${number}.id`

/**
 * The form field that a JSON pointer into a payload speaks of, or `undefined` for a place that the composer has no field for
 * (`/type`, an unknown key). Pointers to a part give the part's first field.
 */
export function fieldOfPointer(pointer: string): FieldPath | undefined {
  const button = /^\/interactive\/action\/buttons\/(\d+)(?:\/reply)?(?:\/(id|title))?$/.exec(pointer)
  if (button) return `buttons.${Number(button[1])}.${button[2] === 'id' ? 'id' : 'title'}`
  const medium = /^\/interactive\/header\/(image|video|document)(?:\/(id|link|filename))?$/.exec(pointer)
  if (medium) return `header.${medium[1]}.${medium[2] ?? 'link'}`
  return FIELDS[pointer]
}

const FIELDS: Record<string, FieldPath> = {
  '/to': 'to',
  '/interactive/header': 'header.type',
  '/interactive/header/type': 'header.type',
  '/interactive/header/text': 'header.text',
  '/interactive/body': 'body',
  '/interactive/body/text': 'body',
  '/interactive/footer': 'footer',
  '/interactive/footer/text': 'footer',
  '/interactive/action': 'buttons',
  '/interactive/action/buttons': 'buttons',
}
