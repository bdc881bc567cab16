import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toHandoverMarkdown } from './handover.ts'
import { toJson } from './json.ts'
import type { Payload } from './payload.ts'
import { exampleDraft } from './samples.ts'
import { toCurl } from './snippets.ts'
import { anyPayload, NASTY } from './testing/any-draft.ts'
import { draftToPayload } from './to-payload.ts'
import { parseWebhook } from './webhook.ts'

const options = { graphVersion: 'v26.0', phoneNumberId: '12345' }
const example = draftToPayload({ ...exampleDraft(), to: '+12025550143' })

describe('the hand-over sheet', () => {
  it('holds the payload and the cURL command as they are copied elsewhere', () => {
    const { blocks } = read(toHandoverMarkdown({ payload: example, ...options }))
    expect(blocks[0]).toEqual({ language: 'json', code: toJson(example) })
    expect(blocks[1]).toEqual({ language: 'sh', code: toCurl(example, options) })
  })

  it('lists text and ID of each button, with room for what is to happen', () => {
    expect(read(toHandoverMarkdown({ payload: example, ...options })).rows).toEqual([
      '| Button text | Button ID | What is to happen |',
      '|---|---|---|',
      '| I’ll be there | `ill-be-there` | |',
      '| Another time | `another-time` | |',
      '| Cancel | `cancel` | |',
    ])
  })

  it('shows what each tap posts, in both shapes', () => {
    const { blocks } = read(toHandoverMarkdown({ payload: example, ...options }))
    expect(parseWebhook(JSON.parse(blocks[2]?.code ?? ''))).toMatchObject([
      { kind: 'tap', from: '12025550143', button: { id: 'ill-be-there', title: 'I’ll be there' } },
    ])
    expect(blocks[3]?.code.split('\n').map((line) => JSON.parse(line))).toEqual([
      { type: 'button_reply', button_reply: { id: 'another-time', title: 'Another time' } },
      { type: 'button_reply', button_reply: { id: 'cancel', title: 'Cancel' } },
    ])
    expect(JSON.parse(blocks[4]?.code ?? '')).toEqual({
      type: 'button',
      button: { payload: 'ill-be-there', text: 'I’ll be there' },
    })
  })

  it('names the rules: limits, 24 hours, price, and those of the medium in the header', () => {
    const sheet = toHandoverMarkdown({ payload: example, ...options })
    for (const fact of ['body 1024', 'button text 20', '24 hours', '131047', '1 October 2026', '1,000 free'])
      expect(sheet).toContain(fact)
    expect(sheet).not.toContain('media ID')
    expect(toHandoverMarkdown({ payload: withHeader({ id: '1' }), ...options })).toContain('for 30 days')
    expect(
      toHandoverMarkdown({ payload: withHeader({ link: 'https://example.com/a.png' }), ...options }),
    ).toContain('131053')
  })

  it('asks for the recipient only while there is none', () => {
    const { to: _, ...unaddressed } = example
    expect(toHandoverMarkdown({ payload: unaddressed, ...options })).toContain('no recipient yet')
    expect(toHandoverMarkdown({ payload: example, ...options })).not.toContain('no recipient yet')
  })

  it('keeps its form whatever the texts of the message look like', () => {
    const nasty = NASTY.join('')
    const markdown = [
      '# x',
      '\n# x\n',
      '| a | b |',
      '`',
      '``',
      '```\n# x',
      '~~~',
      '<b>x</b>',
      '[x](y)',
      '---',
    ]
    const payloads = fc.oneof(anyPayload(), fc.constantFrom(nasty, ...markdown).map(withText))
    fc.assert(
      fc.property(payloads, (payload) => {
        const sheet = toHandoverMarkdown({ payload, ...options })
        const { headings, rows, blocks } = read(sheet)
        expect(headings).toEqual([
          '# WhatsApp message with reply buttons',
          '## Payload',
          '## Sending it',
          '## What each button means',
          '## What a tap posts to your webhook',
          '## Rules',
        ])
        const { buttons } = payload.interactive.action
        expect(rows.slice(2).map(toCells)).toEqual(
          buttons.map(() => [expect.any(String), expect.any(String), '']),
        )
        expect(JSON.parse(blocks[0]?.code ?? '')).toEqual(payload)
        expect(sheet.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202e\u2066]/u)
      }),
    )
  })

  it('shows every text and ID in its row', () => {
    const { rows } = read(toHandoverMarkdown({ payload: withText('a|b `c` *d* <e> \\'), ...options }))
    expect(rows[2]).toBe('| a\\|b \\`c\\` \\*d\\* \\<e\\> \\\\ | ``a\\|b `c` *d* <e> \\`` | |')
    const hidden = read(toHandoverMarkdown({ payload: withText('x\u202ey'), ...options }))
    expect(hidden.rows[2]).toBe('| x y | `"x\\u202ey"` | |')
    const escaped = read(toHandoverMarkdown({ payload: withText('x\\|y'), ...options }))
    expect(toCells(escaped.rows[2] ?? '')).toEqual(['x\\\\\\|y', '`"x\\\\\\|y"`', ''])
  })

  it('makes no link of an address in a text, which would show the backslashes in it', () => {
    const { rows } = read(toHandoverMarkdown({ payload: withText('WWW.my_shop.com 5.30'), ...options }))
    expect(rows[2]).toBe('| WWW\\.my\\_shop.com 5.30 | `WWW.my_shop.com 5.30` | |')
  })
})

function withHeader(image: { id: string } | { link: string }): Payload {
  return { ...example, interactive: { ...example.interactive, header: { type: 'image', image } } }
}

function withText(text: string): Payload {
  const reply = { id: text, title: text }
  return {
    ...example,
    interactive: { ...example.interactive, body: { text }, action: { buttons: [{ type: 'reply', reply }] } },
  }
}

/** Cells of a row: a bar with a backslash before it does not end one. */
function toCells(row: string): string[] {
  return row
    .split(/(?<!\\)(?:\\\\)*\|/)
    .slice(1, -1)
    .map((cell) => cell.trim())
}

/** Headings, rows and code blocks, by CommonMark's rule that a block ends at a fence at least as long as the one it began with. */
function read(markdown: string) {
  const headings: string[] = []
  const rows: string[] = []
  const blocks: { language: string; code: string }[] = []
  const lines = markdown.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    const [, fence, language = ''] = /^(`{3,})(\w*)$/.exec(line) ?? []
    if (fence) {
      const end = lines.findIndex(
        (other, index) => index > at && /^`+$/.test(other) && other.length >= fence.length,
      )
      blocks.push({ language, code: lines.slice(at + 1, end).join('\n') })
      at = end
    } else if (line.startsWith('#')) headings.push(line)
    else if (line.startsWith('|')) rows.push(line)
  }
  return { headings, rows, blocks }
}
