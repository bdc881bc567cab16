import { expect, it } from 'vitest'
import { graphError, json, startFakeUpstream } from './testing/fake-upstream.ts'
import { CANARY, newPayload, startTrio } from './testing/trio.ts'

const APP_SECRET = 'app-secret-canary-0123456789'

// A token as such is known by its looks already; these are known only to the server that holds it.
it.each([
  ['the token in base64', Buffer.from(CANARY).toString('base64')],
  ['the beginning of the token', `${CANARY.slice(0, 16)}…`],
  ['the app secret', APP_SECRET],
])(
  'T-62 %s in an error of WhatsApp reaches neither the answer nor the record nor the log',
  async (_, form) => {
    const upstream = await startFakeUpstream(json(400, graphError(131009, `Sent with ${form} by you`)))
    const trio = await startTrio(upstream.url, { WHATSAPP_APP_SECRET: APP_SECRET })
    const key = 'leaks-0123456789abcdef'
    const answer = await (await trio.send(newPayload(), key)).text()
    const record = await (await trio.request(`/api/messages/${key}`)).text()
    expect(JSON.parse(answer)).toMatchObject({ upstream: { code: 131009 } })
    for (const text of [answer, record, trio.lines.join('')])
      expect(text).not.toContain(form.replace('…', ''))
    await trio.close()
    await upstream.close()
  },
)
