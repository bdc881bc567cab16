import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Language } from '../../../e2e/setup/run-snippets.ts'
import { prepare, runSnippets } from '../../../e2e/setup/run-snippets.ts'
import type { Payload } from '../payload.ts'
import { exampleDraft } from '../samples.ts'
import { anyPayload, NASTY } from '../testing/any-draft.ts'
import { draftToPayload } from '../to-payload.ts'
import { toJavaScript } from './javascript.ts'
import { toPhp } from './php.ts'
import { toPython } from './python.ts'
import type { SnippetOptions } from './request.ts'

const VERSION = { graphVersion: 'v26.0' }

const LANGUAGES: [Language, (payload: Payload, options: SnippetOptions) => string][] = [
  ['javascript', toJavaScript],
  ['python', toPython],
  ['php', toPhp],
]

const example = draftToPayload({ ...exampleDraft(), to: '+12025550143' })

describe.each(LANGUAGES)('the %s snippet', (language, toSnippet) => {
  beforeAll(() => prepare(language), 300_000)

  it('sends exactly the payload, whatever texts it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPayload(), { minLength: 60, maxLength: 60 }), async (payloads) => {
        const { arrived, exitCode, stderr } = await runSnippets(
          language,
          payloads.map((payload) => toSnippet(payload, VERSION)),
        )
        expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
        expect(arrived.map(({ body }) => JSON.parse(body))).toEqual(
          payloads.map((payload) => asSentBy(language, payload)),
        )
      }),
      { numRuns: 1, endOnFailure: true },
    )
  }, 60_000)

  it('keeps each nasty text, one by one and in every field', async () => {
    const payloads = NASTY.map(withText)
    const { arrived } = await runSnippets(
      language,
      payloads.map((payload) => toSnippet(payload, VERSION)),
    )
    expect(arrived.map(({ body }) => JSON.parse(body))).toEqual(
      payloads.map((payload) => asSentBy(language, payload)),
    )
  }, 60_000)

  it('posts as JSON to the messages of the number, with the token of the environment', async () => {
    const { arrived, stdout } = await runSnippets(language, [
      toSnippet(example, VERSION),
      toSnippet(example, { ...VERSION, phoneNumberId: '12345' }),
    ])
    const request = { method: 'POST', authorization: 'Bearer EAAGtoken', contentType: 'application/json' }
    expect(arrived).toMatchObject([
      { ...request, path: '/v26.0/4711/messages' },
      { ...request, path: '/v26.0/12345/messages' },
    ])
    expect(stdout).toBe('Accepted: wamid.accepted\n'.repeat(2))
  })

  it('fails with Meta’s reasons when the message is refused', async () => {
    const body = '{"error":{"code":131009,"error_data":{"details":"Body text length invalid."}}}'
    const run = await runSnippets(language, [toSnippet(example, VERSION)], { status: 400, body })
    expect(run.exitCode).toBe(1)
    expect(run.stderr).toContain('Body text length invalid.')
    expect(run.stdout).toBe('')
  })

  it('takes nothing but digits for a number’s id and nothing but a version for a version', () => {
    const snippet = toSnippet(example, { graphVersion: `v2'\`"\${}\n;`, phoneNumberId: "1'2" })
    expect(snippet).toContain('https://graph.facebook.com/v2/')
    expect(snippet).toContain('WHATSAPP_PHONE_NUMBER_ID')
  })

  it('shows no sign that hides, moves or breaks what is read', () => {
    const snippet = toSnippet(withText(NASTY.join('')), VERSION)
    expect(snippet.replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202e\u2066]/u,
    )
  })
})

function withText(text: string): Payload {
  return {
    ...example,
    to: text,
    biz_opaque_callback_data: text,
    interactive: {
      type: 'button',
      header: { type: 'document', document: { link: text, filename: text } },
      body: { text },
      footer: { text },
      action: { buttons: [{ type: 'reply', reply: { id: text, title: text } }] },
    },
  }
}

/** PHP has no text with half a sign in it. */
function asSentBy(language: Language, payload: Payload): unknown {
  const json = JSON.stringify(payload)
  return JSON.parse(language === 'php' ? json.replace(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd') : json)
}
