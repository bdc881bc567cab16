import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toSuccess } from '#whatsapp/answers.ts'
import { Secret } from '../secret.ts'

// A stand-in until the real simulator is here: accepts everything.
export async function startSimulator() {
  let n = 0
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    n += 1
    const body = incoming.url?.includes('/media')
      ? { id: `100000000000${n}` }
      : toSuccess(
          (JSON.parse(Buffer.concat(chunks).toString()) as { to?: string }).to ?? '',
          `wamid.sim-${n}`,
        )
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    graphUrl: `http://127.0.0.1:${port}`,
    phoneNumberId: '100000000000001',
    accessToken: new Secret('simulator-token-0123456789'),
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
