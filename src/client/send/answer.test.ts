import { describe, expect, it } from 'vitest'
import { PROBLEM_STATUS } from '#whatsapp/problem.ts'
import { CONCLUSIVE_AFTER, readAnswer, readState } from './answer.ts'

const SUCCESS = { messaging_product: 'whatsapp', contacts: [], messages: [{ id: 'wamid.X' }] }

function problem(code: string, more: object = {}) {
  const status = PROBLEM_STATUS[code as keyof typeof PROBLEM_STATUS] ?? 418
  return { status, body: { status, code, title: 'A title', detail: 'A detail.', ...more } }
}

describe('the answer to a POST', () => {
  it('is accepted with a message ID and nothing else', () => {
    expect(readAnswer({ status: 200, body: SUCCESS })).toEqual({ outcome: 'accepted', wamid: 'wamid.X' })
    for (const body of [undefined, null, [], {}, { messages: [] }, { error: { code: 1 } }])
      expect(readAnswer({ status: 200, body })).toBeUndefined()
    expect(readAnswer({ status: 204, body: undefined })).toBeUndefined()
  })

  it('is what its outcome says, whatever the code', () => {
    for (const outcome of ['rejected', 'not_sent', 'unknown'])
      expect(readAnswer(problem('a_code_of_tomorrow', { outcome }))).toMatchObject({ outcome })
  })

  it('means not sent when one of our guards refused without an outcome', () => {
    for (const code of [
      'unauthenticated',
      'host_not_allowed',
      'cross_origin',
      'payload_too_large',
      'request_timeout',
    ])
      expect(readAnswer(problem(code)), code).toMatchObject({ outcome: 'not_sent' })
  })

  it('decides nothing when it is a page of a gateway, a foreign problem, a failure without an outcome or "in progress"', () => {
    for (const status of [400, 401, 403, 404, 413, 500, 502, 503, 504])
      expect(readAnswer({ status, body: undefined }), String(status)).toBeUndefined()
    expect(readAnswer(problem('somebody_elses'))).toBeUndefined()
    expect(readAnswer(problem('internal'))).toBeUndefined()
    expect(readAnswer(problem('in_progress'))).toBeUndefined()
  })

  it('names the recipient where the recipient is not on the list', () => {
    expect(readAnswer(problem('recipient_not_allowed', { outcome: 'not_sent' }))).toMatchObject({
      problem: { errors: [{ pointer: '/to' }] },
    })
  })
})

describe('the state of a key', () => {
  const state = (state: string, more: object = {}) => ({
    status: 200,
    body: { key: 'k', state, since: '2026-11-22T10:00:00.000Z', ...more },
  })

  it('is asked again while the send is under way', () => {
    expect(readState(state('inflight'), 60_000)).toBeUndefined()
  })

  it('tells every end', () => {
    expect(readState(state('accepted', { wamid: 'wamid.X', delivery: 'read' }), 0)).toEqual({
      outcome: 'accepted',
      wamid: 'wamid.X',
      delivery: 'read',
    })
    const { body } = problem('upstream_rejected')
    expect(readState(state('rejected', { problem: body }), 0)).toEqual({ outcome: 'rejected', problem: body })
    expect(readState(state('rejected'), 0)).toMatchObject({ outcome: 'rejected' })
    expect(readState(state('not_sent'), 0)).toEqual({ outcome: 'not_sent' })
  })

  it('is as old as the clock of the server says, not that of the browser', () => {
    const date = Date.parse('2026-11-22T10:01:30.000Z')
    expect(readState({ ...state('unknown'), date }, 0)).toEqual({ outcome: 'unknown', knownFor: 90_000 })
    expect(readState(state('unknown'), 0)).toEqual({ outcome: 'unknown', knownFor: 0 })
  })

  it('is conclusive when it is not found, but only after 30 seconds and only by our own 404', () => {
    expect(readState(problem('not_found'), CONCLUSIVE_AFTER - 1)).toBeUndefined()
    expect(readState(problem('not_found'), CONCLUSIVE_AFTER)).toEqual({ outcome: 'not_sent' })
    expect(readState({ status: 404, body: undefined }, CONCLUSIVE_AFTER)).toBeUndefined()
  })

  it('cannot be read by somebody who is logged out', () => {
    expect(readState(problem('unauthenticated'), 0)).toEqual({ outcome: 'unknown', gap: 'logged_out' })
  })
})
