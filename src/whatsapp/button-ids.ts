import { BUTTON_ID_MAX } from './limits.ts'

/**
 * An id made of a button's text: small letters and digits of any script, joined by hyphens, unique beside `taken`.
 * `Change date` gives `change-date`, a second one `change-date-2`; a text without letters gives `button`.
 */
export function toButtonId(title: string, taken: readonly string[]): string {
  const base = toSlug(title) || 'button'
  if (!taken.includes(base)) return base
  let count = 2
  while (taken.includes(`${base}-${count}`)) count += 1
  return `${base}-${count}`
}

/** True when `id` is empty or could have been made of `title`, so that it may follow the text when that changes. */
export function isMadeFrom(id: string, title: string): boolean {
  if (id === '') return true
  const base = toSlug(title) || 'button'
  return id === base || (id.startsWith(`${base}-`) && /^\d+$/.test(id.slice(base.length + 1)))
}

function toSlug(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, BUTTON_ID_MAX - 10)
}
