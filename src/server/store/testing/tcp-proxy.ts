import { once } from 'node:events'
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'

export type TcpProxy = {
  port: number
  /** The network stands still: connections stay open and nothing arrives, in either direction. */
  pause(): void
  resume(): void
  /** Lets a request through that holds `text`, and keeps every answer from then on, until `resume`. */
  loseAnswersAfter(text: string): void
  close(): Promise<void>
}

/** Stands between a client and a server, and is the network that fails. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let state: 'open' | 'paused' | 'answers lost' = 'open'
  let trigger: string | undefined
  const held: (() => void)[] = []
  const pass = (from: Socket, to: Socket, isHeld: () => boolean) => {
    sockets.add(from)
    from.on('data', (data) => {
      const write = () => to.destroyed || to.write(data)
      const mayPass = !isHeld()
      if (mayPass) write()
      else held.push(write)
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
  const server = createServer((client) => {
    const upstream = connect(target)
    client.prependListener('data', (data) => {
      if (trigger === undefined || !data.includes(trigger)) return
      trigger = undefined
      state = 'answers lost'
    })
    pass(client, upstream, () => state === 'paused')
    pass(upstream, client, () => state !== 'open')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return {
    port: address.port,
    pause: () => {
      state = 'paused'
    },
    resume: () => {
      state = 'open'
      trigger = undefined
      for (const write of held.splice(0)) write()
    },
    loseAnswersAfter: (text) => {
      trigger = text
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
