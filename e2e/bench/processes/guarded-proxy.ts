import { readEnvironment } from '../../../src/server/env.ts'
import { createSecurityHeaders } from '../../../src/server/headers.ts'
import { createLog, createPrint, createScrub } from '../../../src/server/log.ts'
import { createParts, listSecrets } from '../../../src/server/parts.ts'
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
const scrub = createScrub(listSecrets(environment))
const log = createLog(createPrint(), scrub)
const files = { html: undefined, has: () => false, serve: () => undefined }
const upstream = createUpstream({ ...account, url: account.graphUrl, graphVersion })
const runtime = { store: store as Store, upstream, phase: 'serving' as const, close: async () => undefined }
const parts = createParts(environment, runtime, { log, scrub, files })
const security = createSecurityHeaders({ styleHashes: [], https: false })
createTrioServer({ ...parts, security, isLeaving: () => false }).listen(Number(port), '127.0.0.1')
