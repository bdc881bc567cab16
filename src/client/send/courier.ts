import { MutationObserver } from '@tanstack/react-query'
import type { FieldPath } from '#whatsapp/fields.ts'
import { fieldOfPointer } from '#whatsapp/fields.ts'
import { toJson } from '#whatsapp/json.ts'
import type { Message, MessageDraft } from '#whatsapp/message.ts'
import { messageSchema } from '#whatsapp/message.ts'
import { draftToPayload, toPayload } from '#whatsapp/to-payload.ts'
import { queryClient } from '../query-client.ts'
import { withoutRecipient } from '../without-recipient.ts'
import type { Answer } from './answer.ts'
import { CONCLUSIVE_AFTER, readAnswer, readState } from './answer.ts'
import type { SendEnd } from './send-end.ts'
import type { SendRecord } from './send-record.ts'
import { dropRecord, readRecord, writeRecord } from './send-record.ts'

// Everything between the press of "Send" and what is known afterwards. It is loaded when somebody comes near the button.

/** A message ready to leave: its text on the wire, what identifies it with and without its recipient, and whom it goes to. */
export type Parcel = { json: string; fingerprint: string; content: string; to: string }

/** Makes a parcel of the draft, or `undefined` while something is wrong with it. */
export function pack(draft: MessageDraft): Parcel | undefined {
  const { data } = messageSchema.safeParse(draft)
  if (!data) return undefined
  const json = toJson(toPayload(data))
  return { json, fingerprint: hash(json), content: identifyContent(draft), to: addressOf(data) }
}

/** What identifies the message of a draft whoever gets it: a reloaded page has forgotten the recipient, which is no edit. */
export function identifyContent(draft: MessageDraft): string {
  return hash(toJson(withoutRecipient(draftToPayload(draft))))
}

/**
 * Sends a parcel, once. The key of an unsettled earlier try is used again; it is stored before anything leaves. A tab that
 * finds the same parcel on its way from another tab waits for that one's outcome instead.
 */
export async function send(
  { json, fingerprint, content, to }: Parcel,
  onAsking: () => void,
): Promise<SendEnd> {
  return alone(
    fingerprint,
    async () => {
      const known = readRecord(fingerprint)
      const record: SendRecord = { key: mintKey(), tail: to.slice(-2), ...known, content, state: 'pending' }
      writeRecord(fingerprint, record)
      const end = await post(record, json, onAsking)
      if (!known || known.state === 'not_sent' || !isRefusedAhead(end))
        return settle(fingerprint, record, end)
      // This try was not sent. Of the one before, which had the same key, that says nothing.
      onAsking()
      return settle(fingerprint, record, await ask(record.key))
    },
    async () => {
      onAsking()
      const record = await findKeyOfOtherTab(fingerprint)
      return record ? ask(record.key) : { outcome: 'not_sent' }
    },
  )
}

/** Sends what may have gone out already, because a person has looked and says so: a new key that names the old one. */
export async function sendAnyway(parcel: Parcel, onAsking: () => void): Promise<SendEnd> {
  const old = readRecord(parcel.fingerprint)
  if (old?.state === 'unknown')
    writeRecord(parcel.fingerprint, {
      key: mintKey(),
      content: parcel.content,
      tail: old.tail,
      state: 'not_sent',
      supersedes: old.key,
    })
  const end = await send(parcel, onAsking)
  const isRefused = end.outcome === 'not_sent' && end.problem?.code === 'supersedes_invalid'
  if (!old || !isRefused) return end
  onAsking()
  const first = settle(parcel.fingerprint, old, await ask(old.key))
  if (first.outcome !== 'unknown' || (first.knownFor ?? 0) < REPLACEABLE_AFTER) return first
  // It was not too early: another tab has replaced it.
  dropRecord(parcel.fingerprint)
  return end
}

// The server's minute, and what asking may take.
const REPLACEABLE_AFTER = 70_000

/** Learns how a send of an earlier life of this page ended; `undefined` if another tab is busy with it. */
export async function resume(fingerprint: string): Promise<SendEnd | undefined> {
  return alone(
    fingerprint,
    async () => {
      const record = readRecord(fingerprint)
      return record && settle(fingerprint, record, await ask(record.key))
    },
    async () => undefined,
  )
}

