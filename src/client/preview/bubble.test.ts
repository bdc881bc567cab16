import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { emptyDraft } from '#whatsapp/draft.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { exampleDraft } from '#whatsapp/samples.ts'
import { Bubble } from './bubble.tsx'

function render(changes: Partial<MessageDraft>): string {
  return renderToStaticMarkup(createElement(Bubble, { draft: { ...emptyDraft(), ...changes } }))
}

function partsOf(markup: string): (string | undefined)[] {
  return Array.from(markup.matchAll(/data-part="(\w+)"/g), ([, part]) => part)
}

function withHeaderText(text: string): Pick<MessageDraft, 'header'> {
  return { header: { ...emptyDraft().header, type: 'text', text } }
}

test('the parts stand in the order of the message, the buttons beneath', () => {
  expect(partsOf(render(exampleDraft()))).toEqual([
    'header',
    'body',
    'footer',
    'time',
    'button',
    'button',
    'button',
  ])
})

test('a blank footer is left out, as the payload leaves it out', () => {
  expect(partsOf(render({ body: 'Hi', footer: ' \n' }))).toEqual(['body', 'time', 'button'])
})

test('an empty draft shows where its texts will stand', () => {
  const markup = render(withHeaderText(''))
  for (const hint of ['Header text', 'Your message', 'Button text']) expect(markup).toContain(`>${hint}<`)
})

test('the body is formatted', () => {
  const markup = render({ body: '*bold* _italic_ ~gone~ `code` *_both_*' })
  expect(markup).toContain(
    '<strong>bold</strong> <em>italic</em> <s>gone</s> <code class="bubble-code">code</code> <strong><em>both</em></strong>',
  )
})

test('marks in header, footer and button are shown as typed', () => {
  const markup = render({
    ...withHeaderText('*A*'),
    body: 'Hi',
    footer: '_B_',
    buttons: [{ title: '~C~', id: 'c' }],
  })
  for (const typed of ['*A*', '_B_', '~C~']) expect(markup).toContain(`>${typed}<`)
})

test('addresses become links in body and footer, and only there', () => {
  const address = 'https://example.com/?a=1&b=2'
  const link =
    '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">https://example.com/?a=1&amp;b=2</a>'
  const markup = render({
    ...withHeaderText(address),
    body: address,
    footer: address,
    buttons: [{ title: address, id: 'a' }],
  })
  expect(markup.split(link)).toHaveLength(3)
  expect(markup.split('<a ')).toHaveLength(3)
})

test('every line of the body finds its own direction, and lists keep the numbers that were typed', () => {
  expect(render({ body: 'Hello\nשלום\n7. seven\n12. twelve' })).toContain(
    '<p dir="auto">Hello</p><p dir="auto">שלום</p><ol><li dir="auto" data-marker="7.">seven</li><li dir="auto" data-marker="12.">twelve</li></ol>',
  )
})

test('no text whatsoever becomes an element or an attribute of its own', () => {
  const hostile = fc.constantFrom(
    '<img src=x onerror=alert(1)>',
    '"><script>alert(1)</script>',
    'javascript:alert(1)',
    'https://example.com/"onclick="alert(1)',
    '- ',
    '> ',
    '1. ',
    '*',
    '`',
    '```',
    '\n',
    'שלום',
  )
  const text = fc.array(fc.oneof(hostile, fc.string({ unit: 'binary' }))).map((pieces) => pieces.join(''))
  const known =
    /<\/?(?:div|p|ul|ol|li|br|blockquote|strong|em|s|code|a|span|bdi|svg|path)(?: (?:class|dir|data-part|data-ends|data-marker|viewBox|aria-hidden|d|href|target|rel)="[^"<>]*")*\/?>/g
  fc.assert(
    fc.property(text, text, text, text, (header, body, footer, title) => {
      const markup = render({ ...withHeaderText(header), body, footer, buttons: [{ title, id: 'x' }] })
      expect(markup.replace(known, '')).not.toMatch(/[<>]/)
      expect(markup).not.toMatch(/href="(?!https?:)/i)
    }),
    { numRuns: 40 },
  )
})
