// The ways in which samples and programs mark what somebody else has to fill in.
const MARKED =
  /^\s*(?:<[A-Za-z][\w -]{0,80}>|\{\{[^{}]{0,80}\}\}|\$\{[^{}]{0,80}\}|#\{[^{}]{0,80}\}|\{[A-Za-z_][\w .-]{0,80}\}|%[A-Za-z_]\w{0,80}%|\$[A-Za-z_]\w{0,80}|\[[A-Za-z][\w -]{0,80}\]|your[_-][\w-]{1,80})\s*$/i

const MARKED_TEXT = /^\s*(?:<[A-Z][A-Z0-9_ -]{0,80}>|\{\{[^{}]{0,80}\}\}|\$\{[^{}]{0,80}\})\s*$/

// In a gap that is code, braces may stand once more.
const GAP =
  /\$\{(?:[^{}]|\{[^{}]{0,120}\}){0,120}\}|\{\{[^{}]{0,120}\}\}|#\{[^{}]{0,120}\}|<[A-Z][A-Z0-9_]{1,60}>|\$[a-z_]\w{0,60}|(?<![\p{L}\p{N}])%[sd](?![\p{L}\p{N}])/gu

const FORMAT_GAP = /\$?\{(?:[^{}]|\{[^{}]{0,120}\}){0,120}\}|\\\((?:[^()]|\([^()]{0,120}\)){0,120}\)/g

/** True for a text that is nothing but a placeholder, like `<BODY_TEXT>`. */
export function isTextPlaceholder(text: string): boolean {
  return MARKED_TEXT.test(text)
}

/** True for a placeholder of an ID or a word, like `<BUTTON_ID>`, `{{id}}`, `$ID` or `YOUR_ID`. */
export function isWordPlaceholder(text: string): boolean {
  return MARKED.test(text)
}

/** True for a placeholder of a phone number, like `PHONE_NUMBER` or `+1XXXXXXXXXX`: it has letters and hardly a digit. */
export function isNumberPlaceholder(text: string): boolean {
  return MARKED.test(text) || (/\p{L}/u.test(text) && text.replace(/\D/g, '').length < 7)
}

/** True for a placeholder of a media ID, like `media_id` or `MEDIA-OBJECT-ID`: media IDs are digits. */
export function isMediaIdPlaceholder(text: string): boolean {
  return MARKED.test(text) || (text.trim() !== '' && !/\d/.test(text))
}

/** True for a placeholder of a link, like `<MEDIA_URL>`, `the-image-url` or `https://URL`: no host without a dot. */
export function isLinkPlaceholder(text: string): boolean {
  if (MARKED.test(text) || /[<>]|\{\{|\$\{/.test(text)) return true
  return (
    text.trim() !== '' && !/[.:]/.test(text.replace(/^\s*\w+(\(s\))?:\/\//, '').replace(/localhost/i, '.'))
  )
}

/** The gaps that a program would fill in a text, like `${name}` and `{{1}}`; `format` for texts that are known to have some. */
export function findGaps(text: string, format: boolean): string[] {
  return [...new Set([...(text.match(GAP) ?? []), ...((format && text.match(FORMAT_GAP)) || [])])].slice(0, 5)
}
