import { spawnSync } from 'node:child_process'

/** `npm run soak`: the tests that roll dice, with more throws. They read SOAK themselves; each prints what it counted. */
const FILES = [
  'src/server/faulted-sends.test.ts',
  'src/server/steady-load.test.ts',
  'src/server/races.test.ts',
  'src/server/restarts.test.ts',
  'src/server/instances.test.ts',
  'src/server/fuzz.test.ts',
  'src/server/store/sqlite.test.ts',
  'src/server/store/postgres.test.ts',
]

const began = performance.now()
// One file after the other: a load and a hundred kills side by side would measure each other.
const { status } = spawnSync('npx', ['vitest', 'run', '--no-file-parallelism', ...FILES], {
  stdio: 'inherit',
  env: { ...process.env, SOAK: '1' },
  shell: process.platform === 'win32',
})
console.log(
  `Soak: ${status === 0 ? 'passed' : 'FAILED'} after ${((performance.now() - began) / 60_000).toFixed(1)} min`,
)
process.exitCode = status ?? 1
