import { deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageDraft } from '#whatsapp/message.ts'
import { exampleDraft } from '#whatsapp/samples.ts'
import { anyDraft } from '#whatsapp/testing/any-draft.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { isShareLink } from './is-share-link.ts'
import { openShareLink, toShareLink } from './share-link.ts'

const ORIGIN = 'http://127.0.0.1:4850'

describe('a share link', () => {
  it('opens as the message that was shared, without its recipient', async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft(), async (draft) => {
        const opened = await openShareLink(await toHash(draft))
        expect(opened).toEqual({ ok: true, draft: asShown(draft), notes: [] })
      }),
      { numRuns: 300 },
    )
  })

  it('shows and sends the same for the one who opens it', async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft(), async (draft) => {
        const opened = await openShareLink(await toHash(draft))
        if (!opened.ok) throw new Error(opened.message)
        const {
          to: _,
          recipient: __,
          context: ___,
          recipient_identity_key_hash: ____,
          ...message
        } = draftToPayload(draft)
        expect(draftToPayload(opened.draft)).toEqual(message)
      }),
    )
  })

  it('is one plain line behind the hash, where no server sees it', async () => {
    const link = await toShareLink(exampleDraft(), ORIGIN)
    expect(link.ok && link.url).toMatch(/^http:\/\/127\.0\.0\.1:4850\/#draft=[\w-]{200,500}$/)
    expect(link.ok && isShareLink(new URL(link.url).hash)).toBe(true)
  })

  it('holds nothing of the recipient and nothing of fields that do not show', async () => {
    const draft = exampleDraft()
    draft.to = '+12025550143-SECRET'
    draft.header.type = 'image'
    draft.header.image = { source: 'id', id: '1004200730065511', link: 'https://example.com/SECRET.png' }
    draft.header.document.filename = 'SECRET.pdf'
    draft.header.text = 'SECRET'
    draft.extras = {
      recipient: 'US.SECRET',
      context: { message_id: 'wamid.SECRET' },
      recipient_identity_key_hash: 'SECRET',
      biz_opaque_callback_data: 'order-42',
    }
    const packed = (await toHash(draft)).slice('#draft='.length)
    const json = inflateRawSync(Buffer.from(packed, 'base64url')).toString()
    expect(json).not.toContain('SECRET')
    expect(json).toContain('1004200730065511')
    expect(json).toContain('order-42')
  })

  it('is not made of a message that no link can hold', async () => {
    const body = Array.from({ length: 40_000 }, (_, index) =>
      String.fromCharCode(33 + ((index * index * 7919) % 8191)),
    ).join('')
    expect(await toShareLink({ ...exampleDraft(), body }, ORIGIN)).toMatchObject({
      ok: false,
      reason: 'too_long',
      message: expect.stringContaining('Copy the JSON'),
    })
  })

  it('that was cut off anywhere says so', async () => {
    const hash = await toHash(exampleDraft())
    for (let end = '#draft='.length; end < hash.length; end += 1)
      expect(await openShareLink(hash.slice(0, end))).toMatchObject({
        ok: false,
        message: expect.stringContaining('cut off'),
      })
  })

  it('that was changed anywhere opens as some draft or is refused, and never throws', async () => {
    const hash = await toHash(exampleDraft())
    const change = fc.record({ at: fc.nat(hash.length - 1), by: fc.string({ unit: 'binary', maxLength: 3 }) })
    await fc.assert(
      fc.asyncProperty(change, async ({ at, by }) => {
        const opened = await openShareLink(hash.slice(0, at) + by + hash.slice(at + 1))
        expect(opened.ok ? typeof opened.draft.body : typeof opened.message).toBe('string')
      }),
      { numRuns: 300 },
    )
  })
})

