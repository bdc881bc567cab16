import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CANARY, refuseLeaks } from './testing/canary.ts'
import { accept, graphError, json, startFakeUpstream } from './testing/fake-upstream.ts'
import { newKey, newPayload, startTrio } from './testing/trio.ts'

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

// Tokens of test numbers and of system users look otherwise, and may stand where the end of a long text is cut off.
it('T-62 a token of any look, repeated in any field of an answer, goes no further', async () => {
  const token = `1234567890123456|${'SeCrEtPaRt'.repeat(8)}`
  const upstream = await startFakeUpstream()
  const trio = await startTrio(upstream.url, { WHATSAPP_ACCESS_TOKEN: token })
  const told: string[] = []
  const escaped = token.replace(/./g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
  const answers = [
    json(400, JSON.stringify(graphError(100, 'Sent with it.')).replace('it.', escaped)),
    json(400, graphError(100, `${'x'.repeat(200)} token ${token} end`)),
    json(400, graphError(100, `sent with ${token.slice(0, 40)}`)),
    json(400, {
      error: { code: 100, message: 'no', fbtrace_id: token.slice(0, 16), error_data: { details: token } },
    }),
    json(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: token, wa_id: token }],
      messages: [{ id: `wamid.${token}`, message_status: `Bearer ${token}` }],
    }),
  ]
  for (const [i, behaviour] of answers.entries()) {
    upstream.behave(behaviour)
    const key = `leaks-of-any-look-${i}`
    told.push(await (await trio.send(newPayload(), key)).text())
    told.push(await (await trio.request(`/api/messages/${key}`)).text())
  }
  expect(told.join('').match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(8)
  for (const text of [...told, ...trio.lines]) expect(text).not.toMatch(/SeCrEt|1234567890123456/)
  await trio.close()
  await upstream.close()
})

it('T-60 the store holds no token, no text and no number, of the recipient two digits alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trio-'))
  const upstream = await startFakeUpstream()
  const variables = { DATABASE_URL: `file:${join(folder, 'trio.db')}`, WHATSAPP_APP_SECRET: APP_SECRET }
  const trio = await startTrio(upstream.url, variables)
  const keys = [newKey(), newKey(), newKey()]
  const behaviours = [accept, json(400, graphError(131009, CANARY, CANARY)), json(200, 'cut')]
  for (const [i, behaviour] of behaviours.entries()) {
    upstream.behave(behaviour)
    await trio.send(newPayload(`+49151123456${70 + i}`), keys[i])
  }
  await trio.close()
  await upstream.close()
  const files = readdirSync(folder)
  const dump = files.map((name) => readFileSync(join(folder, name), 'latin1')).join('\n')
  for (const key of keys) expect(dump).toContain(key)
  expect(dump).toMatch(/70#[\w-]{8}/)
  refuseLeaks(dump, 'the store')
  for (const secret of ['15112345', CANARY.slice(0, 16), APP_SECRET, 'bicycle', 'tomorrow'])
    expect(dump).not.toContain(secret)
  rmSync(folder, { recursive: true })
})

it('T-60 the hunt finds a token in every form', () => {
  const base64 = Buffer.from(CANARY).toString('base64')
  const other = `EAAB${randomBytes(20).toString('hex')}`
  for (const text of [CANARY, base64, `a "${other}" b`]) {
    expect(() => refuseLeaks(text, 'a text')).toThrow(/^the token shows in a text/)
  }
  expect(() => refuseLeaks('nothing of it, nor EAAG…', 'a text')).not.toThrow()
  const hash = `EAA${createHash('sha256').update('a recipient').digest('hex').slice(0, 40)}`
  expect(() => refuseLeaks(`recipient:106540352242922:${hash}`, 'a store')).not.toThrow()
  expect(() => refuseLeaks(`106540352242922:${hash}`, 'a store')).toThrow()
})
