import { RECIPIENT_DIGITS } from './limits.ts'

export type RecipientReason =
  | 'empty'
  | 'letters'
  | 'no_country_code'
  | 'leading_zero'
  | 'too_short'
  | 'too_long'

export type ParsedRecipient =
  | { ok: true; e164: string; digits: string; withoutPlus: boolean }
  | { ok: false; reason: RecipientReason; message: string }

const MESSAGES: Record<RecipientReason, string> = {
  empty: 'Add the phone number of the person who gets this message.',
  letters: 'A phone number has digits only. Write it like +44 7700 900123.',
  no_country_code:
    'Start with + and the country code, like +44 7700 900123. Without it the message could reach a stranger.',
  leading_zero: 'After the + comes the country code, which never begins with 0.',
  too_short: `This number is too short. With its country code it has at least ${RECIPIENT_DIGITS.min} digits.`,
  too_long: `This number is too long. With its country code it has at most ${RECIPIENT_DIGITS.max} digits.`,
}

/**
 * Reads a phone number written in any usual way after a `+` (or `00`), also as a link or with what stands around it in a
 * text, and gives it as E.164; other forms say why not.
 */
export function parseRecipient(input: string): ParsedRecipient {
  const text = toAsciiDigits(input)
    .replace(UNMEANT, '')
    .trim()
    .replace(/\?.*|[,;]$/, '')
    .replace(/^tel:\s*/i, '')
    // The number in a link to a chat is the international one without its +.
    .replace(/^\S*wa\.me\//i, '+')
    .replace(/^[(+]?(\+|00)/, '+')
  if (text === '') return refuse('empty')
  if (!/^\+?[\d\s().\-/\u2010-\u2015\u2212]*$/.test(text)) return refuse('letters')
  return parseNumber(text.replace(HOME_ZERO, '$1'), false)
}

/**
 * Reads the `to` of a payload: `+` with blanks, hyphens and round brackets between the digits, which is all that Meta says it
 * takes, or bare digits, which Meta's samples use for the international form. Separators without `+` mean a national number:
 * refused. Source: Cloud API "send messages" page, September 2026.
 */
export function parseTo(to: string): ParsedRecipient {
  if (to === '') return refuse('empty')
  if (!/^\+?[\d ()-]*$/.test(to)) return refuse('letters')
  return parseNumber(to, true)
}

function parseNumber(text: string, allowBareDigits: boolean): ParsedRecipient {
  const withoutPlus = !text.startsWith('+')
  const digits = text.replace(/\D/g, '')
  if (withoutPlus && !(allowBareDigits && digits === text)) return refuse('no_country_code')
  if (digits.startsWith('0')) return refuse(withoutPlus ? 'no_country_code' : 'leading_zero')
  if (digits.length < RECIPIENT_DIGITS.min) return refuse('too_short')
  if (digits.length > RECIPIENT_DIGITS.max) return refuse('too_long')
  return { ok: true, e164: `+${digits}`, digits, withoutPlus }
}

// "+44 (0)7700": the 0 is dialled at home alone. Not so in the countries whose numbers begin with it, by libphonenumber.
const HOME_ZERO = /^(\+(?!(39|378|22[5679]|242)\D)\d{1,3}[^\d(]*)\(0\)/

function refuse(reason: RecipientReason): ParsedRecipient {
  return { ok: false, reason, message: MESSAGES[reason] }
}

/** Keyboards for Arabic and Persian write digits of their own, those for Japanese and Chinese wide ones. */
function toAsciiDigits(text: string): string {
  // The last four bits of either row of Arabic digits are the digit.
  return text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
}

// Numbers copied from contact lists carry direction marks and zero-width signs that nobody sees, and others quotes and brackets.
const UNMEANT = /[\u200b-\u200f\u2018-\u201f\u202a-\u202e\u2060-\u2069\ufeff"'«»<>]/g
