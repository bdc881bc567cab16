import { connect } from 'node:net'
import { refuseLeaks } from './canary.ts'

export type RawAnswer = { text: string; status: number; body: string; ms: number; isClosed: boolean }

/** Sends bytes as they are and takes what comes back until the server closes or `time` milliseconds are over. */
export function sendRaw(port: number, bytes: string | Buffer, time = 800): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const end = (isClosed: boolean): void => {
      clearTimeout(timer)
      socket.destroy()
      const text = Buffer.concat(chunks).toString()
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)
      const body = text.slice(text.indexOf('\r\n\r\n') + 4)
      try {
        refuseLeaks(text, 'an answer')
        resolve({ text, status, body, ms: performance.now() - began, isClosed })
      } catch (error) {
        reject(error)
      }
    }
    const timer = setTimeout(end, time, false)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('close', () => end(true))
    socket.on('error', () => end(true))
  })
}

/** One request with exactly these header lines, closed by the server after its answer. */
export function requestRaw(port: number, line: string, headers: string[], body = ''): Promise<RawAnswer> {
  const lines = [
    line,
    ...headers,
    'Connection: close',
    ...(body ? [`Content-Length: ${Buffer.byteLength(body)}`] : []),
  ]
  return sendRaw(port, `${lines.join('\r\n')}\r\n\r\n${body}`, 2000)
}
