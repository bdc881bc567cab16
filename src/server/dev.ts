import type { Environment } from './env.ts'
import { loadEnvironmentFile, readEnvironment } from './env.ts'
import { createLog, createScrub } from './log.ts'
import { createParts, listSecrets } from './parts.ts'
import type { Runtime } from './runtime.ts'
import { createRuntime } from './runtime.ts'
import { createHandle } from './server.ts'

// The store is locked by one handle, and secrets are taken out of the environment once: both outlive a reload of this file.
type Kept = { environment: Environment; runtime: Promise<Runtime> }
const shelf = globalThis as { trioDevelopment?: Kept }

const log = createLog(
  (line) => process.stdout.write(line),
  (text) => text,
)
shelf.trioDevelopment ??= start()
const { environment } = shelf.trioDevelopment
const runtime = await shelf.trioDevelopment.runtime
const scrub = createScrub(listSecrets(environment))
// Vite serves the page.
const files = { html: undefined, has: () => false, serve: () => undefined }

/** Answers requests to the API inside Vite's own server. */
export const handle = createHandle(createParts(environment, runtime, { log, scrub, files }), false)

function start(): Kept {
  loadEnvironmentFile()
  const result = readEnvironment()
  if (!result.ok) throw new Error(result.faults.join('\n'))
  return { environment: result.environment, runtime: createRuntime(result.environment, log) }
}
