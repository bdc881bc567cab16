/** In milliseconds. Chromium may find no moment of rest for seconds just where nothing happens at all. */
const AT_MOST = 100

/** A moment between two frames with nothing else to do, if one comes soon. Safari cannot tell such moments. */
export function untilRest(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: AT_MOST })
    else setTimeout(resolve, AT_MOST / 2)
  })
}

/** A moment after the next frame, also where nobody looks and none is drawn. */
export function untilPainted(): Promise<unknown> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve)
    else requestAnimationFrame(() => setTimeout(resolve, 1))
  })
}
