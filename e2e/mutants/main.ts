import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'
import type { Mutant } from './mutants.ts'
import { MUTANTS } from './mutants.ts'

/**
 * `npm run mutants` takes out one control after the other, in a copy of the tree, and looks whether the test that is meant to
 * notice does. `npm run mutants -- cookie store/` takes those whose control or file contains one of the words.
 */

type Verdict = { mutant: Mutant; caughtBy: string | undefined }

const PATIENCE_MS = 180_000
const ROOT = join(import.meta.dirname, '../..')

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
})

const words = process.argv.slice(2)
const chosen = MUTANTS.filter(
  ({ control, file }) =>
    words.length === 0 || words.some((word) => control.includes(word) || file.includes(word)),
)
refuseStale(chosen)
const copy = copyTree()
try {
  const doubtful = findRed(chosen)
  const verdicts = chosen.map((mutant) => judge(mutant, doubtful.includes(mutant)))
  console.log(`\n${toTable(verdicts)}`)
  const survivors = verdicts.filter(({ caughtBy }) => caughtBy === undefined)
  console.log(`\n${verdicts.length - survivors.length} of ${verdicts.length} caught`)
  process.exitCode = survivors.length > 0 ? 1 : 0
} finally {
  rmSync(copy, { recursive: true, force: true })
}

/** A control that has moved or changed would otherwise count as caught or survive without having been taken out. */
function refuseStale(mutants: readonly Mutant[]): void {
  const stale = mutants.filter(({ file, search }) => {
    const path = join(ROOT, 'src/server', file)
    return !existsSync(path) || readFileSync(path, 'utf8').split(search).length !== 2
  })
  for (const { control, file, search } of stale)
    console.error(`${control}: this does not stand exactly once in src/server/${file}:\n  ${search}`)
  if (stale.length > 0) process.exit(2)
}

/** What git knows or would take, so that no secret, no data and no build comes along. */
function copyTree(): string {
  const folder = mkdtempSync(join(tmpdir(), 'trio-mutants-'))
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  for (const name of list.split('\0').filter((name) => name && existsSync(join(ROOT, name)))) {
    mkdirSync(join(folder, dirname(name)), { recursive: true })
    cpSync(join(ROOT, name), join(folder, name))
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

/** Those whose tests fail with every control in place, as a busy machine may have it: what they catch has to be looked at twice. */
function findRed(mutants: readonly Mutant[]): Mutant[] {
  const files = [...new Set(mutants.map(({ tests }) => tests))]
  const titles = mutants.map(({ title }) => title)
  const { failed, passed, output } = runTests(files, titles)
  for (const name of failed) console.log(`red with every control in place: ${name}`)
  const isAmong = (names: string[], title: string) => names.some((name) => new RegExp(title).test(name))
  const idle = mutants.filter(({ title }) => !isAmong([...failed, ...passed], title))
  for (const { tests, title } of idle) console.error(`no test of ${tests} is called "${title}"`)
  if (idle.length > 0) throw new Error(output)
  return mutants.filter(({ title }) => isAmong(failed, title))
}

function judge(mutant: Mutant, isDoubtful: boolean): Verdict {
  const path = join(copy, 'src/server', mutant.file)
  const original = readFileSync(path, 'utf8')
  const began = performance.now()
  const run = () => runTests([mutant.tests], [mutant.title], ['--bail=1']).failed[0]
  writeFileSync(
    path,
    original.replace(mutant.search, () => mutant.replace),
  )
  const failed = run()
  writeFileSync(path, original)
  const isRedAnyway = failed !== undefined && isDoubtful && run() !== undefined
  const caughtBy = isRedAnyway ? undefined : failed
  const word = isRedAnyway ? 'RED ANYWAY' : caughtBy ? 'caught    ' : 'SURVIVED  '
  console.log(`${word}  ${mutant.control}  ${Math.round((performance.now() - began) / 1000)} s`)
  return { mutant, caughtBy }
}

function runTests(files: string[], titles: string[], more: string[] = []) {
  const report = join(copy, 'report.json')
  rmSync(report, { force: true })
  const paths = files.map((file) => `src/server/${file}`)
  const title = [...new Set(titles)].map((one) => `(${one})`).join('|')
  // A test that fails once on a busy machine neither spoils the start nor catches anything.
  const flags = ['-t', title, '--retry=1', '--reporter=json', `--outputFile=${report}`, ...more]
  const args = [
    join(copy, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--no-file-parallelism',
    ...paths,
    ...flags,
  ]
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    timeout: Math.max(PATIENCE_MS, titles.length * 30_000),
  })
  const results = existsSync(report)
    ? reportSchema.parse(JSON.parse(readFileSync(report, 'utf8'))).testResults
    : []
  const tests = results.flatMap(({ assertionResults }) => assertionResults)
  const named = (wanted: string) =>
    tests.filter(({ status }) => status === wanted).map(({ fullName }) => fullName.trim())
  return { failed: named('failed'), passed: named('passed'), output: `${stdout}\n${stderr}`.slice(-4000) }
}

function toTable(verdicts: Verdict[]): string {
  const rows = verdicts.map(({ mutant, caughtBy }) => [
    mutant.control,
    mutant.file,
    caughtBy === undefined ? 'SURVIVED' : `${mutant.tests}: ${caughtBy}`,
  ])
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n')
}
