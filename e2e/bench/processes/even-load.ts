import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { toSendPayload } from '../send-payload.ts'

// Open-loop load: a send at each tick, whether or not the ones before have been answered. Prints one line of JSON at the end.
const [port, perSecond, seconds, firstNumber] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number,
]
const agent = new Agent({ keepAlive: true, maxSockets: 60 })
const delays: number[] = []
const underWay: Promise<void>[] = []
let refused: string | undefined

const began = performance.now()
for (let n = 0; n < perSecond * seconds; n += 1) {
  const wait = began + (n * 1000) / perSecond - performance.now()
  if (wait > 0) await sleep(wait)
  underWay.push(send(firstNumber + n))
}
await Promise.all(underWay)
agent.destroy()
console.log(JSON.stringify({ delays: delays.map((ms) => Math.round(ms * 10) / 10), refused }))

function send(number: number): Promise<void> {
  const body = JSON.stringify(toSendPayload(`+${number}`))
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-requested-by': 'trio',
    'idempotency-key': randomUUID(),
  }
  return new Promise((resolve) => {
    const sentAt = performance.now()
    const options = { host: '127.0.0.1', port, path: '/api/messages', method: 'POST', headers, agent }
    const sending = request(options, (response) => {
      response.resume().on('close', () => {
        delays.push(performance.now() - sentAt)
        if (response.statusCode !== 200 || !response.complete) refused ??= String(response.statusCode)
        resolve()
      })
    })
    sending.setTimeout(30_000, () => sending.destroy(new Error('no answer')))
    sending.on('error', (error) => {
      refused ??= error.message
      resolve()
    })
    sending.end(body)
  })
}
