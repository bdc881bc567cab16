import { explainError } from '#whatsapp/errors.ts'
import type { Problem } from '#whatsapp/problem.ts'
import { refreshConfig } from '../../config.ts'
import type { PostEnd } from './post-file.ts'

export type Failure = Exclude<PostEnd, { outcome: 'uploaded' }>

/** Says why a file did not get to WhatsApp and what to do. Where no answer came, the server is asked how it is. */
export async function explainFailure(failure: Failure): Promise<string> {
  switch (failure.outcome) {
    case 'refused':
      return failure.problem ? explainProblem(failure.problem) : explainStranger(failure.status)
    case 'too_slow':
      return 'It took more than two minutes, which is the most. Try a faster connection or a smaller file.'
    case 'lost':
      return explainLoss()
  }
}

function explainProblem({ code, title, detail, upstream }: Problem): string {
  if (code === 'unauthenticated') return 'You were logged out. Log in, then try again.'
  if (!upstream) return `${title}. ${detail}`
  const { title: name, sentence, nextStep } = explainError(upstream.code, upstream.details)
  return `${name}. ${sentence} ${nextStep}`.trim()
}

/** Proxies cap bodies far lower than WhatsApp does, nginx at 1 MB. */
function explainStranger(status: number): string {
  if (status === 413)
    return 'A proxy in front of Trio does not let files of this size through. Administrator: raise its limit.'
  return `Something between this page and Trio answered instead (${status}). Try again in a moment.`
}

async function explainLoss(): Promise<string> {
  if (!navigator.onLine) return 'You are offline. Try again once you are back.'
  const config = await refreshConfig()
  if (config === 'logged_out') return 'You were logged out. Log in, then try again.'
  if (config === 'unreachable') return 'The Trio server does not answer. Check the connection and try again.'
  return 'The connection broke before the file had arrived. Try again.'
}
