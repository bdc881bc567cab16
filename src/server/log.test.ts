import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import type { Fields } from './log.ts'
import { createLog, createScrub } from './log.ts'
import { Secret } from './secret.ts'
import { CANARY } from './testing/canary.ts'

it('a secret shows itself in no usual way of printing', () => {
  const secret = new Secret(CANARY)
  const texts = [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: [secret] }),
  ]
  for (const text of texts) {
    expect(text).toContain('[redacted]')
    expect(text).not.toContain(CANARY)
  }
  expect(secret.reveal()).toBe(CANARY)
})

it('a log line holds listed fields only', () => {
  const lines: string[] = []
  const log = createLog(
    (line) => lines.push(line),
    (text) => text,
  )
  log('info', 'send', { key: 'k', body: 'text', authorization: 'Bearer x' } as Fields)
  expect(Object.keys(JSON.parse(lines[0] ?? ''))).toEqual(['ts', 'level', 'event', 'key'])
})

it('T-60 every line passes the scrub', () => {
  const lines: string[] = []
  const log = createLog((line) => lines.push(line), createScrub([new Secret(CANARY)]))
  log('error', 'failed', { reason: `broken by ${CANARY}` })
  expect(JSON.parse(lines[0] ?? '').reason).toBe('broken by [redacted]')
})

it('T-60 a line is cleared of the token in every form in which it leaks', () => {
  const awkward = 'EAAG|canary.with-signs|0123456789'
  const scrub = createScrub([new Secret(CANARY), new Secret(awkward)])
  for (const token of [CANARY, awkward]) {
    const forms = [
      token,
      Buffer.from(token).toString('base64'),
      encodeURIComponent(token),
      `${token.slice(0, 16)}…`,
    ]
    for (const form of forms) expect(scrub(`before ${form} after`)).toMatch(/^before \[redacted\]\S* after$/)
  }
})
