import './jitless.ts'
import * as z from 'zod/mini'
import type { Refusal, ReplyButton } from './doubles.ts'
import { findDoubles } from './doubles.ts'
import {
  BODY_MAX,
  BUTTON_ID_MAX,
  BUTTON_TITLE_MAX,
  BUTTONS_MAX,
  FOOTER_MAX,
  HEADER_TEXT_MAX,
} from './limits.ts'
import type { MediaKind } from './media.ts'
import { refuseMediaLink } from './media.ts'
import { countCodePoints, countVisibleSigns, isBlank } from './text.ts'

// Every limit of the message stands here once; the draft (form) and the payload (wire) are both built of these parts.

/** Header text: 1 to 60 code points, not blank. Source: interactive reply buttons page. */
export const headerText = z
  .string()
  .check(filled('Write the header text, or choose None.'), atMost(HEADER_TEXT_MAX, 'The header'))

/** Body text: 1 to 1024 code points, not blank. Source: interactive reply buttons page. */
export const bodyText = z.string().check(filled('Write the message.'), atMost(BODY_MAX, 'The message'))

/** Footer text: at most 60 code points, may be empty. Source: interactive reply buttons page. */
export const footerText = z.string().check(atMost(FOOTER_MAX, 'The footer'))

/** Button title: 1 to 20 code points, not blank. Source: interactive reply buttons page. */
export const buttonTitle = z
  .string()
  .check(filled('Write what the button says.'), atMost(BUTTON_TITLE_MAX, 'The button text'))

/** Button id: 1 to 256 code points, not blank. Source: interactive reply buttons page. */
export const buttonId = z
  .string()
  .check(filled('Give the button an ID.'), atMost(BUTTON_ID_MAX, 'The button ID'))

/** Media ID as the upload gave it. Source: Cloud API media page. */
export const mediaId = z.string().check(
  filled('Paste the media ID that the upload gave you.'),
  z.refine((id) => !id.includes('://'), 'This is a link, not a media ID. Choose Link for it.'),
  z.refine((id) => isBlank(id) || !/\s/.test(id), 'A media ID has no blanks in it.'),
)

/** Link of a header medium, by kind: http or https, open to everybody, of a type that WhatsApp takes. */
export function mediaLink(kind: MediaKind) {
  return z.string().check(
    z.check((context) => {
      const message = refuseMediaLink(kind, context.value)
      if (message) context.issues.push({ code: 'custom', continue: true, message, input: context.value })
    }),
  )
}

/** Finds what is wrong with the buttons as a list: their number, and texts or IDs that occur twice. */
export function refuseButtons(buttons: readonly ReplyButton[]): Refusal[] {
  return [...refuseNumber(buttons), ...findDoubles(buttons)]
}

/** The same for their number alone, whatever they are. */
export function refuseNumber({ length }: readonly unknown[]): Refusal[] {
  if (length === 0) return [{ path: [], message: 'Add at least one button.' }]
  const tooMany = length - BUTTONS_MAX
  const message = `WhatsApp allows ${BUTTONS_MAX} buttons at most. Remove ${tooMany}.`
  return tooMany > 0 ? [{ path: [], message }] : []
}

/** Sentence about a text that is too long, with the reason where people see fewer signs than are counted. */
export function explainTooLong(text: string, max: number, subject: string): string {
  const count = countCodePoints(text)
  const over = count - max
  const visible = countVisibleSigns(text)
  const counted =
    visible < count
      ? ` Some signs, like joined emoji, count as several: you see ${visible}, WhatsApp counts ${count}.`
      : ''
  return `${subject} is ${over} ${over === 1 ? 'character' : 'characters'} too long. WhatsApp takes ${max} at most.${counted}`
}

/** A check that a text is not blank. */
export function filled(message: string) {
  return z.refine<string>((text) => !isBlank(text), message)
}

function atMost(max: number, subject: string) {
  return z.check<string>((context) => {
    // There are never more code points than UTF-16 units.
    if (context.value.length <= max || countCodePoints(context.value) <= max) return
    context.issues.push({
      code: 'custom',
      continue: true,
      message: explainTooLong(context.value, max, subject),
      input: context.value,
    })
  })
}
