import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Child } from './testing/child.ts'
import { LIVE, startChild, stopChild } from './testing/child.ts'
import type { FakeUpstream } from './testing/fake-upstream.ts'
import { startFakeUpstream } from './testing/fake-upstream.ts'
import { newKey, newPayload } from './testing/trio.ts'

/** SOAK=1 tries more. */
const RUNS = process.env.SOAK ? 10_000 : 1000
// Code is compiled and pools are filled by then.
const WARM_UP = RUNS / 4
const ALLOWED = new Set([200, 400, 401, 403, 409, 413, 415, 421, 422, 429, 502, 503])

// Says at its end what anything at all inherits, which is nothing that a loop would meet.
const CONFESSION =
  'process.on("exit", () => { const keys = []; for (const key in []) keys.push(key); console.log("inherited: " + keys + ".") })'

let upstream: FakeUpstream
let child: Child
let address: string

beforeAll(async () => {
  upstream = await startFakeUpstream()
  const caps = { SENDS_PER_MINUTE: '100000', SENDS_PER_DAY: '100000' }
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(CONFESSION)}`
  child = startChild({ ...LIVE, ...caps, GRAPH_API_URL: upstream.url, NODE_OPTIONS })
  address = (await child.ready) ?? ''
})

afterAll(async () => {
  expect(await stopChild(child)).toBe(0)
  expect(child.output(), 'no prototype was touched').toContain('inherited: .')
  await upstream.close()
})

type Path = (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
}

const PATHS = pathsOf(newPayload()).filter((path) => path.length > 0)

/** A valid message with something else at one place. */
function mutate(path: Path, value: unknown): unknown {
  const payload: unknown = newPayload()
  let place = payload as Record<string, unknown>
  for (const key of path.slice(0, -1)) place = place[key] as Record<string, unknown>
  Object.defineProperty(place, path.at(-1) ?? '', { value, enumerable: true })
  return payload
}

const json = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.stringify(value))
const unicode = fc.string({ unit: 'binary', maxLength: 2000 })
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  unicode,
  fc.constantFrom('\ud800', '', ' ', 'x'.repeat(2000)),
)
const mutated = fc
  .tuple(fc.constantFrom(...PATHS), anything)
  .map(([path, value]) => JSON.stringify(mutate(path, value)))
const hostile = fc.constantFrom(
  '['.repeat(30_000),
  '{"a":'.repeat(30_000),
  `{"to":${'9'.repeat(60_000)}}`,
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  JSON.stringify(newPayload()).replace('{', '{"__proto__":{"polluted":1},'),
  '"\\ud800"',
  '',
  'null',
)
const binary = fc.uint8Array({ maxLength: 4000 }).map((bytes) => Buffer.from(bytes))
const body = fc.oneof(
  { weight: 3, arbitrary: mutated },
  { weight: 3, arbitrary: json },
  binary,
  hostile,
  unicode,
)
const type = fc.oneof(
  { weight: 20, arbitrary: fc.constant('application/json') },
  fc.constantFrom('text/plain', 'application/json;charset=x', 'multipart/form-data', ''),
)
const key = fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, fc.stringMatching(/^[ -~]{0,80}$/))

it(`T-53 ${RUNS} requests of all kinds never break the server`, async () => {
  let [runs, before] = [0, 0]
  const statuses: Record<number, number> = {}
  const check = async (
    content: string | Buffer,
    contentType: string,
    ownKey: string | undefined,
  ): Promise<void> => {
    runs += 1
    if (runs === WARM_UP) before = readMemory(child)
    const response = await fetch(`${address}/api/messages`, {
      method: 'POST',
      body: content as BodyInit,
      headers: {
        'x-requested-by': 'trio',
        'content-type': contentType,
        'idempotency-key': ownKey ?? newKey(),
      },
    })
    const text = await response.text()
    statuses[response.status] = (statuses[response.status] ?? 0) + 1
    expect(ALLOWED).toContain(response.status)
    expect(text.length).toBeLessThanOrEqual(16_384)
    if (response.status !== 200) expect(response.headers.get('content-type')).toBe('application/problem+json')
  }
  await fc.assert(fc.asyncProperty(body, type, key, check), { numRuns: RUNS })
  const grown = (readMemory(child) - before) / 1e6
  console.info(`T-53: ${runs} requests, ${JSON.stringify(statuses)}, rss ${grown.toFixed(0)} MB more`)
  expect(statuses[200]).toBeGreaterThan(0)
  expect(statuses[422]).toBeGreaterThan(0)
  expect(grown).toBeLessThan(50)
}, 180_000)

/** Resident memory in bytes, as the kernel counts it. */
function readMemory({ process: { pid } }: Child): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}
