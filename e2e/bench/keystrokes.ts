// Both functions run inside the measured page: they may use nothing from around them.

type Watch = { delays: number[]; waiting: { pressedAt: number; expected: string; frame?: 'this' | 'next' }[] }

/** Notes for each key the time from the press until the frame is painted in which the preview shows it. */
export function watchKeystrokes(typedSoFar: string): void {
  const watch: Watch = { delays: [], waiting: [] }
  Reflect.set(globalThis, 'keystrokeWatch', watch)
  let typed = typedSoFar
  let insideFrame = false
  let counting = false

  addEventListener(
    'keydown',
    (event) => {
      insideFrame = false
      typed += event.key
      watch.waiting.push({ pressedAt: event.timeStamp, expected: typed.slice(-10) })
      if (!counting) requestAnimationFrame(onFrame)
      counting = true
    },
    { capture: true },
  )

  new MutationObserver(() => {
    const shown = document.querySelector('[data-part="body"]')?.textContent ?? ''
    for (const key of watch.waiting) {
      if (!key.frame && shown.includes(key.expected)) key.frame = insideFrame ? 'this' : 'next'
    }
  }).observe(document, { subtree: true, childList: true, characterData: true })

  // The message that a frame posts arrives right after that frame is painted.
  const painted = new MessageChannel()
  painted.port1.onmessage = () => {
    insideFrame = false
    const now = performance.now()
    for (const key of watch.waiting) {
      if (key.frame === 'this') watch.delays.push(now - key.pressedAt)
    }
    watch.waiting = watch.waiting.filter((key) => key.frame !== 'this')
  }
  // Frames are asked for only while a key waits for one: a page at rest draws none, and none may count as work for a key.
  function onFrame(): void {
    insideFrame = true
    for (const key of watch.waiting) {
      if (key.frame === 'next') key.frame = 'this'
    }
    painted.port2.postMessage(null)
    counting = watch.waiting.length > 0
    if (counting) requestAnimationFrame(onFrame)
  }
}

/** Waits until all keys are painted, at most five seconds, and gives the delays in milliseconds. */
export async function collectDelays(): Promise<number[]> {
  const watch: Watch = Reflect.get(globalThis, 'keystrokeWatch')
  const deadline = performance.now() + 5_000
  while (watch.waiting.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return watch.delays
}
