import { describe, expect, it } from 'vitest'
import { HEADER_TYPES } from './draft.ts'
import { messageSchema } from './message.ts'
import { remarkOnPayload } from './remarks.ts'
import { listStarters } from './starters.ts'
import { draftToPayload } from './to-payload.ts'

describe('starters', () => {
  it.each(listStarters())('$name lacks nothing but the recipient', ({ draft }) => {
    const issues = messageSchema.safeParse(draft).error?.issues ?? []
    expect(issues.map(({ path }) => path)).toEqual([['to']])
    expect(messageSchema.safeParse({ ...draft, to: '+447700900123' }).success).toBe(true)
  })

  it.each(listStarters())('$name has nothing to remark on', ({ draft }) => {
    expect(remarkOnPayload(draftToPayload(draft))).toEqual([])
  })

  it('are at least eight, each with a name of its own', () => {
    const names = listStarters().map(({ name }) => name)
    expect(names.length).toBeGreaterThanOrEqual(8)
    expect(new Set(names).size).toBe(names.length)
  })

  it('show every kind of header', () => {
    const types = new Set(listStarters().map(({ draft }) => draft.header.type))
    expect([...types].sort()).toEqual([...HEADER_TYPES].sort())
  })

  it('link to example.com alone', () => {
    const links = listStarters().flatMap(({ draft: { header } }) =>
      header.type === 'none' || header.type === 'text' ? [] : [header[header.type].link],
    )
    expect(links.length).toBeGreaterThan(2)
    for (const link of links) expect(new URL(link).hostname).toBe('example.com')
  })
})
