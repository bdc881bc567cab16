const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const DAY = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })
const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long ago something was, in words: "now", "5 minutes ago", "yesterday", and from a week on its date. */
export function sayWhen(at: number, now: number = Date.now()): string {
  const age = Math.max(0, now - at)
  if (age < MINUTE) return 'just now'
  if (age < HOUR) return RELATIVE.format(-Math.floor(age / MINUTE), 'minute')
  const days = countDays(at, now)
  if (days === 0) return RELATIVE.format(-Math.floor(age / HOUR), 'hour')
  return days < 7 ? RELATIVE.format(-days, 'day') : DAY.format(at)
}

export function sayExactly(at: number): string {
  return EXACT.format(at)
}

/** Midnights between two times, in this computer's time zone. */
function countDays(from: number, to: number): number {
  const [a, b] = [from, to].map((at) => new Date(at).setHours(0, 0, 0, 0))
  return Math.round(((b ?? 0) - (a ?? 0)) / (24 * HOUR))
}
