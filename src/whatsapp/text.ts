/** Length in Unicode code points, the count that decides (a pair of surrogates counts one, a lone one counts one). */
export function countCodePoints(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    const next = text.charCodeAt(index + 1)
    if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) index += 1
    count += 1
  }
  return count
}

/** True for an empty text and for one of white space alone, which WhatsApp's fields do not take as content. */
export function isBlank(text: string): boolean {
  return text.trim() === ''
}

/** True when counting as UTF-16 gives more than `max` although the code points fit; some systems count that way. */
export function exceedsInUtf16Only(text: string, max: number): boolean {
  return text.length > max && countCodePoints(text) <= max
}

/**
 * Number of signs a person sees (grapheme clusters): a flag or a family emoji is one. Beyond 5,000 units, where nobody compares
 * any more, the code points are given: segmenting takes quadratic time.
 */
export function countVisibleSigns(text: string): number {
  if (text.length > 5000) return countCodePoints(text)
  let count = 0
  for (const _ of segmenter().segment(text)) count += 1
  return count
}

let shared: Intl.Segmenter | undefined

function segmenter(): Intl.Segmenter {
  shared ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return shared
}

/** The text on one line, as header, footer and titles have: a blank stands for each line break and the blanks around it. Source: policy P3. */
export function toOneLine(text: string): string {
  const lines = text.split(/[\r\n]+/)
  if (lines.length === 1) return text
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
}
