import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import { Pool } from 'undici'

// The least that a proxy in front of the Cloud API can be: no check, no store, no guard.
const [port, upstream] = process.argv.slice(2)
const pool = new Pool(upstream ?? '', { connections: 64 })

createServer(async (request, response) => {
  const body = await readAll(request)
  const answer = await pool.request({
    method: 'POST',
    path: '/v26.0/106540352242922/messages',
    headers: { authorization: 'Bearer measured', 'content-type': 'application/json' },
    body,
  })
  const text = await answer.body.text()
  response.writeHead(answer.statusCode, { 'content-type': 'application/json', 'content-length': text.length })
  response.end(text)
}).listen(Number(port), '127.0.0.1')

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}
