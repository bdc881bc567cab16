import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { toSuccess } from '#whatsapp/answers.ts'
import { explainError } from '#whatsapp/errors.ts'
import { KNOWN_ERRORS } from '#whatsapp/known-errors.ts'
import type { Payload } from '#whatsapp/payload.ts'
import { findSimulatedFault } from '#whatsapp/simulator-recipients.ts'
import { Secret } from '../secret.ts'
import type { GraphAnswer } from './graph-error.ts'
import { toGraphError } from './graph-error.ts'
import { answerUpload } from './read-upload.ts'
import { checkPayload } from './refuse-payload.ts'

export type SimulatedMessage = { id: string; acceptedAt: string; payload: Payload }

export type Simulator = {
  graphUrl: string
  phoneNumberId: string
  accessToken: Secret
  /** What was accepted, oldest first; also told by `GET /inbox` on the simulator's own port. */
  inbox(): readonly SimulatedMessage[]
  close(): Promise<void>
}

export type SimulatorOptions = { port?: number; slowAnswer?: number }

/** A Cloud API of our own on loopback: same paths, same answers, and nothing leaves this computer. Times in milliseconds. */
export async function startSimulator({
  port = 0,
  slowAnswer = 3000,
}: SimulatorOptions = {}): Promise<Simulator> {
  const token = `simulator-${randomBytes(24).toString('hex')}`
  const inbox: SimulatedMessage[] = []
  const server = createServer((request, response) => {
    answer({ token, inbox, slowAnswer }, request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    graphUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    phoneNumberId: PHONE_NUMBER_ID,
    accessToken: new Secret(token),
    inbox: () => inbox,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

// Not a number that Meta gives out; the store keeps what was simulated apart by it, also over restarts.
const PHONE_NUMBER_ID = '100000000000001'

const BODY_MAX = 262_144
const INBOX_MAX = 500

type State = { token: string; inbox: SimulatedMessage[]; slowAnswer: number }

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url?.split('?', 1)[0] ?? ''
  if (request.method === 'GET' && path === '/inbox') return send(response, { status: 200, body: state.inbox })
  const edge = /^\/(?:v\d+\.\d+\/)?(\d+)\/(messages|media)$/.exec(path)
  const refusal = refuseRequest(request, edge, state.token)
  if (refusal) return send(response, refusal)
  if (edge?.[2] === 'media') return send(response, await answerUpload(request))
  const checked = checkPayload(await readJson(request))
  if (!checked.ok) return send(response, checked.refusal)
  await deliver(state, checked.payload, response)
}

function refuseRequest(
  { method, headers }: IncomingMessage,
  edge: RegExpExecArray | null,
  token: string,
): GraphAnswer | undefined {
  if (!/^Bearer \S/.test(headers.authorization ?? ''))
    return toGraphError(104, 'An access token is required to request this resource.')
  if (headers.authorization !== `Bearer ${token}`) return toGraphError(190, 'Invalid OAuth access token.')
  if (!edge || method !== 'POST') return toGraphError(100, 'Unsupported request')
  if (edge[1] !== PHONE_NUMBER_ID) return toGraphError(33, `Object with ID '${edge[1]}' does not exist`)
  return undefined
}

async function deliver(state: State, payload: Payload, response: ServerResponse): Promise<void> {
  const to = payload.to ?? payload.recipient ?? ''
  const fault = findSimulatedFault(to)
  if (typeof fault === 'object') return send(response, simulateError(fault.code))
  if (fault === 'html') {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>')
    return
  }
  const id = `wamid.HBgL${randomBytes(24).toString('base64url')}`
  if (fault !== 'silence') state.inbox.push({ id, acceptedAt: new Date().toISOString(), payload })
  if (state.inbox.length > INBOX_MAX) state.inbox.shift()
  if (fault === 'silence') return
  if (fault === 'cut') {
    response.destroy()
    return
  }
  if (fault === 'slow') await wait(state.slowAnswer, undefined, { ref: false })
  const success = toSuccess(to, id)
  send(response, { status: 200, body: fault === 'no_id' ? { ...success, messages: [{}] } : success })
}

function simulateError(code: number): GraphAnswer {
  if (code === 190) return toGraphError(code, 'Error validating access token: Session has expired.')
  const details =
    code === KNOWN_ERRORS.mediaLink.code
      ? `${KNOWN_ERRORS.mediaLink.text} with http code 404, status message Not Found`
      : 'Simulated by Trio.'
  return toGraphError(code, explainError(code).title, details)
}

/** The JSON of a request; `undefined` if it is none, or too long. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= BODY_MAX) chunks.push(chunk as Buffer)
  }
  if (size > BODY_MAX || !/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, { status, body }: GraphAnswer): void {
  response.req.resume()
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body))
}
