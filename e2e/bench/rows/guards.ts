import { findFreePort, waitUntilListening } from '../../setup/process.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startHelper } from '../helpers.ts'
import type { Target } from './sends.ts'
import { sendWarm } from './sends.ts'

/** `POST /api/messages` with every guard but no store, beside a forward that does nothing else; both run from their source. */
export async function startGuards(): Promise<Comparison> {
  const connections = 32
  const port = await findFreePort()
  const upstream = startHelper('fake-upstream.ts', [port, 0])
  await waitUntilListening(port, upstream)
  const start = async (file: string) => {
    const [ownPort, url] = [await findFreePort(), `http://127.0.0.1:${port}`]
    const process = startHelper(file, [ownPort, url])
    await waitUntilListening(ownPort, process)
    return { port: ownPort, pid: process.pid, stop: process.stop }
  }
  const [ours, floor] = [await start('guarded-proxy.ts'), await start('plain-proxy.ts')]
  const measure = async (target: Target) => {
    const { delays, elapsedMs, workMs } = await sendWarm(target, connections)
    return [delays.length / (elapsedMs / 1000), quantile(delays, 0.99), workMs / delays.length]
  }
  return {
    figures: [
      { name: `guards alone: ${connections} at a time, per second`, unit: '/s', bar: { atLeast: 0.6 } },
      { name: 'guards alone: the same, p99', unit: 'ms' },
      { name: 'guards alone: work per send (steady on a busy machine)', unit: 'ms' },
    ],
    ours: () => measure(ours),
    floor: () => measure(floor),
    stop: async () => {
      await Promise.all([ours, floor, { stop: upstream.stop }].map(({ stop }) => stop()))
    },
  }
}
