import { describe, expect, it } from 'vitest'
import { configSchema, PROBLEM_STATUS, problemSchema, sendStateSchema } from './problem.ts'

const problem = {
  status: 422,
  code: 'upstream_rejected',
  title: 'WhatsApp refused the message',
  detail: 'One field is not acceptable.',
  errors: [{ pointer: '/interactive/body/text', message: 'Too long.' }],
  outcome: 'rejected',
  upstream: { code: 131009, details: 'Body text length invalid.', fbtrace_id: 'A1' },
}

describe('a problem', () => {
  it('is read as it was written', () => {
    expect(problemSchema.parse(problem)).toEqual(problem)
  })

  it('of a newer server is read too, without the fields nobody knows', () => {
    const newer = { ...problem, code: 'brand_new', hint: 'x' }
    expect(problemSchema.parse(newer)).toEqual({ ...problem, code: 'brand_new' })
  })

  it.each([[null], ['<html>'], [{ error: 'x' }], [{ ...problem, outcome: 'accepted' }]])(
    'is not found in %j',
    (body) => {
      expect(problemSchema.safeParse(body).success).toBe(false)
    },
  )

  it('has a status of its own class for each code', () => {
    for (const status of Object.values(PROBLEM_STATUS)) expect([4, 5]).toContain(Math.floor(status / 100))
  })
})

describe('the state of a send', () => {
  it('carries the problem it ended in', () => {
    const state = { key: 'k'.repeat(16), state: 'rejected', since: '2026-10-01T00:00:00.000Z', problem }
    expect(sendStateSchema.parse(state)).toEqual(state)
  })

  it('is one of five', () => {
    expect(sendStateSchema.safeParse({ key: 'k', state: 'sent', since: '' }).success).toBe(false)
  })
})

describe('the configuration', () => {
  it('needs nothing but the mode', () => {
    expect(configSchema.parse({ mode: 'simulator', token: 'EAAG' })).toEqual({ mode: 'simulator' })
  })
})
