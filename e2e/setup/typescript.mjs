// `node --import ./e2e/setup/typescript.mjs file.ts`: newer Nodes strip types themselves, Node 20 needs this.
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

if (isMainThread && !process.features.typescript) register(import.meta.url)

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context)
  const { transformWithOxc } = await import('vite')
  const path = fileURLToPath(url)
  const { code } = await transformWithOxc(await readFile(path, 'utf8'), path, {
    sourcemap: false,
    tsconfig: false,
  })
  return { format: 'module', shortCircuit: true, source: code }
}
