import { createApp } from './app.ts'
import { loadEnvironment } from './env.ts'
import type { Runtime } from './runtime.ts'
import { createRuntime } from './runtime.ts'
import { createListener } from './server.ts'

// The store is locked by one handle, and secrets are taken out of the environment once: both outlive a reload of this file.
const shelf = globalThis as { trioDevelopment?: Promise<Runtime> }
shelf.trioDevelopment ??= start()

const runtime = await shelf.trioDevelopment

export const mode = runtime.environment.account ? 'live' : 'simulator'

/** Answers requests to the API inside Vite's own server, which serves the page. */
export const handle = createListener(createApp(runtime), {}, false)

function start(): Promise<Runtime> {
  const result = loadEnvironment()
  if (!result.ok) throw new Error(result.faults.join('\n'))
  return createRuntime(result.environment)
}
