import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import { Pool } from 'undici'
import { parsePayload } from '#whatsapp/payload.ts'

// The least that a proxy in front of the Cloud API can be: no store, no guard. Called "checked" it reads the message and holds
// it against the schema, as any forward must that refuses a wrong one.
const [port, upstream, kind] = process.argv.slice(2)
const pool = new Pool(upstream ?? '', { connections: 64 })

createServer(async (request, response) => {
  const bytes = await readAll(request)
  const body = kind === 'checked' ? check(bytes) : bytes
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

function check(bytes: Buffer): string {
  const parsed = parsePayload(JSON.parse(bytes.toString()))
  if (!parsed.ok) throw new Error('The message of the measurement is wrong.')
  return JSON.stringify(parsed.payload)
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}
