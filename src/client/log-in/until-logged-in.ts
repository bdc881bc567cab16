/** Resolves once the page is shown: at once, unless the log-in stands in its place. */
export function untilLoggedIn(): Promise<void> {
  const root = document.documentElement
  return new Promise((resolve) => {
    const observer = new MutationObserver(look)
    function look(): void {
      if (root.dataset.access === 'password') return
      observer.disconnect()
      resolve()
    }
    observer.observe(root, { attributeFilter: ['data-access'] })
    look()
  })
}
