import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { emptyDraft } from '../draft.ts'
import type { MessageDraft } from '../message.ts'
import { exampleDraft } from '../samples.ts'
import { draftToPayload } from '../to-payload.ts'
import type { Expected } from './corpus/expected.ts'
import { EXPECTED } from './corpus/expected.ts'
import { IMPORT_MAX_BYTES, importText } from './import-text.ts'

const folder = new URL('./corpus/', import.meta.url)

describe('the corpus of pastes', () => {
  it('has an expectation for each file', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.txt'))
    expect(files.map((file) => file.replace('.txt', '')).toSorted()).toEqual(Object.keys(EXPECTED).toSorted())
  })

  it.each(Object.keys(EXPECTED))('%s', (name) => {
    const expected = EXPECTED[name]
    if (!expected) throw new Error('no such paste')
    const paste = readFileSync(new URL(`${name}.txt`, folder), 'utf8')
    expect(importText(paste)).toEqual(toResult(expected))
  })

  it.each(Object.keys(EXPECTED).filter((name) => !name.includes('curl')))(
    '%s gives the same with the line ends of Windows',
    (name) => {
      const paste = readFileSync(new URL(`${name}.txt`, folder), 'utf8')
      expect(importText(paste.replaceAll('\n', '\r\n'))).toEqual(importText(paste))
    },
  )
})

