/** A moment between two frames with nothing else to do, or the end of `within` milliseconds. Safari cannot tell such moments. */
export function untilRest(within?: number): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, within ? { timeout: within } : {})
    else setTimeout(resolve, 50)
  })
}

/** A moment after the next frame, also where nobody looks and none is drawn. */
export function untilPainted(): Promise<unknown> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve)
    else requestAnimationFrame(() => setTimeout(resolve, 1))
  })
}
