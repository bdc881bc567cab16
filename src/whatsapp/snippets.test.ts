import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toJson } from './json.ts'
import type { Payload } from './payload.ts'
import { fromPayload } from './payload.ts'
import { toCurl } from './snippets.ts'

// Every UTF-16 unit, half a pair of surrogates too.
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit))

const full: Payload = {
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to: '+12025550143',
  context: { message_id: 'wamid.1' },
  biz_opaque_callback_data: 'order-42',
  type: 'interactive',
  interactive: {
    type: 'button',
    header: { type: 'document', document: { id: '1004200730065511', filename: 'a.pdf' } },
    body: { text: 'Choose' },
    footer: { text: 'Thanks' },
    action: { buttons: [{ type: 'reply', reply: { id: 'book-slot', title: 'Book a time' } }] },
  },
}

function withText(text: string): Payload {
  const { interactive } = full
  return {
    ...full,
    interactive: {
      ...interactive,
      body: { text },
      footer: { text },
      action: { buttons: [{ type: 'reply', reply: { id: text, title: text } }] },
    },
  }
}

const hostile = [
  `it's`,
  `'"'"'`,
  '$WHATSAPP_ACCESS_TOKEN $(id) `id` $' + '{HOME} !! \\ \\\\ \\n %s',
  'a\nb\r\nc\td',
  'EOF\n"; rm -rf x; #',
  '👩‍👩‍👧 🇩🇪 é e\u0301 שלום\u200f مرحبا\u202e\u2066x\u2069',
  '\u0000\u0007\u001b[2J\u007f\u0085\u009b\u2028\ud800',
  '@file',
  '-X DELETE',
  'x'.repeat(1024),
]

const texts = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: anyUnit, maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom(
      "'",
      '"',
      '\\',
      '$',
      '`',
      '\n',
      '!',
      '(',
      ')',
      '#',
      '&',
      ';',
      '|',
      '*',
      '~',
      ' ',
      'a',
    ),
    maxLength: 40,
  }),
)

describe('the JSON', () => {
  it('has the keys in the order of the samples, whatever order they came in', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      )
    }
    const read = fromPayload(reversed(full))
    expect(read.ok && toJson(read.payload)).toBe(JSON.stringify(full, null, 2))
  })

  it('of every kind of header loses nothing', () => {
    const headers: Payload['interactive']['header'][] = [
      undefined,
      { type: 'text', text: 'Hi' },
      { type: 'image', image: { link: 'https://example.com/a.png' } },
      { type: 'video', video: { id: '1' } },
    ]
    for (const header of headers) {
      const payload: Payload = {
        ...full,
        recipient: 'US.70010020030040050060',
        recipient_identity_key_hash: 'h',
        interactive: { ...full.interactive, ...(header && { header }) },
      }
      expect(JSON.parse(toJson(payload))).toEqual(payload)
    }
  })

  it('means the same for any text, and shows no sign that a terminal obeys', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const json = toJson(withText(text))
        expect(JSON.parse(json)).toEqual(withText(text))
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
        expect(json).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)
        expect(Buffer.from(json).toString()).toBe(json)
      }),
    )
  })
})

describe('the cURL command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trio-curl-'))

  beforeAll(() => {
    const stub = join(folder, 'curl')
    writeFileSync(stub, "#!/bin/sh\nprintf '%s\\000' \"$@\"\nprintf '\\001'\n")
    chmodSync(stub, 0o755)
  })

  afterAll(() => rmSync(folder, { recursive: true }))

  /** Runs snippets in a shell whose `curl` prints its arguments, and gives the arguments of each. */
  function runInShell(snippets: string[]): string[][] {
    const output = execFileSync('/bin/sh', {
      input: snippets.join('\n'),
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        WHATSAPP_ACCESS_TOKEN: 'EAAGtoken',
        WHATSAPP_PHONE_NUMBER_ID: '4711',
      },
      encoding: 'utf8',
    })
    return output
      .split('\u0001')
      .slice(0, -1)
      .map((call) => call.split('\u0000').slice(0, -1))
  }

  it('is what a developer expects to read', () => {
    const [head] = toCurl(full, { graphVersion: 'v26.0' }).split('--data')
    expect(head).toBe(
      [
        'curl -X POST "https://graph.facebook.com/v26.0/$WHATSAPP_PHONE_NUMBER_ID/messages" \\',
        '  -H "Authorization: Bearer $WHATSAPP_ACCESS_TOKEN" \\',
        "  -H 'Content-Type: application/json' \\",
        '  ',
      ].join('\n'),
    )
  })

  it('names the phone number id if it is known, and nothing else in its place', () => {
    expect(toCurl(full, { graphVersion: 'v26.0', phoneNumberId: '12345' })).toContain(
      '/v26.0/12345/messages"',
    )
    expect(toCurl(full, { graphVersion: 'v2"; id', phoneNumberId: '$(id)' })).toContain(
      '"https://graph.facebook.com/v2id/$WHATSAPP_PHONE_NUMBER_ID/messages"',
    )
  })

  it('hands curl the very bytes of the JSON, for any text', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 20, maxLength: 30 }), (all) => {
        const payloads = all.map(withText)
        const calls = runInShell(payloads.map((payload) => toCurl(payload, { graphVersion: 'v26.0' })))
        expect(calls).toEqual(
          payloads.map((payload) => [
            '-X',
            'POST',
            'https://graph.facebook.com/v26.0/4711/messages',
            '-H',
            'Authorization: Bearer EAAGtoken',
            '-H',
            'Content-Type: application/json',
            '--data',
            toJson(payload),
          ]),
        )
      }),
      { numRuns: 10 },
    )
  })

  const hasCurl = spawnSync('curl', ['--version']).status === 0

  it.runIf(hasCurl)('sends the very bytes of the JSON over HTTP', async () => {
    const requests: { path: string | undefined; authorization: string | undefined; body: string }[] = []
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      requests.push({
        path: request.url,
        authorization: request.headers.authorization,
        body: Buffer.concat(chunks).toString(),
      })
      response.end('{}')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const env = {
      PATH: process.env.PATH,
      NO_PROXY: '*',
      WHATSAPP_ACCESS_TOKEN: 'EAAGtoken',
      WHATSAPP_PHONE_NUMBER_ID: '4711',
    }
    for (const text of hostile) {
      const snippet = toCurl(withText(text), { graphVersion: 'v26.0' }).replace(
        'https://graph.facebook.com',
        origin,
      )
      await promisify(execFile)('/bin/sh', ['-c', snippet], { env })
    }
    server.close()
    expect(requests).toEqual(
      hostile.map((text) => ({
        path: '/v26.0/4711/messages',
        authorization: 'Bearer EAAGtoken',
        body: toJson(withText(text)),
      })),
    )
  })
})