/** The fields that a refusal is about, each with its sentence. */
export function findFields(end: SendEnd, draft: MessageDraft): { path: FieldPath; message: string }[] {
  const errors = 'problem' in end ? (end.problem?.errors ?? []) : []
  return errors.flatMap(({ pointer, message }) => {
    const path = fieldOfPointer(pointer)
    return path ? [{ path: toLeaf(path, draft), message }] : []
  })
}

const ASK_EVERY = 1000
const ASK_AT_MOST = 5000
const GIVE_UP_AFTER = 60_000

async function post({ key, supersedes }: SendRecord, json: string, onAsking: () => void): Promise<SendEnd> {
  const left = performance.now()
  const headers = {
    'Content-Type': 'application/json',
    'X-Requested-By': 'trio',
    'Idempotency-Key': key,
    ...(supersedes && { 'X-Supersedes': supersedes }),
  }
  const answer = await new MutationObserver(queryClient, {
    mutationFn: () => exchange('/api/messages', { method: 'POST', headers, body: json }, CONCLUSIVE_AFTER),
  }).mutate()
  const end = answer && readAnswer(answer)
  if (end) return end
  onAsking()
  return ask(key, left)
}

/** Asks for the state of a key until it is known. Nothing is ever sent by this. */
function ask(key: string, left = performance.now()): Promise<SendEnd> {
  return queryClient
    .fetchQuery({
      queryKey: ['sends', key],
      queryFn: async () => {
        const answer = await exchange(`/api/messages/${key}`, {}, ASK_AT_MOST)
        const end = answer && readState(answer, performance.now() - left)
        if (end) return end
        throw new Error(`The state of ${key} is not known yet`)
      },
      retry: () => performance.now() - left < GIVE_UP_AFTER,
      retryDelay: ASK_EVERY,
    })
    .catch((): SendEnd => ({ outcome: 'unknown', gap: 'server_unreachable' }))
}

async function exchange(path: string, init: RequestInit, patience: number): Promise<Answer | undefined> {
  try {
    const answer = await fetch(path, { ...init, signal: AbortSignal.timeout(patience) })
    const text = await answer.text()
    const date = Date.parse(answer.headers.get('Date') ?? '')
    return { status: answer.status, body: parseJson(text), ...(!Number.isNaN(date) && { date }) }
  } catch {
    return undefined
  }
}

/** The server has not looked the key up: it stopped the request before that. */
function isRefusedAhead(end: SendEnd): boolean {
  const code = (end.outcome === 'not_sent' && end.problem?.code) || ''
  return code !== '' && code !== 'idempotency_key_reused' && !code.startsWith('upstream_')
}

/** Keeps the key as long as the outcome leaves something to do with it. */
function settle(fingerprint: string, record: SendRecord, end: SendEnd): SendEnd {
  const isReused = end.outcome === 'not_sent' && end.problem?.code === 'idempotency_key_reused'
  if (end.outcome === 'accepted' || end.outcome === 'rejected' || isReused) dropRecord(fingerprint)
  else if (end.outcome === 'unknown' && end.gap) writeRecord(fingerprint, { ...record, state: 'pending' })
  else writeRecord(fingerprint, { ...record, state: end.outcome })
  return end
}

/** One tab at a time; without locks (no https) the key alone keeps two tabs from sending twice. */
function alone<T>(fingerprint: string, run: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
  if (!window.isSecureContext) return run()
  const name = `trio.send.${fingerprint}`
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? run() : otherwise()))
}

/** The other tab stores its key right after it took the lock, which may be a moment from now. */
async function findKeyOfOtherTab(fingerprint: string): Promise<SendRecord | undefined> {
  for (let tries = 0; tries < 10; tries += 1) {
    const record = readRecord(fingerprint)
    if (record) return record
    await pause(100)
  }
  return undefined
}

/** `crypto.randomUUID` is missing where the page comes without https from another computer. */
function mintKey(): string {
  if (window.isSecureContext) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** 53 bits of a text (cyrb53): enough to tell one draft from the next, and it does not keep the text. */
function hash(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

function addressOf({ to, extras }: Message): string {
  return to ?? extras?.recipient ?? ''
}

/** A refusal may name the header as a whole; the person needs the field of it that is on the screen. */
function toLeaf(path: FieldPath, { header }: MessageDraft): FieldPath {
  if (path === 'buttons') return 'buttons.0.title'
  const isWhole = path === 'header.type' || path === `header.${header.type}.link`
  if (!isWhole || header.type === 'none') return path
  if (header.type === 'text') return 'header.text'
  return `header.${header.type}.${header[header.type].source === 'link' ? 'link' : 'id'}`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
