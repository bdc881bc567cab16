const FILE_NAME_MAX = 100

/**
 * A name that a file can travel under: no control characters, slashes, quotes or halves of signs, and at most 100 UTF-16 units,
 * of which the ending is kept. Empty if nothing is left.
 */
export function toFileName(name: string): string {
  const clean = name.replace(/[\p{Cc}/\\:"\p{Surrogate}]/gu, '').trim()
  if (clean.length <= FILE_NAME_MAX) return clean
  const ending = /\.[^.]{1,8}$/.exec(clean)?.[0] ?? ''
  const start = clean.slice(0, FILE_NAME_MAX - ending.length)
  return start.replace(/\p{Surrogate}$/u, '').trimEnd() + ending
}
