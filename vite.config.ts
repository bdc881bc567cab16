import { availableParallelism } from 'node:os'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { prerender } from './src/client/prerender-plugin.ts'
import { trioApi } from './src/server/vite-plugin.ts'

// The first with `light-dark()` and nesting, which are half the bytes and work of what stands in for them: all since May 2024.
const BROWSERS = ['chrome123', 'edge123', 'firefox120', 'safari17.5']

export default defineConfig(({ command }) => ({
  plugins: [react(), tailwindcss({ optimize: false }), trioApi(), prerender()],
  // One `vite build` builds the page, the server and the markup of the first paint.
  builder: {},
  build: { assetsInlineLimit: 0, target: BROWSERS },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        emptyOutDir: true,
        modulePreload: {
          polyfill: false,
          // Parts are loaded ahead of their use, so the first script need not list what each of them needs but its style sheets.
          resolveDependencies: (_file, needed, { hostType }) =>
            hostType === 'html' ? needed : needed.filter((file) => file.endsWith('.css')),
        },
        rolldownOptions: {
          // What a first visit needs is one file: each request that begins before the first paint holds it up.
          // The first script names all others, and of names in these characters it takes a third less.
          output: {
            codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
            hashCharacters: 'hex',
          },
        },
      },
    },
    ssr: {
      build: {
        outDir: 'dist/server',
        copyPublicDir: false,
        rolldownOptions: { input: 'src/server/main.ts' },
      },
      // The native driver brings its binary as a file of its own package, which no bundle can hold.
      resolve: command === 'build' ? { noExternal: true, external: ['libsql', 'pg-native'] } : {},
    },
  },
  server: { port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' },
  test: {
    include: ['src/**/*.test.ts', 'e2e/**/*.test.ts'],
    globalSetup: 'src/server/testing/processes.ts',
    testTimeout: 20_000,
    // Many tests wait for a clock: two more workers than cores take two thirds of the time on two cores.
    maxWorkers: availableParallelism() + 2,
    // No file leaves anything behind, so what all import is read once in each of them.
    isolate: false,
    retry: process.env.CI ? 2 : 0,
  },
}))
