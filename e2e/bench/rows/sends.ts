import * as z from 'zod/mini'
import { findFreePort, waitUntilListening } from '../../setup/process.ts'
import { startServer } from '../../setup/server.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startHelper } from '../helpers.ts'
import { readProcessorMs } from '../machine.ts'

export type Target = { port: number; pid: number }

const WARM_UP_SECONDS = 2
const SECONDS = 5

const resultSchema = z.object({
  delays: z.array(z.number()),
  elapsedMs: z.number(),
  refused: z.optional(z.string()),
})

// Every send goes to a number of its own, as the pair rate allows one in six seconds.
let nextNumber = 491_510_000_000

/** `POST /api/messages` with every guard and the real store, beside a forward that does nothing else. */
export async function startSends(): Promise<Comparison> {
  const connections = 32
  const servers = await startServers(0)
  const measure = async (target: Target) => {
    const { delays, elapsedMs, workMs } = await sendWarm(target, connections)
    return [delays.length / (elapsedMs / 1000), quantile(delays, 0.99), workMs / delays.length]
  }
  return {
    figures: [
      { name: `sends: ${connections} at a time, per second`, unit: '/s', bar: { atLeast: 0.6 } },
      { name: 'sends: the same, p99', unit: 'ms' },
      { name: 'sends: work per send (steady on a busy machine)', unit: 'ms' },
    ],
    ours: () => measure(servers.ours),
    floor: () => measure(servers.floor),
    stop: servers.stop,
  }
}

/** The same at Meta's own pace: what a single send waits for Trio on top of the answer. */
export async function startPacedSends(): Promise<Comparison> {
  const [connections, upstreamDelayMs] = [8, 100]
  const servers = await startServers(upstreamDelayMs)
  const measure = async (target: Target) => {
    const { delays } = await sendWarm(target, connections)
    return [quantile(delays, 0.5), quantile(delays, 0.99)]
  }
  return {
    figures: [
      { name: `paced sends: ${connections} at a time, Meta takes ${upstreamDelayMs} ms, median`, unit: 'ms' },
      { name: 'paced sends: the same, p99', unit: 'ms' },
    ],
    ours: () => measure(servers.ours),
    floor: () => measure(servers.floor),
    stop: servers.stop,
  }
}

async function startServers(upstreamDelayMs: number) {
  const [upstreamPort, floorPort] = [await findFreePort(), await findFreePort()]
  const upstreamUrl = `http://127.0.0.1:${upstreamPort}`
  const upstream = startHelper('fake-upstream.ts', [upstreamPort, upstreamDelayMs])
  const proxy = startHelper('plain-proxy.ts', [floorPort, upstreamUrl])
  await Promise.all([waitUntilListening(upstreamPort, upstream), waitUntilListening(floorPort, proxy)])
  const server = await startServer({
    WHATSAPP_ACCESS_TOKEN: 'measured-measured-measured',
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    GRAPH_API_URL: upstreamUrl,
    SENDS_PER_MINUTE: '1000000',
    SENDS_PER_DAY: '100000000',
  })
  const stop = async () => {
    await Promise.all([server.stop(), proxy.stop(), upstream.stop()])
  }
  return {
    ours: { port: Number(new URL(server.url).port), pid: server.pid },
    floor: { port: floorPort, pid: proxy.pid },
    stop,
  }
}

/** Sends for some seconds; what came before, until everything was warm, is not counted. */
export async function sendWarm({ port, pid }: Target, connections: number) {
  await sendFor(port, connections, WARM_UP_SECONDS)
  const workBefore = readProcessorMs(pid)
  const result = await sendFor(port, connections, SECONDS)
  return { ...result, workMs: readProcessorMs(pid) - workBefore }
}

async function sendFor(port: number, connections: number, seconds: number) {
  const load = startHelper('send-load.ts', [port, connections, seconds, nextNumber])
  await load.ended()
  if (!load.log().startsWith('{')) throw new Error(`The load broke off:\n${load.log()}`)
  const result = resultSchema.parse(JSON.parse(load.log()))
  if (result.refused) throw new Error(`A send was refused:\n${result.refused}`)
  nextNumber += result.delays.length + connections
  return result
}