describe('importText', () => {
  const payload = draftToPayload({ ...exampleDraft(), to: '+12025550143' })
  const json = JSON.stringify(payload, null, 2)

  it('reads through signs that nobody sees', () => {
    const spaced = json.replaceAll('  ', '\u00a0\u200b').replaceAll(': ', '\u200d:\u2009')
    const result = importText(`\ufeff${spaced}\u200b`)
    expect(result).toEqual({ kind: 'message', draft: draftOf(payload.to), mended: [], leftOut: [] })
  })

  it('reads a draft that was downloaded while a file was on its way with the file that it had', () => {
    const draft = exampleDraft()
    draft.header.image = { source: 'upload', link: '', id: '1004200730065511' }
    const downloaded = structuredClone(draft)
    downloaded.header.image.isReplaced = true
    expect(importText(JSON.stringify(downloaded, null, 2))).toMatchObject({ kind: 'message', draft })
    expect(importText(JSON.stringify(downloaded))).not.toHaveProperty('draft.header.image.isReplaced')
  })

  it.each(['', ' '])('leaves out the message that is quoted where its ID is "%s"', (messageId) => {
    const result = importText(JSON.stringify({ ...payload, context: { message_id: messageId } }))
    expect(result).toEqual({ kind: 'message', draft: draftOf(payload.to), mended: [], leftOut: [] })
  })

  it('takes invisible signs out of a link and a media ID, and leaves them to the form in a number', () => {
    const header = { type: 'image', image: { link: '\u200bhttps://example.com/a.png\u200b' } }
    const to = '\u202a+12025550143\u202c'
    const result = importText(
      JSON.stringify({ ...payload, to, interactive: { ...payload.interactive, header } }),
    )
    expect(result).toMatchObject({ draft: { to, header: { image: { link: 'https://example.com/a.png' } } } })
  })

  it.each(['JSON.parse', 'JSON.parse twice'])('reads JSON that stands in a string as %s would', (how) => {
    const once = JSON.stringify(json)
    const result = importText(how.endsWith('twice') ? JSON.stringify(once) : once)
    expect(result).toMatchObject({ kind: 'message', draft: draftOf(payload.to), mended: [] })
  })

  it('keeps a body that is far too long whole', () => {
    const text = 'Long. '.repeat(5_000).trim()
    const result = importText(json.replace(/"text": "Hi![^\n]*"/, `"text": "${text}"`))
    expect(result).toMatchObject({ kind: 'message', draft: { body: text } })
  })

  it('names the surplus buttons by their texts and ends the list in time', () => {
    const reply = (index: number) => ({ type: 'reply', reply: { id: `b${index}`, title: `Text ${index}` } })
    const buttons = Array.from({ length: 300 }, (_, index) => reply(index))
    const result = importText(JSON.stringify({ body: { text: 'Hi' }, action: { buttons } }))
    if (result.kind !== 'message') throw new Error('not read')
    expect(result.draft.buttons.map(({ title }) => title)).toEqual(['Text 0', 'Text 1', 'Text 2'])
    expect(result.leftOut[0]?.message).toContain('“Text 3” with the ID “b3”')
    expect(result.leftOut.at(-1)?.message).toBe('And more of this kind.')
    expect(result.leftOut.length).toBeLessThan(50)
  })

  it('names a button that opens a link by its place where it has no text', () => {
    const buttons = [
      { type: 'reply', reply: { id: 'a', title: 'Yes' } },
      { type: 'url', url: 'https://example.com' },
    ]
    const result = importText(JSON.stringify({ body: { text: 'Hi' }, action: { buttons } }))
    const leftOut = result.kind === 'message' ? result.leftOut : []
    expect(leftOut.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Button 2 is left out: /),
    )
  })

  it('reads brackets 31 deep and refuses 100,000', () => {
    expect(importText(`${'['.repeat(20)}${json}${']'.repeat(20)}`)).toMatchObject({ kind: 'message' })
    expect(importText('['.repeat(100_000))).toMatchObject({
      kind: 'unreadable',
      message: 'Too many brackets stand inside each other here. Paste the message alone.',
    })
  })

  it('refuses more than 256 KB, counted in bytes', () => {
    const filled = (sign: string, count: number) => `${json}\n${sign.repeat(count)}`
    const bytes = new TextEncoder().encode(json).length + 1
    expect(importText(filled(' ', IMPORT_MAX_BYTES - bytes))).toMatchObject({ kind: 'message' })
    expect(importText(filled(' ', IMPORT_MAX_BYTES - bytes + 1))).toMatchObject({ kind: 'unreadable' })
    expect(importText(filled('☕', (IMPORT_MAX_BYTES - bytes) / 3 + 1))).toMatchObject({ kind: 'unreadable' })
  })

  it.each(['', '   \n ', '\ufeff', 'null', '42', '"text"', '[]', '{}', '{', '"'])(
    'cannot read %j',
    (text) => {
      expect(importText(text)).toMatchObject({ kind: 'unreadable' })
    },
  )

  it('says where a bracket or a text begins that is never closed', () => {
    const result = importText('{\n  "name": [1, 2\n}')
    expect(result).toMatchObject({ kind: 'unreadable', at: { line: 2, column: 11 } })
  })

  it('does not follow variables in circles', () => {
    const text =
      'a = b; b = a; body = c; c = body\nsend({ body: a, buttons: [{ type: "reply", reply: { id: b, title: c } }] })'
    expect(importText(text)).toMatchObject({ kind: 'message', draft: { body: '' } })
  })

  it.each([
    ['a list', 'a.push({a=[{b:1}]}); c += [{c=[]}]; d = {}; d.e += [{f: d.e = []}]'],
    ['an object', 'a = {}; a.b = {c: a = {}, d: a.e = {}}; '.repeat(500)],
    ['a variable', `a = {}; a = a.x; ${'a.x = {}; '.repeat(5_000)}`],
  ])('does not put %s into itself', (_, text) => {
    expect(importText(text)).toMatchObject({ kind: 'unreadable' })
  })

  it.each([
    'g.push({ g = [], body: { text: "a" } })',
    'a.b = { a = {}, body: { text: "a" } }',
    'g += [{ g = [], body: { text: "a" } }]\ng.push(g)',
  ])('puts no value into itself: %s', (text) => {
    expect(importText(text).kind).toBe('message')
  })

  it.each([
    ['a recipient of spaces', `{"to":"${' '.repeat(200_000)}x","interactive":{"body":{"text":"a"}}}`],
    ['an endless name', `x.send${'Template'.repeat(25_000)}$({to:'1'})`],
  ])('is not held up by %s', (_, text) => {
    const start = performance.now()
    importText(text)
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('does not multiply what variables repeat', () => {
    const doubling = Array.from({ length: 30 }, (_, index) => `a${index + 1} = [a${index}, a${index}]`)
    const start = performance.now()
    const result = importText(
      `a0 = "x"\n${doubling.join('\n')}\nx = { interactive: { body: a30, action: { buttons: a30 } } }`,
    )
    expect(result.kind).toBe('message')
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('repeats neither the token nor long texts in its notes', () => {
    const token = `EAA${'x1'.repeat(60)}`
    const text = `curl -H "Authorization: Bearer ${token}" -d '${json.replace('"type": "interactive"', `"${'k'.repeat(5000)}": 1`)}'`
    const result = importText(text)
    expect(result).toMatchObject({ kind: 'message' })
    expect(JSON.stringify(result)).not.toContain('x1x1')
    expect(JSON.stringify(result)).not.toContain('k'.repeat(200))
  })

  function draftOf(to: string | undefined): MessageDraft {
    return { ...exampleDraft(), to: to ?? '' }
  }
})

function toResult(expected: Expected) {
  if ('other' in expected) {
    const message = `This is ${expected.other}. Trio composes messages with reply buttons.`
    return { kind: 'other', what: expected.other, message }
  }
  if ('unreadable' in expected) {
    const { unreadable: message, at } = expected
    return { kind: 'unreadable', message, ...(at && { at }) }
  }
  const { mended = [], leftOut = [] } = expected
  return {
    kind: 'message',
    draft: toDraft(expected),
    mended: mended.map(toNote),
    leftOut: leftOut.map(toNote),
  }
}

function toDraft(expected: Exclude<Expected, { other: string } | { unreadable: string }>): MessageDraft {
  const { to, header, body, footer, buttons, extras } = expected
  const draft = emptyDraft()
  draft.to = to ?? ''
  draft.body = body ?? ''
  draft.footer = footer ?? ''
  if (buttons) draft.buttons = buttons.map(([id, title]) => ({ title, id }))
  if (extras) draft.extras = extras
  if (!header) return draft
  if ('text' in header) Object.assign(draft.header, { type: 'text', text: header.text })
  else
    for (const [type, medium] of Object.entries(header)) {
      if (type !== 'image' && type !== 'video' && type !== 'document') continue
      draft.header.type = type
      Object.assign(draft.header[type], medium)
    }
  return draft
}

function toNote(note: readonly string[]) {
  const [first = '', second] = note
  return second === undefined ? { message: first } : { pointer: first, message: second }
}
