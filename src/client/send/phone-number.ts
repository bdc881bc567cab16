import { parsePhoneNumberFromString } from 'libphonenumber-js/core'
import metadata from 'libphonenumber-js/min/metadata'
import { parseRecipient } from '#whatsapp/recipient.ts'

export type PhoneNumber = {
  /** As its country writes it after the country code: +44 7700 900123. */
  formatted: string
  country: string | undefined
  isPossible: boolean
}

/** What can be said about a number that has its country code; `undefined` for anything else. */
export function describeNumber(input: string): PhoneNumber | undefined {
  const recipient = parseRecipient(input)
  if (!recipient.ok) return undefined
  const number = parsePhoneNumberFromString(recipient.e164, metadata)
  if (!number) return { formatted: recipient.e164, country: undefined, isPossible: true }
  // Ranges for films and tests belong to no country of a shared code: the main one is the honest guess.
  const code = number.country ?? metadata.country_calling_codes[number.countryCallingCode]?.[0]
  return {
    formatted: number.formatInternational(),
    country: code && nameOf(code),
    isPossible: number.isPossible(),
  }
}

function nameOf(code: string): string | undefined {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code)
}
