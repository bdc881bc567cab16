import { randomUUID } from 'node:crypto'
import type { Claim, ClaimRequest, ClaimResult, Settlement, Store } from '../store.ts'

const GENEROUS = { recipientSeconds: 6, perMinute: 1_000_000, perDay: 1_000_000 }

/** A claim of a key and to a recipient of its own. */
export function toRequest(changes: Partial<ClaimRequest> = {}): ClaimRequest {
  return {
    phoneNumberId: '106540352242922',
    principal: 'local',
    key: randomUUID(),
    fingerprint: 'a'.repeat(64),
    recipient: '…78#Az8Bq2Xw',
    caps: { recipient: randomUUID(), ...GENEROUS },
    ...changes,
  }
}

export function toAccepted(wamid = `wamid.${randomUUID()}`): Settlement & { wamid: string } {
  return { state: 'accepted', wamid, answer: { status: 200, body: { messages: [{ id: wamid }] } } }
}

export const REJECTED: Settlement = {
  state: 'rejected',
  released: false,
  upstreamCode: 131026,
  fbtraceId: 'Az8',
  answer: { status: 422, body: { code: 'upstream_rejected' } },
}

export const NOT_SENT: Settlement = {
  state: 'not_sent',
  reason: 'refused',
  answer: { status: 503, body: { code: 'upstream_unreachable' } },
}

export const UNKNOWN: Settlement = {
  state: 'unknown',
  reason: 'headers_timeout',
  answer: { status: 502, body: { code: 'outcome_unknown' } },
}

export function toClaim(result: ClaimResult): Claim {
  if (result.kind !== 'won') throw new Error(`the claim was not won: ${JSON.stringify(result)}`)
  return result.claim
}

export async function claimNew(
  store: Pick<Store, 'claim'>,
  changes: Partial<ClaimRequest> = {},
): Promise<Claim> {
  return toClaim(await store.claim(toRequest(changes)))
}
