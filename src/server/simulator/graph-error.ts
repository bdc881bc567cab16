import { randomBytes } from 'node:crypto'

/** An answer in the Graph API's own shape. */
export type GraphAnswer = { status: number; body: unknown }

/** An error body of the Cloud API. `message` stands without the code's prefix, `details` go into `error_data`. */
export function toGraphError(code: number, message: string, details?: string): GraphAnswer {
  const body = {
    error: {
      message: `(#${code}) ${message}`,
      type: 'OAuthException',
      code,
      ...(details && { error_data: { messaging_product: 'whatsapp', details } }),
      fbtrace_id: `A${randomBytes(16).toString('base64url')}`,
    },
  }
  return { status: STATUS[code] ?? (code >= 200 && code <= 299 ? 403 : 400), body }
}

// Statuses differ between Meta's tables; these are those of the official table before 2026, 400 for all others.
const STATUS: Record<number, number> = {
  0: 401,
  1: 500,
  2: 503,
  3: 500,
  4: 429,
  10: 403,
  104: 401,
  190: 401,
  368: 403,
  80007: 429,
  130429: 429,
  130497: 403,
  131000: 500,
  131005: 403,
  131016: 500,
  131031: 403,
  131045: 500,
  131057: 500,
}
