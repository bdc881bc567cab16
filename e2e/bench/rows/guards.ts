import { findFreePort, waitUntilListening } from '../../setup/process.ts'
import type { Comparison } from '../comparison.ts'
import { quantile } from '../comparison.ts'
import { startHelper } from '../helpers.ts'
import type { Target } from './sends.ts'
import { sendWarm } from './sends.ts'

/**
 * `POST /api/messages` with every guard but no store, beside the same forward without a guard: one that checks the message by the
 * same schema, or one that passes on whatever comes, which is told and not judged. Both run from their source.
 */
export async function startGuards(forward: 'checked' | 'bare'): Promise<Comparison> {
  const connections = 32
  const port = await findFreePort()
  const upstream = startHelper('fake-upstream.ts', [port, 0])
  await waitUntilListening(port, upstream)
  const start = async (file: string) => {
    const [ownPort, url] = [await findFreePort(), `http://127.0.0.1:${port}`]
    const process = startHelper(file, [ownPort, url, forward])
    await waitUntilListening(ownPort, process)
    return { port: ownPort, pid: process.pid, stop: process.stop }
  }
  const [ours, floor] = [await start('guarded-proxy.ts'), await start('plain-proxy.ts')]
  const measure = async (target: Target) => {
    const { delays, elapsedMs, workMs } = await sendWarm(target, connections)
    return [delays.length / (elapsedMs / 1000), quantile(delays, 0.99), workMs / delays.length]
  }
  const name = `guards alone, beside a ${forward} forward`
  return {
    figures: [
      {
        name: `${name}: ${connections} at a time, per second`,
        unit: '/s',
        ...(forward === 'checked' && { bar: { atLeast: 0.6 } }),
      },
      { name: `${name}: the same, p99`, unit: 'ms' },
      { name: `${name}: work per send (steady on a busy machine)`, unit: 'ms' },
    ],
    ours: () => measure(ours),
    floor: () => measure(floor),
    stop: async () => {
      await Promise.all([ours, floor, { stop: upstream.stop }].map(({ stop }) => stop()))
    },
  }
}
