import { createServer } from 'node:net'

// Answers every request as the Cloud API answers a send, after the given time. Written on bare sockets, so that it takes
// little of the processor that the measured servers need.
const [port, delayMs] = process.argv.slice(2).map(Number) as [number, number]
const body = JSON.stringify({
  messaging_product: 'whatsapp',
  contacts: [{ input: '+4915100000000', wa_id: '4915100000000' }],
  messages: [{ id: 'wamid.HBgNNDkxNTEwMDAwMDAwMBUCABEYEjQ3' }],
})
const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`

createServer((socket) => {
  let received = ''
  socket.setNoDelay()
  socket.on('error', () => socket.destroy())
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    received += chunk
    for (let end = findEnd(received); end !== undefined; end = findEnd(received)) {
      received = received.slice(end)
      if (delayMs > 0) setTimeout(() => socket.write(answer), delayMs)
      else socket.write(answer)
    }
  })
}).listen(port, '127.0.0.1')

/** Where the first request in the text ends, if it is all there. */
function findEnd(text: string): number | undefined {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd < 0) return undefined
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, headEnd))?.[1] ?? '0'
  const end = headEnd + 4 + Number(length)
  return text.length >= end ? end : undefined
}
