let isWithin = false

/** True while the form is reset to an earlier or a later state of the same draft; any other reset brings another draft. */
export function isWithinDraft(): boolean {
  return isWithin
}

export function withinDraft(reset: () => void): void {
  isWithin = true
  reset()
  isWithin = false
}
