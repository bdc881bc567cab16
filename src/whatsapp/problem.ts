import './jitless.ts'
import * as z from 'zod/mini'

/**
 * Every refusal of Trio's own routes: the stable `code` and the HTTP status that goes with it.
 * A problem that cannot be found here comes from something in front of Trio, such as a proxy.
 */
export const PROBLEM_STATUS = {
  invalid_json: 400,
  idempotency_key_missing: 400,
  idempotency_key_invalid: 400,
  supersedes_invalid: 400,
  media_empty: 400,
  bad_request: 400,
  unauthenticated: 401,
  login_failed: 401,
  signature_invalid: 401,
  cross_origin: 403,
  requested_by_missing: 403,
  recipient_not_allowed: 403,
  verify_token_wrong: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  in_progress: 409,
  length_required: 411,
  payload_too_large: 413,
  unsupported_media_type: 415,
  host_not_allowed: 421,
  invalid_message: 422,
  idempotency_key_reused: 422,
  upstream_rejected: 422,
  login_limited: 429,
  cap_recipient: 429,
  cap_minute: 429,
  cap_day: 429,
  upstream_throttled: 429,
  internal: 500,
  outcome_unknown: 502,
  upstream_config: 502,
  upstream_unreachable: 503,
  store_unavailable: 503,
  overloaded: 503,
  draining: 503,
} as const

/** The stable `code` of a problem that Trio itself gives. */
export type ProblemCode = keyof typeof PROBLEM_STATUS

const failedOutcome = z.enum(['rejected', 'not_sent', 'unknown'])

const upstream = z.object({
  code: z.number(),
  details: z.exactOptional(z.string()),
  fbtrace_id: z.exactOptional(z.string()),
})

const refusal = z.object({ pointer: z.string(), message: z.string() })

/**
 * An `application/problem+json` answer of Trio. `code` is a `ProblemCode` unless the server is newer than the page;
 * `errors` point into the payload (RFC 6901); `retryAfter` is in seconds; `since` is ISO 8601 in UTC.
 */
export const problemSchema = z.object({
  status: z.number(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  errors: z.exactOptional(z.array(refusal)),
  outcome: z.exactOptional(failedOutcome),
  upstream: z.exactOptional(upstream),
  retryAfter: z.exactOptional(z.number()),
  since: z.exactOptional(z.string()),
  reason: z.exactOptional(z.string()),
})

/** A problem as `problemSchema` reads it. */
export type Problem = z.infer<typeof problemSchema>

/**
 * The state of a send, as `GET /api/messages/:key` tells it. `problem` is the error answer as it was given; `delivery` comes
 * from WhatsApp's status webhooks; `since` is ISO 8601 in UTC.
 */
export const sendStateSchema = z.object({
  key: z.string(),
  state: z.enum(['inflight', 'accepted', 'rejected', 'not_sent', 'unknown']),
  since: z.string(),
  reason: z.exactOptional(z.string()),
  wamid: z.exactOptional(z.string()),
  delivery: z.exactOptional(z.enum(['sent', 'delivered', 'read', 'failed'])),
  problem: z.exactOptional(problemSchema),
})

/** The state of a send as `sendStateSchema` reads it. */
export type SendState = z.infer<typeof sendStateSchema>

/**
 * What `GET /api/config` tells the page; never a secret. `access` is how people get in, `webhook` whether delivery statuses
 * arrive, `plainHttp` that others reach this server without encryption, `documentMaxBytes` a lower cap than WhatsApp's.
 */
export const configSchema = z.object({
  mode: z.enum(['simulator', 'live']),
  graphVersion: z.exactOptional(z.string()),
  phoneNumberId: z.exactOptional(z.string()),
  access: z.exactOptional(z.enum(['none', 'password', 'proxy'])),
  webhook: z.exactOptional(z.boolean()),
  plainHttp: z.exactOptional(z.boolean()),
  documentMaxBytes: z.exactOptional(z.number()),
  sendsPerMinute: z.exactOptional(z.number()),
  sendsPerDay: z.exactOptional(z.number()),
})

/** The configuration as `configSchema` reads it. */
export type Config = z.infer<typeof configSchema>
