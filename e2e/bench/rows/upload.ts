import { request } from 'node:http'
import { findFreePort, waitUntilListening } from '../../setup/process.ts'
import { startServer } from '../../setup/server.ts'
import type { Comparison } from '../comparison.ts'
import { startHelper } from '../helpers.ts'
import { readMemoryMb } from '../machine.ts'

const BYTES = 100_000_000
const CHUNK = 1_000_000
const GROWTH_MAX_MB = 100

/** The largest document that WhatsApp takes, straight through the server: what it takes in time and in memory at its highest. */
export async function startUpload(): Promise<Comparison> {
  const port = await findFreePort()
  const upstream = startHelper('upload-upstream.ts', [port])
  await waitUntilListening(port, upstream)
  const server = await startServer({
    WHATSAPP_ACCESS_TOKEN: 'measured-measured-measured',
    WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
    GRAPH_API_URL: `http://127.0.0.1:${port}`,
  })
  return {
    figures: [
      { name: 'upload of 100 MB', unit: 'ms' },
      {
        name: 'upload of 100 MB: memory more at its highest',
        unit: 'MB',
        bar: { oursAtMost: GROWTH_MAX_MB },
      },
    ],
    ours: async () => {
      const before = readMemoryMb(server.pid)
      const began = performance.now()
      await upload(`${server.url}/api/media`)
      return [performance.now() - began, readMemoryMb(server.pid, 'highest') - before]
    },
    stop: async () => {
      await Promise.all([server.stop(), upstream.stop()])
    },
  }
}

function upload(url: string): Promise<void> {
  const headers = { 'content-type': 'application/pdf', 'content-length': BYTES, 'x-requested-by': 'trio' }
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`The upload was refused with ${response.statusCode}.`))
      })
    })
    sending.on('error', reject)
    const chunk = Buffer.alloc(CHUNK, '%PDF-1.7\n')
    let left = BYTES / CHUNK
    const write = (): void => {
      while (left > 0) {
        left -= 1
        if (!sending.write(chunk)) return void sending.once('drain', write)
      }
      sending.end()
    }
    write()
  })
}
