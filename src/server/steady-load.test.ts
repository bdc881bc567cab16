import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { LIVE, startChild, stopChild } from './testing/child.ts'
import { accept, startFakeUpstream } from './testing/fake-upstream.ts'
import { newKey, newPayload } from './testing/trio.ts'

/** Twice what Meta lets a number send in a second; SOAK=1 goes on for longer. */
const PER_SECOND = 160
const SECONDS = process.env.SOAK ? 60 : 2
// Below the server's own limit, so that a slow disk makes the load late and not refused.
const AT_ONCE = 48
// Beyond what the process takes after its first sends, when code is compiled and pools are filled.
const GROWTH_MAX = 60e6

it(
  `${PER_SECOND} sends a second for ${SECONDS} s are all accepted, once, and memory stays flat`,
  async () => {
    const upstream = await startFakeUpstream((socket, seen, n) =>
      setTimeout(() => accept(socket, seen, n), 50),
    )
    const caps = { SENDS_PER_MINUTE: '1000000', SENDS_PER_DAY: '1000000' }
    const child = startChild({ ...LIVE, ...caps, GRAPH_API_URL: upstream.url })
    const address = (await child.ready) ?? ''
    const delays: number[] = []
    const failures: string[] = []
    const underWay = new Set<Promise<void>>()
    const sendOne = async (): Promise<void> => {
      const began = performance.now()
      const response = await fetch(`${address}/api/messages`, {
        method: 'POST',
        body: JSON.stringify(newPayload()),
        headers: {
          'content-type': 'application/json',
          'x-requested-by': 'trio',
          'idempotency-key': newKey(),
        },
      })
      const text = await response.text()
      if (response.status !== 200) failures.push(`${response.status} ${text}`)
      delays.push(performance.now() - began)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, sendOne))
    const memory = readMemory(child.process.pid)
    delays.length = 0
    const began = performance.now()
    for (let n = 0; n < PER_SECOND * SECONDS; n += 1) {
      const wait = began + (n * 1000) / PER_SECOND - performance.now()
      if (wait > 0) await sleep(wait)
      if (underWay.size >= AT_ONCE) await Promise.race(underWay)
      const sending = sendOne().finally(() => underWay.delete(sending))
      underWay.add(sending)
    }
    await Promise.all(underWay)
    const rate = delays.length / ((performance.now() - began) / 1000)
    const growth = readMemory(child.process.pid) - memory
    console.info(
      `${delays.length} sends, ${rate.toFixed(0)}/s, median ${quantile(delays, 0.5)} ms, p99 ${quantile(delays, 0.99)} ms ` +
        `(WhatsApp takes 50), ${(growth / 1e6).toFixed(0)} MB more, ${failures.length} failures`,
    )
    expect(failures).toEqual([])
    const keys = upstream.seen.map(({ body }) => JSON.parse(body).biz_opaque_callback_data)
    expect([keys.length, new Set(keys).size]).toEqual([AT_ONCE + delays.length, AT_ONCE + delays.length])
    expect(growth).toBeLessThan(GROWTH_MAX)
    expect(await stopChild(child)).toBe(0)
    await upstream.close()
  },
  60_000 + SECONDS * 4000,
)

function quantile(values: number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0)
}

/** Resident memory in bytes, as the kernel counts it. */
function readMemory(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
}
