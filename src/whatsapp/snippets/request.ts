import { toJson } from '../json.ts'
import type { Payload } from '../payload.ts'
import type { CurlOptions } from '../snippets.ts'
import type { Value } from './literal.ts'

/** What every snippet is told: the Graph API version and, if it is known, the phone number id (else a variable is read). */
export type SnippetOptions = CurlOptions

/** Where the snippet posts to: the parts of the URL around the phone number id, and the id itself if it is known. */
export type Target = { start: string; id: string | undefined; version: string }

/** The parts of the URL, free of every sign that would mean something else in source code. */
export function toTarget({ graphVersion, phoneNumberId }: SnippetOptions): Target {
  const version = graphVersion.replace(/[^\w.]/g, '')
  return {
    version,
    start: `https://graph.facebook.com/${version}/`,
    id: phoneNumberId && /^\d+$/.test(phoneNumberId) ? phoneNumberId : undefined,
  }
}

/** The payload as plain values, its keys in the order in which `toJson` writes them. */
export function toOrderedValue(payload: Payload): { [key: string]: Value | undefined } {
  return JSON.parse(toJson(payload))
}
