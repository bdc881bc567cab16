import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSync } from 'recheck'
import { parseSync, Visitor } from 'vite'
import { expect, test } from 'vitest'

const SOURCE = join(import.meta.dirname, '../src')
const LENGTH = 50_000
const HOSTILE_MS = 5
// What takes longer to prove is left to the hostile strings.
const PROOF_MS = 2000

/** Slower than linear, over texts that are short or our own. */
const BOUNDED: Record<string, string> = {
  '/<style[^>]*>([\\s\\S]*?)<\\/style>/gi': 'the page that we built',
  '/%.*$/': 'an address of a socket',
  '/^-+|-+$/g': 'hyphens stand one by one there',
  '/\\.+$/': 'the name of a file on a disk',
  '/\\.send\\w*Template\\w*$/i': 'the last 80 characters of a name',
  '/\\.send\\w*Flow\\w*$/i': 'the last 80 characters of a name',
}

const expressions = new Map<string, { file: string; pattern: string; flags: string }>()
for (const file of readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })) {
  if (!/^(whatsapp|server)\b.*(?<!\.test|\.contract)\.ts$/.test(file) || file.includes('testing')) continue
  const { program } = parseSync(file, readFileSync(join(SOURCE, file), 'utf8'), { lang: 'ts' })
  new Visitor({
    Literal: (node) => {
      if (!('regex' in node)) return
      const { pattern, flags } = node.regex
      expressions.set(`/${pattern}/${flags}`, { file, pattern, flags })
    },
  }).visit(program)
}

const unbounded = [...expressions].filter(([text]) => !(text in BOUNDED))

test('T-54 no regular expression that meets long texts is slower than linear', () => {
  const slow = unbounded.filter(
    ([, { pattern, flags }]) => checkSync(pattern, flags, { timeout: PROOF_MS }).status === 'vulnerable',
  )
  expect(slow.map(([text, { file }]) => `${file}: ${text}`)).toEqual([])
}, 120_000)

test('T-54 every regular expression is done with 50,000 hostile characters in 5 ms', () => {
  const units = [
    'a',
    '0',
    ' ',
    '\n',
    '-',
    '.',
    '<',
    '"',
    "'",
    '\\',
    '{',
    '$',
    '%',
    '/',
    '*_~',
    'a.',
    '1 ',
    '<a ',
    '😀',
  ]
  const texts = units.flatMap((unit) => {
    const text = unit.repeat(Math.ceil(LENGTH / unit.length))
    return [text, `${text}\0`]
  })
  const slow = unbounded.flatMap(([name, { file, pattern, flags }]) => {
    const expression = new RegExp(pattern, flags)
    const worst = texts.find((text) => timeOf(expression, text) > HOSTILE_MS)
    return worst === undefined ? [] : [`${file}: ${name} on ${JSON.stringify(worst.slice(0, 9))}…`]
  })
  expect(slow).toEqual([])
}, 120_000)

test('T-54 what is said to meet short texts only is still there', () => {
  expect(Object.keys(BOUNDED).filter((text) => !expressions.has(text))).toEqual([])
  expect(expressions.size).toBeGreaterThan(100)
})

/** The best of three tries in milliseconds, for the machine has other things to do. */
function timeOf(expression: RegExp, text: string): number {
  let best = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 3 && best > HOSTILE_MS; attempt += 1) {
    expression.lastIndex = 0
    const began = performance.now()
    expression.exec(text)
    best = Math.min(best, performance.now() - began)
  }
  return best
}
