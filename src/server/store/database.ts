import type { Kysely, RawBuilder } from 'kysely'
import type { LoginLimits } from './login-limits.ts'
import type { Delivery, SendState } from './store.ts'

// Times are milliseconds since 1970 by the database's clock; `released` is 0 or 1; `answer.body` is JSON text.
export type Tables = {
  sends: {
    phone_number_id: string
    principal: string
    key: string
    fingerprint: string
    state: SendState
    released: number
    reason: string | null
    owner: string
    lease_until: number
    upstream_code: number | null
    fbtrace_id: string | null
    status: number | null
    answer: string | null
    wamid: string | null
    delivery: Delivery | null
    supersedes: string | null
    superseded_by: string | null
    recipient: string | null
    created_at: number
    claimed_at: number
    updated_at: number
  }
  counters: { bucket: string; length: number; max: number; window_start: number; n: number }
  sessions: { id_hash: string; principal: string; created_at: number; seen_at: number }
  webhook_events: {
    dedupe_key: string
    body: string
    received_at: number
    processed_at: number | null
  }
}

/** An open database with its tables, and all that differs between the two kinds. */
export type Database = {
  kind: 'sqlite' | 'postgres'
  db: Kysely<Tables>
  /** The database's clock, the same all through one statement. */
  now: RawBuilder<number>
  loginLimits: LoginLimits
}
