import * as z from 'zod/mini'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startHelper } from '../helpers.ts'
import { readMemoryMb } from '../machine.ts'
import type { Target } from './sends.ts'
import { sendWarm, startServers, takeNumbers } from './sends.ts'

/** Twice what Meta lets a number send in a second. */
const PER_SECOND = 160
const SECONDS = 60
const UPSTREAM_DELAY_MS = 50
const P99_MORE_MAX_MS = 25
const GROWTH_MAX_MB = 30

const resultSchema = z.object({ delays: z.array(z.number()), refused: z.optional(z.string()) })

/** An even load for a minute: what a send waits for Trio at worst, and whether the memory stays where it is. */
export async function startSteadyLoad(): Promise<Comparison> {
  const servers = await startServers({ upstreamDelayMs: UPSTREAM_DELAY_MS })
  const measure = async (target: Target) => {
    await sendWarm(target, 32)
    const before = readMemoryMb(target.pid)
    const delays = await sendEvenly(target.port)
    return [
      delays.length / SECONDS,
      quantile(delays, 0.5),
      quantile(delays, 0.99),
      readMemoryMb(target.pid) - before,
    ]
  }
  const name = `${PER_SECOND} sends a second for ${SECONDS} s`
  return {
    figures: [
      { name: `${name}: answered, per second`, unit: '/s', bar: { atLeast: 0.99 } },
      { name: `${name}: median (Meta takes ${UPSTREAM_DELAY_MS} ms)`, unit: 'ms' },
      { name: `${name}: p99`, unit: 'ms', bar: { moreAtMost: P99_MORE_MAX_MS } },
      { name: `${name}: memory more at the end`, unit: 'MB', bar: { oursAtMost: GROWTH_MAX_MB } },
    ],
    rounds: 1,
    ours: () => measure(servers.ours),
    floor: () => measure(servers.floor),
    stop: servers.stop,
  }
}

async function sendEvenly(port: number): Promise<number[]> {
  const count = PER_SECOND * SECONDS
  const load = startHelper('even-load.ts', [port, PER_SECOND, SECONDS, takeNumbers(count)])
  await load.ended()
  if (!load.log().startsWith('{')) throw new Error(`The load broke off:\n${load.log()}`)
  const { delays, refused } = resultSchema.parse(JSON.parse(load.log()))
  if (refused) throw new Error(`A send was refused:\n${refused}`)
  return delays
}
