import {
  BODY_MAX,
  BUTTON_ID_MAX,
  BUTTON_TITLE_MAX,
  FOOTER_MAX,
  HEADER_TEXT_MAX,
  TRACKING_DATA_MAX,
} from './limits.ts'
import { warnAboutMediaLink } from './media.ts'
import type { Payload } from './payload.ts'
import { parseTo } from './recipient.ts'
import { isBlank } from './text.ts'
import type { Remark } from './text-remarks.ts'
import { remarkOnLength, remarkOnText } from './text-remarks.ts'

/** All remarks on a payload that the check lets pass, in the order of the message. Sources: policies on counting, marks, links. */
export function remarkOnPayload(payload: Payload): Remark[] {
  const { interactive } = payload
  return [
    ...remarkOnAddress(payload),
    ...remarkOnHeader(interactive.header),
    ...remarkOnText('/interactive/body/text', interactive.body.text, BODY_MAX, 'body'),
    ...(interactive.footer
      ? remarkOnText('/interactive/footer/text', interactive.footer.text, FOOTER_MAX, 'line')
      : []),
    ...remarkOnButtons(interactive.action.buttons),
    ...remarkOnTracking(payload.biz_opaque_callback_data),
  ]
}

function remarkOnAddress({ to, recipient_type }: Payload): Remark[] {
  const remarks: Remark[] = []
  if (recipient_type === undefined)
    remarks.push({
      pointer: '/recipient_type',
      code: 'recipient_type.missing',
      message: 'recipient_type is missing. Trio writes "individual", as WhatsApp’s pages do.',
    })
  const parsed = to === undefined ? undefined : parseTo(to)
  if (parsed?.ok && parsed.withoutPlus)
    remarks.push({
      pointer: '/to',
      code: 'to.plus',
      message: `This number has no +. Trio reads it as ${parsed.e164}: check the country code.`,
    })
  return remarks
}

function remarkOnHeader(header: Payload['interactive']['header']): Remark[] {
  if (!header) return []
  if (header.type === 'text')
    return remarkOnText('/interactive/header/text', header.text, HEADER_TEXT_MAX, 'line')
  const medium: { id?: string | undefined; link?: string | undefined; filename?: string | undefined } =
    header.type === 'image' ? header.image : header.type === 'video' ? header.video : header.document
  const pointer = `/interactive/header/${header.type}`
  const remarks: Remark[] = []
  const warning = medium.link === undefined ? undefined : warnAboutMediaLink(header.type, medium.link)
  if (warning) remarks.push({ pointer: `${pointer}/link`, code: 'link', message: warning })
  if (medium.id && !/^\d+$/.test(medium.id))
    remarks.push({
      pointer: `${pointer}/id`,
      code: 'media_id.digits',
      message: 'Media IDs are digits only. Check this one.',
    })
  if (header.type === 'document' && isBlank(medium.filename ?? ''))
    remarks.push({
      pointer: `${pointer}/filename`,
      code: 'filename.missing',
      message: 'Without a file name the customer’s phone shows “Untitled”.',
    })
  return remarks
}

function remarkOnButtons(buttons: Payload['interactive']['action']['buttons']): Remark[] {
  const seen = new Map<string, string>()
  return buttons.flatMap(({ reply: { title, id } }, index) => {
    const reply = `/interactive/action/buttons/${index}/reply`
    const pointer = `${reply}/title`
    const remarks = [
      ...remarkOnText(pointer, title, BUTTON_TITLE_MAX, 'line'),
      ...remarkOnLength(`${reply}/id`, id, BUTTON_ID_MAX),
    ]
    const folded = title.trim().toLowerCase()
    const twin = seen.get(folded)
    if (twin !== undefined && twin !== title.trim() && !isBlank(title))
      remarks.push({
        pointer,
        code: 'button.title.case',
        message: 'This text differs from another one only in capitals. Customers may mix them up.',
      })
    seen.set(folded, title.trim())
    return remarks
  })
}

function remarkOnTracking(data = ''): Remark[] {
  return remarkOnLength('/biz_opaque_callback_data', data, TRACKING_DATA_MAX, 'biz_opaque_callback_data')
}
