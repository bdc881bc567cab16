import * as z from 'zod/mini'
import { startPostgres } from '../../setup/postgres.ts'
import { findFreePort, waitUntilListening } from '../../setup/process.ts'
import { startServer } from '../../setup/server.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startHelper } from '../helpers.ts'
import { readProcessorMs } from '../machine.ts'
import { findNginx, startNginx } from '../nginx.ts'

export type Target = { port: number; pid: number }
type Database = 'file' | 'postgres'
type Forward = 'plain' | 'nginx'

const WARM_UP_SECONDS = 2
const SECONDS = 5

const resultSchema = z.object({
  delays: z.array(z.number()),
  elapsedMs: z.number(),
  refused: z.optional(z.string()),
})

// Every send goes to a number of its own, as the pair rate allows one in six seconds.
let nextNumber = 491_510_000_000

/**
 * `POST /api/messages` with every guard and a real store, beside a forward that does nothing else; or why it cannot be measured.
 * A forward writes nothing down and waits for no disk, so this is told and not judged.
 */
export async function startSends(database: Database, forward: Forward): Promise<Comparison | string> {
  const connections = 32
  const missing = forward === 'nginx' && (await findNginx())
  if (typeof missing === 'string') return missing
  const servers = await startServers({ database, forward })
  const name = `sends${database === 'postgres' ? ' (PostgreSQL)' : ''}${forward === 'nginx' ? ' beside nginx' : ''}`
  const measure = async (target: Target) => {
    const { delays, elapsedMs, workMs } = await sendWarm(target, connections)
    return [delays.length / (elapsedMs / 1000), quantile(delays, 0.99), workMs / delays.length]
  }
  return {
    figures: [
      { name: `${name}: ${connections} at a time, per second`, unit: '/s' },
      { name: `${name}: the same, p99`, unit: 'ms' },
      { name: `${name}: work per send (steady on a busy machine)`, unit: 'ms' },
    ],
    ours: () => measure(servers.ours),
    floor: () => measure(servers.floor),
    stop: servers.stop,
  }
}

/** The same at Meta's own pace: what a single send waits for Trio on top of the answer. */
export async function startPacedSends(): Promise<Comparison> {
  const [connections, upstreamDelayMs] = [8, 100]
  const servers = await startServers({ upstreamDelayMs })
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

type Servers = { ours: Target; floor: Target; stop(): Promise<void> }

/** Trio live towards a fake Cloud API, and beside it a forward to the same. */
export async function startServers({
  upstreamDelayMs = 0,
  database = 'file',
  forward = 'plain',
}: {
  upstreamDelayMs?: number
  database?: Database
  forward?: Forward
}): Promise<Servers> {
  const [upstreamPort, floorPort] = [await findFreePort(), await findFreePort()]
  const upstreamUrl = `http://127.0.0.1:${upstreamPort}`
  const upstream = startHelper('fake-upstream.ts', [upstreamPort, upstreamDelayMs])
  const proxy =
    forward === 'nginx'
      ? await startNginx(floorPort, upstreamPort)
      : startHelper('plain-proxy.ts', [floorPort, upstreamUrl])
  const postgres = database === 'postgres' ? await startPostgres() : undefined
  await Promise.all([waitUntilListening(upstreamPort, upstream), waitUntilListening(floorPort, proxy)])
  const server = await startServer({
    WHATSAPP_ACCESS_TOKEN: 'measured-measured-measured',
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    GRAPH_API_URL: upstreamUrl,
    SENDS_PER_MINUTE: '1000000',
    SENDS_PER_DAY: '100000000',
    ...(postgres && { DATABASE_URL: await postgres.createDatabase() }),
  })
  const stop = async () => {
    await Promise.all([server.stop(), proxy.stop(), upstream.stop()])
    await postgres?.stop()
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
  takeNumbers(result.delays.length + connections)
  return result
}

/** The first of so many numbers that nobody else sends to. */
export function takeNumbers(count: number): number {
  nextNumber += count
  return nextNumber - count
}