describe('a hostile link', () => {
  it.each([
    ['10 MB of nothing', JSON.stringify(' '.repeat(10_000_000)), 'more than any message'],
    ['10 MB of brackets', '['.repeat(10_000_000), 'more than any message'],
    ['JSON 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000), 'does not hold a message'],
    ['a draft 30,000 deep', `{"v":1,"b":${'{"b":'.repeat(30_000)}1${'}'.repeat(30_001)}`, 'its body'],
    [
      '20,000 buttons',
      JSON.stringify({ v: 1, b: '', r: Array(20_000).fill(['', '']) }),
      'its list of buttons',
    ],
  ])('with %s is refused within 200 ms', async (_, text, reason) => {
    const hash = toHashOf(text)
    const durations: number[] = []
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const start = performance.now()
      await openShareLink(hash)
      durations.push(performance.now() - start)
    }
    expect(Math.min(...durations)).toBeLessThan(200)
    expect(await openShareLink(hash)).toMatchObject({ ok: false, message: expect.stringContaining(reason) })
  })

  it.each([
    ['no JSON', 'hello', 'changed on its way'],
    ['a body that is no text', '{"v":1,"b":{"__html":"<img>"},"r":[]}', 'its body'],
    ['text that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'changed on its way'],
  ])('with %s says what is broken', async (_, text, reason) => {
    expect(await openShareLink(toHashOf(text))).toMatchObject({
      ok: false,
      message: expect.stringContaining(reason),
    })
  })

  it('of any kind is refused and not thrown', async () => {
    const beginnings = fc.constantFrom('', '#', '#draft=', '#payload=', '#payload=%7B', '#DRAFT=')
    await fc.assert(
      fc.asyncProperty(beginnings, fc.string({ unit: 'binary' }), async (beginning, rest) => {
        expect(await openShareLink(beginning + rest)).toMatchObject({ ok: false })
      }),
    )
    expect(await openShareLink(`#draft=${'A'.repeat(5_000_000)}`)).toMatchObject({
      message: expect.stringContaining('longer than any'),
    })
  })
})

describe('a link with a payload', () => {
  const payload = draftToPayload({ ...exampleDraft(), to: '+12025550143' })

  it('opens as its message, without the recipient', async () => {
    expect(await openPayload(payload)).toEqual({ ok: true, draft: exampleDraft(), notes: [] })
    const { to: _, ...unaddressed } = payload
    expect(await openPayload(unaddressed)).toEqual({ ok: true, draft: exampleDraft(), notes: [] })
    const wrong = { ...payload, to: '(631) 555-1234', recipient: 42, context: { message_id: 'wamid.1' } }
    expect(await openPayload(wrong)).toEqual({ ok: true, draft: exampleDraft(), notes: [] })
  })

  it('with a valid payload opens exactly as that, and never throws on another', async () => {
    await fc.assert(
      fc.asyncProperty(anyDraft(), fc.boolean(), async (draft, isValid) => {
        const buttons = [{ title: 'A', id: 'a' }]
        const valid: Partial<MessageDraft> = {
          header: exampleDraft().header,
          body: `x${draft.body}`,
          buttons,
        }
        const any = draftToPayload(isValid ? { ...exampleDraft(), ...valid, to: '+12025550143' } : draft)
        const opened = await openPayload(any)
        if (!isValid) expect(opened.ok || opened.message !== '').toBe(true)
        else expect(opened).toEqual({ ok: true, draft: { ...exampleDraft(), ...valid }, notes: [] })
      }),
    )
  })

  it('that breaks a limit opens all the same, to be mended in the form', async () => {
    const body = { text: 'x'.repeat(1025) }
    const opened = await openPayload({ ...payload, interactive: { ...payload.interactive, body } })
    expect(opened).toMatchObject({
      ok: true,
      draft: { to: '', body: body.text, footer: exampleDraft().footer },
    })
  })

  it('with a part that has no place says what was left out, but nothing of the recipient', async () => {
    const opened = await openPayload({ ...payload, to: '(631) 555-1234', preview_url: true })
    expect(opened).toEqual({
      ok: true,
      draft: exampleDraft(),
      notes: [{ pointer: '/preview_url', message: expect.any(String) }],
    })
    expect(JSON.stringify(opened)).not.toContain('631')
  })

  it.each([
    ['cut within a sign', '#payload=%7B%2', 'a % in it stands wrong'],
    ['cut within the JSON', '#payload=%7B%22to%22', 'No message can be read'],
    ['not an object', '#payload=%5B%5D', 'Trio cannot open'],
    ['too long', `#payload=${'%20'.repeat(17_000)}`, 'longer than any message'],
    ['deep', `#payload=${'['.repeat(8_000)}${']'.repeat(8_000)}`, 'Trio cannot open'],
    ['empty', '#payload=', 'cut off'],
    ['of blanks', '#payload=%20', 'cut off'],
    ['of words', '#payload=hello', 'no message with reply buttons'],
    ['of the name of a file', '#payload=curl%20-d%20%40message.json', 'no message with reply buttons'],
  ])('that is %s says what is broken, with no advice on pasting', async (_, hash, reason) => {
    const opened = await openShareLink(hash)
    expect(opened).toMatchObject({ ok: false, message: expect.stringContaining(reason) })
    expect(opened).not.toMatchObject({ message: expect.stringMatching(/paste/i) })
  })

  function openPayload(json: unknown) {
    return openShareLink(`#payload=${encodeURIComponent(JSON.stringify(json))}`)
  }
})

async function toHash(draft: MessageDraft): Promise<string> {
  const link = await toShareLink(draft, ORIGIN)
  if (!link.ok) throw new Error(link.message)
  return new URL(link.url).hash
}

function toHashOf(content: string | Buffer): string {
  return `#draft=${deflateRawSync(content, { level: 9 }).toString('base64url')}`
}

/** The draft with empty fields wherever the form shows none, and nothing of its recipient. */
function asShown(draft: MessageDraft): MessageDraft {
  const { header, body, footer, buttons, extras } = draft
  const ofMedium = (type: 'image' | 'video' | 'document') => {
    const { source, link, id } = header[type]
    if (header.type !== type) return { source: 'link' as const, link: '', id: '' }
    return { source, link: source === 'link' ? link : '', id: source === 'link' ? '' : id }
  }
  const filename = header.type === 'document' ? header.document.filename : ''
  const tracking = extras?.biz_opaque_callback_data
  return {
    to: '',
    header: {
      type: header.type,
      text: header.type === 'text' ? header.text : '',
      image: ofMedium('image'),
      video: ofMedium('video'),
      document: { ...ofMedium('document'), filename },
    },
    body,
    footer,
    buttons,
    ...(tracking !== undefined && { extras: { biz_opaque_callback_data: tracking } }),
  }
}
