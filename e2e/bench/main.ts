import type { Row } from './comparison.ts'
import { compare, ROUNDS } from './comparison.ts'
import { describeMachine, isNoisy, waitForQuiet } from './machine.ts'
import { startDrafts } from './rows/drafts.ts'
import { startFirstLoad } from './rows/first-load.ts'
import { startGuards } from './rows/guards.ts'
import { startImport } from './rows/import.ts'
import { startPacedSends, startSends } from './rows/sends.ts'
import { startSteadyLoad } from './rows/steady-load.ts'
import { startTyping } from './rows/typing.ts'
import { startUpload } from './rows/upload.ts'
import { toTable } from './table.ts'

/** `npm run bench` measures all; `npm run bench -- typing sends` these two. */
const COMPARISONS = {
  'first-load': startFirstLoad,
  typing: startTyping,
  import: startImport,
  drafts: startDrafts,
  guards: () => startGuards('checked'),
  'guards-bare': () => startGuards('bare'),
  sends: () => startSends('file', 'plain'),
  'sends-postgres': () => startSends('postgres', 'plain'),
  'sends-nginx': () => startSends('file', 'nginx'),
  'sends-postgres-nginx': () => startSends('postgres', 'nginx'),
  'paced-sends': startPacedSends,
  'steady-load': startSteadyLoad,
  upload: startUpload,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in COMPARISONS))
if (unknown.length > 0)
  throw new Error(`No row ${unknown.join(', ')}. Rows: ${Object.keys(COMPARISONS).join(', ')}`)

console.log(`Each row: ours beside a lower bound, in turns, medians of ${ROUNDS} rounds.`)
console.log(describeMachine())

const rows: Row[] = []
const busyShares: number[] = []
for (const [name, start] of Object.entries(COMPARISONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`measuring ${name} …`)
  const comparison = await start()
  if (typeof comparison === 'string') {
    console.log(`  left out: ${comparison}`)
    continue
  }
  try {
    rows.push(...(await compare(comparison, async () => void busyShares.push(await waitForQuiet()))))
  } finally {
    await comparison.stop()
  }
}

console.log(`\n${toTable(rows)}`)
const noisy = busyShares.filter(isNoisy).length
if (noisy > 0)
  console.log(`\nNoisy: other work kept the machine busy before ${noisy} of ${busyShares.length} turns.`)
