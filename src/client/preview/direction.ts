/**
 * True for a line that `dir="auto"` sets from right to left: its first letter decides. Styles cannot ask this themselves,
 * as the build turns `:dir()` into a list of languages for older browsers.
 */
export function isRightToLeft(line: string): boolean {
  const letter = /\p{L}/u.exec(line)?.[0] ?? ''
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(letter)
}
