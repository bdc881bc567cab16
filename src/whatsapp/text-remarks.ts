import { hasMarks } from './formatting.ts'
import { exceedsInUtf16Only } from './text.ts'

export type RemarkCode =
  | 'to.plus'
  | 'recipient_type.missing'
  | 'link'
  | 'filename.missing'
  | 'media_id.digits'
  | 'text.utf16'
  | 'text.marks'
  | 'text.line_break'
  | 'button.title.case'

/** Something worth knowing about a payload that does not stop it: where, what kind, and a sentence. */
export type Remark = { pointer: string; code: RemarkCode; message: string }

/** Remarks on one text of the message: `line` for header text, footer and titles, `body` for the body. */
export function remarkOnText(pointer: string, text: string, max: number, kind: 'body' | 'line'): Remark[] {
  const remarks = remarkOnLength(pointer, text, max)
  if (kind === 'body') return remarks
  if (hasMarks(text))
    remarks.push({
      pointer,
      code: 'text.marks',
      message: 'WhatsApp formats only the body. Here the marks are shown as you typed them.',
    })
  if (/[\r\n]/.test(text))
    remarks.push({
      pointer,
      code: 'text.line_break',
      message: 'This is a single line on the phone. Remove the line break.',
    })
  return remarks
}

/**
 * A remark where signs like emoji, which some systems count twice, make a text longer than `max`; `what` names one that no field
 * shows. Source: policy P1.
 */
export function remarkOnLength(pointer: string, text: string, max: number, what?: string): Remark[] {
  if (!exceedsInUtf16Only(text, max)) return []
  const message = `${what ? `${what} is close` : 'Close'} to the limit: with emoji, some systems count ${text.length} characters here and ${max} is the most.`
  return [{ pointer, code: 'text.utf16', message }]
}
