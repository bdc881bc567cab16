import * as z from 'zod/mini'
import { findFreePort, waitUntilListening } from '../../setup/process.ts'
import { startServer } from '../../setup/server.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startHelper } from '../helpers.ts'

const CONNECTIONS = 32
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
  const [upstreamPort, proxyPort] = [await findFreePort(), await findFreePort()]
  const upstreamUrl = `http://127.0.0.1:${upstreamPort}`
  const upstream = startHelper('instant-upstream.ts', [upstreamPort])
  const proxy = startHelper('plain-proxy.ts', [proxyPort, upstreamUrl])
  await Promise.all([waitUntilListening(upstreamPort, upstream), waitUntilListening(proxyPort, proxy)])
  const server = await startServer({
    WHATSAPP_ACCESS_TOKEN: 'measured-measured-measured',
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    GRAPH_API_URL: upstreamUrl,
    SENDS_PER_MINUTE: '1000000',
    SENDS_PER_DAY: '100000000',
  })
  return {
    figures: [
      { name: `sends: ${CONNECTIONS} connections, per second`, unit: '/s', bar: { atLeast: 0.6 } },
      { name: 'sends: the same, p99', unit: 'ms' },
    ],
    ours: () => measure(Number(new URL(server.url).port)),
    floor: () => measure(proxyPort),
    stop: async () => {
      await Promise.all([server.stop(), proxy.stop(), upstream.stop()])
    },
  }
}

async function measure(port: number): Promise<number[]> {
  await sendFor(port, WARM_UP_SECONDS)
  const { delays, elapsedMs } = await sendFor(port, SECONDS)
  return [delays.length / (elapsedMs / 1000), quantile(delays, 0.99)]
}

async function sendFor(port: number, seconds: number): Promise<z.infer<typeof resultSchema>> {
  const load = startHelper('send-load.ts', [port, CONNECTIONS, seconds, nextNumber])
  await load.ended()
  if (!load.log().startsWith('{')) throw new Error(`The load broke off:\n${load.log()}`)
  const result = resultSchema.parse(JSON.parse(load.log()))
  if (result.refused) throw new Error(`A send was refused:\n${result.refused}`)
  nextNumber += result.delays.length + CONNECTIONS
  return result
}
