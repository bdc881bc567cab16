const KEY = 'trio-question-mark'

/** Whether the key “?” opens the list of shortcuts, which this browser remembers. */
export function isQuestionMarkOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true // A browser that forbids storage only forgets the choice.
  }
}

export function turnQuestionMark(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, 'off')
  } catch {}
}
