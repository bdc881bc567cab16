import { createApp } from '../../../src/server/app.ts'
import { readEnvironment } from '../../../src/server/env.ts'
import { createLog, createPrint, createScrub } from '../../../src/server/log.ts'
import type { Runtime } from '../../../src/server/runtime.ts'
import { createTrioServer } from '../../../src/server/server.ts'
import type { Store } from '../../../src/server/store/store.ts'
import { createUpstream } from '../../../src/server/upstream.ts'

// The whole server with every guard, check and log line, but a store that lets every claim win and forgets it.
const [port, upstreamUrl = ''] = process.argv.slice(2)
const result = readEnvironment({
  WHATSAPP_ACCESS_TOKEN: 'measured-measured-measured',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  GRAPH_API_URL: upstreamUrl,
})
if (!result.ok || !result.environment.account) throw new Error('The environment of the measurement is wrong.')
const { environment } = result
const { account, graphVersion } = result.environment

const store: Partial<Store> = {
  claim: async ({ phoneNumberId, principal, key, caps: { recipient } }) => {
    const claim = { phoneNumberId, principal, key, recipient, owner: 'measured', since: new Date() }
    return { kind: 'won', claim }
  },
  settle: async () => true,
}
const log = createLog(createPrint(), createScrub(environment.secrets))
const upstream = createUpstream({ ...account, graphVersion })
const tools = { environment, log, store: store as Store, upstream }
const runtime: Runtime = {
  ...tools,
  phase: 'serving',
  inFlight: 0,
  uploading: 0,
  close: async () => undefined,
}
createTrioServer(createApp(runtime), runtime).listen(Number(port), '127.0.0.1')
