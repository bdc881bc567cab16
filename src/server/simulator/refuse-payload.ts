import type { KnownError } from '#whatsapp/known-errors.ts'
import { KNOWN_ERRORS } from '#whatsapp/known-errors.ts'
import { BUTTON_TITLE_MAX } from '#whatsapp/limits.ts'
import type { Payload } from '#whatsapp/payload.ts'
import { fromPayload } from '#whatsapp/payload.ts'
import type { PayloadError } from '#whatsapp/payload-issues.ts'
import { countCodePoints, isBlank } from '#whatsapp/text.ts'
import type { GraphAnswer } from './graph-error.ts'
import { toGraphError } from './graph-error.ts'

export type CheckedPayload = { ok: true; payload: Payload } | { ok: false; refusal: GraphAnswer }

/** Takes what the Cloud API takes, and refuses the rest with its codes and, where they are known, its words. */
export function checkPayload(json: unknown): CheckedPayload {
  const result = fromPayload(json)
  const [error] = result.ok ? [] : result.errors
  if (error) return { ok: false, refusal: refuse(error, json) }
  if (!result.ok) return { ok: false, refusal: toGraphError(100, 'Invalid parameter') }
  const { header } = result.payload.interactive
  const path = ['interactive', 'header', header?.type ?? '', 'id']
  const id = valueAt(path, json)
  if (typeof id === 'string' && !/^\d+$/.test(id))
    return { ok: false, refusal: toGraphError(100, `Param ${toParam(path)} ${KNOWN_ERRORS.mediaId.text}`) }
  return { ok: true, payload: result.payload }
}

function refuse({ pointer, message, unknownKey }: PayloadError, json: unknown): GraphAnswer {
  const path = pointer.split('/').slice(1).map(unescapePointer)
  const param = toParam(path)
  if (unknownKey) {
    const parent = path.length > 1 ? ` on param "${toParam(path.slice(0, -1))}"` : ''
    return toGraphError(100, `Unexpected key "${path.at(-1)}"${parent}.`)
  }
  const value = valueAt(path, json)
  const known = findKnown(pointer, value)
  if (known?.code === 131009) return toGraphError(131009, INVALID_VALUE, known.text)
  if (known === KNOWN_ERRORS.recipientMissing) return withoutPrefix(known.text)
  if (known) return toGraphError(known.code, known.text)
  if (value === undefined) return toGraphError(100, `The parameter ${param} is required.`)
  return toGraphError(131009, INVALID_VALUE, `${param}: ${message}`)
}

const INVALID_VALUE = 'Parameter value is not valid'

function findKnown(pointer: string, value: unknown): KnownError | undefined {
  const isMissing = value === undefined
  const isText = typeof value === 'string'
  if (pointer === '/to' && isMissing) return KNOWN_ERRORS.recipientMissing
  if (/^\/interactive\/body(\/text)?$/.test(pointer)) {
    if (isMissing) return KNOWN_ERRORS.bodyMissing
    return isText ? KNOWN_ERRORS.bodyLength : undefined
  }
  if (pointer === '/interactive/footer/text' && isText) return KNOWN_ERRORS.footerLength
  if (pointer === '/interactive/header/text' && isMissing) return KNOWN_ERRORS.headerText
  if (pointer === '/interactive/action/buttons' && Array.isArray(value)) return KNOWN_ERRORS.buttonsCount
  const isLength = isText && (isBlank(value) || countCodePoints(value) > BUTTON_TITLE_MAX)
  return pointer.endsWith('/reply/title') && isLength ? KNOWN_ERRORS.titleLength : undefined
}

/** The Cloud API writes this one text without the code and without `error_data`. */
function withoutPrefix(message: string): GraphAnswer {
  const { status, body } = toGraphError(100, message) as { status: number; body: { error: object } }
  return { status, body: { error: { ...body.error, message } } }
}

/** A path as the Cloud API writes it: `interactive['body']['text']`. */
function toParam([first = '', ...rest]: string[]): string {
  return first + rest.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `['${key}']`)).join('')
}

function valueAt(path: string[], json: unknown): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    return (value as Record<string, unknown>)[key]
  }, json)
}

function unescapePointer(part: string): string {
  return part.replace(/~1/g, '/').replace(/~0/g, '~')
}
