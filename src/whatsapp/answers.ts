import './jitless.ts'
import * as z from 'zod/mini'
import { findKnownError } from './known-errors.ts'

const contact = z.object({
  input: z.exactOptional(z.string()),
  wa_id: z.exactOptional(z.string()),
  user_id: z.exactOptional(z.string()),
})

// Only the id decides: contacts that look odd are dropped, not held against an accepted message.
const sent = z.object({ id: z.string().check(z.minLength(1)) })

const success = z.object({
  contacts: z.catch(z.array(contact), []),
  messages: z.tuple([sent], z.unknown()),
})

/** The success of a send, rebuilt of known fields in Meta's own shape; `messages[0].id` is the wamid. */
export type SuccessAnswer = {
  messaging_product: 'whatsapp'
  contacts: z.infer<typeof contact>[]
  messages: [z.infer<typeof sent>]
}

/**
 * Reads a success body; `messages[0].id` alone makes one, a missing or different `wa_id` is no failure.
 * Anything else, a body with an error object too, gives `undefined`. Source: send-messages page, September 2026.
 */
export function parseSuccess(body: unknown): SuccessAnswer | undefined {
  if (isObject(body) && 'error' in body && isObject(body.error)) return undefined
  const parsed = success.safeParse(body)
  if (!parsed.success) return undefined
  const { contacts, messages } = parsed.data
  return { messaging_product: 'whatsapp', contacts, messages: [messages[0]] }
}

/** Builds the success body that the Cloud API gives for a message to a phone number in E.164 or to a business-scoped user id. */
export function toSuccess(to: string, wamid: string): SuccessAnswer {
  const contact = to.startsWith('+') ? { wa_id: to.slice(1) } : { user_id: to }
  return { messaging_product: 'whatsapp', contacts: [{ input: to, ...contact }], messages: [{ id: wamid }] }
}

const errorBody = z.object({
  error: z.object({
    code: z.int(),
    message: z.catch(z.string(), ''),
    error_data: z.optional(z.unknown()),
    fbtrace_id: z.optional(z.unknown()),
  }),
})

/** What is kept of a Graph API error: the code, Meta's details cleaned for people, and the id that Meta's support asks for. */
export type GraphError = { code: number; details?: string; fbtrace_id?: string }

/**
 * Reads an error body; `undefined` when there is no error object with a whole number as its code. `error_data` may be absent,
 * a string or an object. `message` is never passed on: it may echo the token. Source: error-codes page, September 2026.
 */
export function parseGraphError(body: unknown): GraphError | undefined {
  const parsed = errorBody.safeParse(body)
  if (!parsed.success) return undefined
  const { code, message, error_data, fbtrace_id } = parsed.data.error
  const given = scrubDetails(readDetails(error_data))
  const details = given || findKnownError(code, message)?.text
  return {
    code,
    ...(details && { details }),
    ...(typeof fbtrace_id === 'string' && /^[\w-]{1,64}$/.test(fbtrace_id) && { fbtrace_id }),
  }
}

/** Meta's details as they may be shown and logged: one line of at most 300 characters without control signs or tokens. */
export function scrubDetails(details: string): string {
  const line = details.replace(UNSEEN, ' ').replace(ACCESS_TOKEN, '[redacted]').replace(/ +/g, ' ').trim()
  return line.length <= DETAILS_MAX
    ? line
    : `${line.slice(0, DETAILS_MAX - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

const DETAILS_MAX = 300

// Control signs, line separators, and the marks that turn the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this takes out
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g

// Meta's access tokens begin like this; the server takes out its own token by its exact text as well.
const ACCESS_TOKEN = /EAA[\w.|-]{8,}/g

/** Meta's details in an `error_data`, which may be absent, a string or an object; empty if there are none. */
export function readDetails(data: unknown): string {
  if (typeof data === 'string') return data
  if (isObject(data) && 'details' in data && typeof data.details === 'string') return data.details
  return ''
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
