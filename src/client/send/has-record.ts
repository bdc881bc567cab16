// One item per message and recipient: tabs with the same draft share the key, others do not disturb each other.
export const RECORDS = 'trio.send.'

/** Whether there may be sends to tell about: what looks into them is loaded only then. */
export function hasRecord(): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(RECORDS))
  } catch {
    return false
  }
}
