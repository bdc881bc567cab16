import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { connect } from 'node:net'
import { toSendPayload } from '../send-payload.ts'

// Closed-loop load: each connection sends the next message when the last is answered. Bare sockets, so that measuring
// costs less than what is measured. Prints one line of JSON at the end.
const [port, connections, seconds, firstNumber] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number,
]

const started = performance.now()
const deadline = started + seconds * 1000
const delays: number[] = []
let sent = 0
let refused: string | undefined

await Promise.all(Array.from({ length: connections }, () => sendUntilDeadline(connect(port, '127.0.0.1'))))
console.log(JSON.stringify({ delays, elapsedMs: performance.now() - started, refused }))

function sendUntilDeadline(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = ''
    let sentAt = 0
    const next = () => {
      if (performance.now() >= deadline || refused !== undefined) {
        socket.end()
        resolve()
        return
      }
      sentAt = performance.now()
      socket.write(toRequest(firstNumber + sent++))
    }
    socket.setNoDelay().on('connect', next).on('error', reject)
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      received += chunk
      if (!isComplete(received)) return
      if (received.startsWith('HTTP/1.1 200')) delays.push(performance.now() - sentAt)
      else refused = received
      received = ''
      next()
    })
  })
}

function toRequest(number: number): string {
  const body = JSON.stringify(toSendPayload(`+${number}`))
  return [
    'POST /api/messages HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Requested-By: trio',
    `Idempotency-Key: ${randomUUID()}`,
    '',
    body,
  ].join('\r\n')
}

function isComplete(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, headEnd))?.[1]
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= headEnd + 4 + Number(length)
}
