import { explainError } from '#whatsapp/errors.ts'
import type { Config, Problem } from '#whatsapp/problem.ts'
import type { SendEnd } from './send-end.ts'

/** The words for an outcome: `label` names it, `title` says what happened, `text` why and what to do next. */
export type Explanation = { label: string; title: string; text: string; canRetry: boolean }

export function explainEnd(end: SendEnd, config: Config | undefined): Explanation {
  switch (end.outcome) {
    case 'accepted':
      return { label: 'Accepted', canRetry: false, ...explainAccepted(end, config) }
    case 'rejected':
      return { label: 'Rejected', canRetry: false, ...explainRejected(end.problem) }
    case 'not_sent':
      return { label: 'Not sent', ...explainNotSent(end.problem) }
    case 'unknown':
      return { label: 'Outcome unknown', canRetry: false, ...explainUnknown(end) }
  }
}

type Words = { title: string; text: string }

function explainAccepted(
  { delivery }: Extract<SendEnd, { outcome: 'accepted' }>,
  config: Config | undefined,
): Words {
  if (config?.mode === 'simulator')
    return {
      title: 'The simulator has accepted the message',
      text: 'Nothing left this computer. With a real account, accepted does not mean that the message has arrived.',
    }
  const title = 'WhatsApp has accepted the message'
  if (delivery) return { title, text: DELIVERY[delivery] }
  const blind = config?.webhook ? '' : ' Trio cannot see whether it does.'
  return { title, text: `That does not mean that it has arrived.${blind}` }
}

const DELIVERY = {
  sent: 'It has been sent.',
  delivered: 'It has been delivered.',
  read: 'It has been read.',
  failed: 'It could not be delivered.',
}

function explainRejected({ upstream, title, detail }: Problem): Words {
  if (!upstream) return { title, text: detail }
  const { title: name, sentence, nextStep } = explainError(upstream.code, upstream.details)
  return { title: name, text: `${sentence} ${nextStep}`.trim() }
}

function explainNotSent(problem: Problem | undefined): Words & { canRetry: boolean } {
  if (!problem)
    return {
      title: 'The message did not reach the server',
      text: 'Nothing went out, and nothing is lost. Check the connection and try again.',
      canRetry: true,
    }
  const own = OWN[problem.code]
  if (own) return own
  const { title, detail, upstream } = problem
  if (upstream) return { ...explainRejected(problem), canRetry: true }
  return { title, text: detail, canRetry: problem.retryAfter !== undefined || problem.status >= 500 }
}

// Refusals that a person who writes meets in other words than one who calls the server.
const OWN: Record<string, Words & { canRetry: boolean }> = {
  unauthenticated: {
    title: 'You had been logged out',
    text: 'Nothing was sent, and your draft is still here. Once you are logged in, try again.',
    canRetry: true,
  },
  idempotency_key_reused: {
    title: 'The message had changed',
    text: 'The server knew another message under this send, so it sent nothing. Press Send again.',
    canRetry: true,
  },
  supersedes_invalid: {
    title: 'The message was sent again already',
    text: 'Another tab did so, and nothing more went out from here. Look there, or at the chat, before you press Send: otherwise it may arrive once more.',
    canRetry: false,
  },
  now_live: {
    title: 'The server is live now',
    text: 'It was started anew with a real account, so nothing was sent. Press Send again to reach the real phone.',
    canRetry: false,
  },
  now_simulator: {
    title: 'The server is a simulator now',
    text: 'It was started anew without an account, so nothing was sent. Press Send again to try the message out.',
    canRetry: false,
  },
  host_not_allowed: {
    title: 'This address is not known to the server',
    text: 'Nothing was sent. Administrator: set PUBLIC_ORIGIN to the address in the address bar.',
    canRetry: false,
  },
  payload_too_large: {
    title: 'The message is too large',
    text: 'Nothing was sent. Make the texts shorter.',
    canRetry: false,
  },
}

function explainUnknown({ gap, problem }: Extract<SendEnd, { outcome: 'unknown' }>): Words {
  switch (gap) {
    case 'logged_out':
      return {
        title: 'You had been logged out',
        text: 'The message may have gone out. Once you are logged in, “Check again” tells what became of it.',
      }
    case 'server_unreachable':
      return {
        title: 'The Trio server does not answer',
        text: 'The message may have gone out. Nothing is sent again by itself. Check again in a while, or look at the chat.',
      }
    default:
      return {
        title: 'We do not know whether it was sent',
        text: `${explainSilence(problem)} The message may have gone out. Look at the chat before you send it again: otherwise it may arrive twice.`,
      }
  }
}

function explainSilence(problem: Problem | undefined): string {
  const { upstream } = problem ?? {}
  return upstream ? explainError(upstream.code).sentence : 'No clear answer came from WhatsApp.'
}
