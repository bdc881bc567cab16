import type { Problem, SendState } from '#whatsapp/problem.ts'

/** How a send ended, as far as anybody knows. */
export type SendEnd =
  | { outcome: 'accepted'; wamid?: string; delivery?: NonNullable<SendState['delivery']> }
  | { outcome: 'rejected'; problem: Problem }
  /** Without a problem: the message never reached the server. */
  | { outcome: 'not_sent'; problem?: Problem }
  /** `knownFor`: milliseconds on the server's clock since it became unknown. `gap`: why the page could not even ask. */
  | { outcome: 'unknown'; problem?: Problem; knownFor?: number; gap?: 'server_unreachable' | 'logged_out' }
