import type { PhoneNumber as LibraryNumber } from 'libphonenumber-js/core'
import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import { parseRecipient } from '#whatsapp/recipient.ts'
import type { MessageForm } from '../form.ts'

export type PhoneNumber = {
  /** The digits that are sent, where possible as their country writes them: +44 7700 900123. */
  formatted: string
  country: string | undefined
  /** What is worth knowing about it before sending. */
  remark: string | undefined
}

/** What can be said about a number that has its country code; `undefined` for anything else. */
export function describeNumber(input: string): PhoneNumber | undefined {
  const recipient = parseRecipient(input)
  if (!recipient.ok) return undefined
  const number = parsePhoneNumberFromString(recipient.e164, metadata)
  if (!number) return { formatted: recipient.e164, country: undefined, remark: undefined }
  const { countryCallingCode } = number
  // Ranges for films and tests belong to no country of a shared code: the main one is the honest guess.
  const code = number.country ?? metadata.country_calling_codes[countryCallingCode]?.[0]
  const country = code && new Intl.DisplayNames(['en'], { type: 'region' }).of(code)
  // What is dialled at home alone is left out by the library, but not by those who send the digits on.
  const isReadOtherwise = number.number !== recipient.e164
  return {
    formatted: isReadOtherwise ? recipient.e164 : number.formatInternational(),
    country,
    remark: remarkOn(number, recipient.e164, country),
  }
}

/** Writes a number as its country does, once whoever typed it has left the field. */
export function tidyNumber({ getValues, setValue }: MessageForm, typed: string): void {
  const formatted = describeNumber(typed)?.formatted
  const isUntouched = getValues('to') === typed && document.activeElement?.getAttribute('name') !== 'to'
  if (formatted && formatted !== typed && isUntouched) setValue('to', formatted, { shouldValidate: true })
}

function remarkOn(number: LibraryNumber, e164: string, country: string | undefined): string | undefined {
  if (country && !number.isPossible() && !MEXICAN_WITH_1.test(e164))
    return `This does not have the length of a number in ${country}. Check it.`
  if (number.number !== e164) return explainReading(number, e164)
  return EXTRA_DIGITS[number.countryCallingCode]
}

function explainReading(number: LibraryNumber, e164: string): string {
  const { countryCallingCode, nationalNumber } = number
  const formatted = number.formatInternational()
  const code = `+${countryCallingCode}`
  if (!e164.endsWith(nationalNumber))
    return `From abroad this number is ${formatted}. If you mean that, write it so.`
  const homePrefix = e164.slice(code.length, -nationalNumber.length)
  return `The ${homePrefix} behind ${code} is not dialled from abroad: write ${formatted}.`
}

// The library takes numbers with this digit for too long.
const MEXICAN_WITH_1 = /^\+521\d{10}$/

// Three countries have digits that come and go, and WhatsApp writes them in its own way. Source: send-messages page, 2026.
const EXTRA_DIGITS: Record<string, string> = {
  52: 'Mexico: WhatsApp may add or leave out the 1 after +52. That is normal.',
  54: 'Argentina: mobile numbers have a 9 after +54. WhatsApp may write it differently. That is normal.',
  55: 'Brazil: WhatsApp may add or leave out the 9 before a mobile number. That is normal.',
}
