import type { createStoreOn } from './create-store.ts'

/** Names one send. A simulated send has a phone number id of its own, and so never meets a live one. */
export type SendName = { phoneNumberId: string; principal: string; key: string }

/** What one claim may use up; `recipient` is an opaque keyed hash, for the store never learns a number. */
export type Caps = { recipient: string; recipientSeconds: number; perMinute: number; perDay: number }

export type CapCode = 'cap_recipient' | 'cap_minute' | 'cap_day'

export type ClaimRequest = SendName & {
  fingerprint: string
  /** For people: the last two digits and the beginning of the keyed hash, as the log has it. */
  recipient: string
  caps: Caps
  /** The key of an `unknown` send that a person wants to send again. */
  supersedes?: string | undefined
}

/** The right to execute one send once, and the only way to settle it as its owner. */
export type Claim = SendName & { owner: string; recipient: string; since: Date }

export type ClaimResult =
  | { kind: 'won'; claim: Claim }
  /** Somebody has claimed this key before: compare the fingerprint, then answer from the record. */
  | { kind: 'lost'; record: SendRecord }
  /** Nothing was stored, the key is free; `retryAfter` is in seconds, at least 1. */
  | { kind: 'capped'; code: CapCode; retryAfter: number }
  /** The superseded send is not an `unknown` of more than 60 s, or is superseded by another key already. */
  | { kind: 'supersedes_invalid' }

export type SendState = 'inflight' | 'accepted' | 'rejected' | 'not_sent' | 'unknown'

export type Delivery = 'sent' | 'delivered' | 'read' | 'failed'

/** The answer as it was given to the caller, so that it can be given again. */
export type SavedAnswer = { status: number; body: unknown }

/** How a send ended. `released`: the same key may be claimed again, because the account was at fault. */
export type Settlement = {
  state: Exclude<SendState, 'inflight'>
  released?: boolean
  answer?: SavedAnswer
  reason?: string | undefined
  upstreamCode?: number | undefined
  fbtraceId?: string | undefined
  wamid?: string
}

export type SendRecord = {
  key: string
  fingerprint: string
  state: SendState
  released: boolean
  /** Since when the state holds, by the clock of the store; a delivery status does not move it. */
  since: Date
  reason?: string
  /** Absent while in flight, and when nobody was left to give one (a crash, a claim that was taken back). */
  answer?: SavedAnswer
  wamid?: string
  delivery?: Delivery
  supersedes?: string
  supersededBy?: string
}

/** A delivery status from a webhook. `key` is its `biz_opaque_callback_data`. */
export type DeliveryStatus = {
  phoneNumberId: string
  wamid: string
  delivery: Delivery
  key?: string
  /** The success that an `inflight` or `unknown` send is given when this status settles it. */
  answer: SavedAnswer
}

export type WebhookEvent = { dedupeKey: string; body: string }

/** Everything that outlives a request. */
export type Store = ReturnType<typeof createStoreOn>

/** The database did not do what it was asked to, or did not say so in time. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'
}

/** The database cannot be used as it is configured. The message is a sentence for the operator, without secrets. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused'
}

/** Waits `ms` for `work` at most, which itself may go on; and turns whatever goes wrong into `StoreUnavailable`. `what` completes "could not …". */
export async function withinDeadline<T>(ms: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailable(`the database could not ${what} within ${ms} ms`)),
      ms,
    )
  })
  try {
    return await Promise.race([work(), late])
  } catch (error) {
    throw toUnavailable(error, what)
  } finally {
    clearTimeout(timer)
  }
}

export function toUnavailable(error: unknown, what: string): StoreUnavailable {
  if (error instanceof StoreUnavailable) return error
  const code = error instanceof Error && 'code' in error ? ` (${error.code})` : ''
  return new StoreUnavailable(`the database could not ${what}${code}`, { cause: error })
}
