import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tokenize } from './tokenize.ts'

describe('the colours of JSON', () => {
  it('lose no sign of any line', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const lines = JSON.stringify(JSON.parse(json), null, 2).split('\n')
        for (const line of lines)
          expect(
            tokenize(line)
              .map(({ text }) => text)
              .join(''),
          ).toBe(line)
      }),
    )
  })

  it('tell keys from texts, also where a text looks like a key', () => {
    expect(tokenize('  "text": "say \\"a\\": b",')).toEqual([
      { kind: 'rest', text: '  ' },
      { kind: 'key', text: '"text"' },
      { kind: 'rest', text: ': ' },
      { kind: 'string', text: '"say \\"a\\": b"' },
      { kind: 'rest', text: ',' },
    ])
  })
})
