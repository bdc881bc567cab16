import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with what the tests start in processes of their own. */
    processes: string
  }
}

const ROOT = join(import.meta.dirname, '../../..')
// Each run has its own, and it lies where the native driver is found.
const FOLDER = join(ROOT, `node_modules/.cache/trio/processes-${process.pid}`)

/** Runs before all unit tests, and once more before some of them run again. */
export async function setup(project: TestProject): Promise<void> {
  await bundle()
  project.onTestsRerun(bundle)
  project.provide('processes', FOLDER)
}

export async function teardown(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true })
}

/**
 * The server and a store as one file each, as people start them. From the sources each start would load a compiler
 * and several hundred modules, which is six times the work, and the tests start more than a hundred processes.
 */
async function bundle(): Promise<void> {
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['libsql', 'pg-native'] },
    build: {
      ssr: true,
      outDir: FOLDER,
      emptyOutDir: true,
      rolldownOptions: {
        input: { server: 'src/server/main.ts', store: 'src/server/store/testing/child.ts' },
      },
    },
  })
}
