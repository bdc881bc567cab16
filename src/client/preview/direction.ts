/**
 * True for a line that `dir="auto"` sets from right to left: its first letter decides, or a mark for the direction that stands
 * before it. Styles cannot ask this themselves, as the build turns `:dir()` into a list of languages for older browsers.
 */
export function isRightToLeft(line: string): boolean {
  const first = /[\p{L}\u061c\u200e\u200f]/u.exec(line)?.[0] ?? ''
  return /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(first)
}
