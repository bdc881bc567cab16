import { setTimeout as sleep } from 'node:timers/promises'
import type { Classified } from '#whatsapp/outcome.ts'
import { classifyAnswer } from '#whatsapp/outcome.ts'
import type { Exchange, Upstream } from './upstream.ts'

/** How a send ended, with or without an answer of WhatsApp's. */
export type Delivered =
  | Classified
  | {
      outcome: 'not_sent'
      released: true
      problem: 'upstream_unreachable'
      reason: string
      retryAfter: number
      error?: never
    }

const TOTAL_TIME = 20_000
const RETRIES = 2
const BACKOFF = 250
const PAUSE_MAX = 2000

/**
 * Posts the message, and again, at most twice, only where it is certain that nothing was sent. All within 20 seconds of a
 * clock that cannot be set. Never depends on the caller: a closed tab must not turn a send into `unknown`.
 */
export async function deliver(upstream: Upstream, json: string): Promise<Delivered> {
  const end = performance.now() + TOTAL_TIME
  for (let attempt = 0; ; attempt += 1) {
    const result = classify(await upstream.postMessage(json, end - performance.now()))
    if (result.outcome !== 'not_sent' || attempt >= RETRIES) return result
    const pause = toPause(result, attempt)
    if (pause > PAUSE_MAX || performance.now() + pause >= end) return result
    await sleep(pause)
  }
}

function classify(exchange: Exchange): Delivered {
  if (exchange.phase === 'answered') return classifyAnswer(exchange.answer)
  const { phase, reason } = exchange
  return phase === 'lost'
    ? { outcome: 'unknown', released: false, problem: 'outcome_unknown', reason }
    : { outcome: 'not_sent', released: true, problem: 'upstream_unreachable', reason, retryAfter: 5 }
}

/** Milliseconds: what WhatsApp asked for, or a random part of a growing span, so that many do not come back as one. */
function toPause(result: Extract<Delivered, { outcome: 'not_sent' }>, attempt: number): number {
  if (result.problem === 'upstream_throttled') return result.retryAfter * 1000
  return Math.random() * Math.min(PAUSE_MAX, BACKOFF * 2 ** attempt)
}
