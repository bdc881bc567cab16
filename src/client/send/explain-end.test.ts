import { describe, expect, it } from 'vitest'
import { PROBLEM_STATUS } from '#whatsapp/problem.ts'
import { explainEnd } from './explain-end.ts'

describe('the words for an outcome', () => {
  it('never call an accepted message delivered, and say in the simulator that nothing left', () => {
    const live = explainEnd({ outcome: 'accepted', wamid: 'w' }, { mode: 'live', webhook: false })
    expect(live.text).toBe('That does not mean that it has arrived. Trio cannot see whether it does.')
    const simulated = explainEnd({ outcome: 'accepted', wamid: 'w' }, { mode: 'simulator' })
    expect(simulated.text).toMatch(/^Nothing left this computer/)
  })

  it('exist for every refusal of the server', () => {
    for (const [code, status] of Object.entries(PROBLEM_STATUS)) {
      const problem = { status, code, title: 'Title of the server', detail: 'Detail of the server.' }
      for (const outcome of ['rejected', 'not_sent', 'unknown'] as const) {
        const { label, title, text } = explainEnd({ outcome, problem }, undefined)
        for (const words of [label, title, text]) expect(words, code).toMatch(/^[A-Z]\w+/)
      }
    }
  })

  it('offer to try again what passes by itself, and not what has to be mended first', () => {
    const canRetry = (code: keyof typeof PROBLEM_STATUS, retryAfter?: number) =>
      explainEnd(
        {
          outcome: 'not_sent',
          problem: {
            status: PROBLEM_STATUS[code],
            code,
            title: 'T',
            detail: 'D',
            ...(retryAfter && { retryAfter }),
          },
        },
        undefined,
      ).canRetry
    expect(canRetry('cap_recipient', 6)).toBe(true)
    expect(canRetry('upstream_unreachable', 5)).toBe(true)
    expect(canRetry('store_unavailable')).toBe(true)
    expect(canRetry('invalid_message')).toBe(false)
    expect(canRetry('recipient_not_allowed')).toBe(false)
  })

  it('say why nobody knows the outcome, and of no lost connection where an answer came', () => {
    const problem = { status: 502, code: 'outcome_unknown', title: 'T', detail: 'D' }
    const answered = { ...problem, upstream: { code: 131016 } }
    const why = (end: typeof problem) => explainEnd({ outcome: 'unknown', problem: end }, undefined).text
    expect(why(problem)).toMatch(/^No clear answer came from WhatsApp\. The message may have gone out\./)
    expect(why(answered)).toMatch(/^WhatsApp is .*\. The message may have gone out\./)
  })

  it('explain WhatsApp’s code in the words of the catalogue', () => {
    const problem = {
      status: 422,
      code: 'upstream_rejected',
      title: 'WhatsApp refused the message',
      detail: 'x',
      upstream: { code: 131026 },
    }
    expect(explainEnd({ outcome: 'rejected', problem }, undefined).title).toBe('Person cannot be reached')
  })
})
