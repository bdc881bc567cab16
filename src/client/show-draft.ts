import { flushSync } from 'react-dom'
import type { MessageDraft } from '#whatsapp/message.ts'
import { toOneLine } from '#whatsapp/text.ts'
import type { MessageForm } from './form.ts'
import { previewAhead } from './form.ts'
import { replaceDraft } from './replace-draft.ts'
import { untilPainted } from './until-rest.ts'

/** The draft as its fields can hold it: all texts but the body are single lines, and that has line feeds alone. */
export function fitFields(draft: MessageDraft): MessageDraft {
  const { header, body, footer, buttons } = draft
  return {
    ...draft,
    header: { ...header, text: toOneLine(header.text) },
    body: body.replace(/\r\n?/g, '\n'),
    footer: toOneLine(footer),
    buttons: buttons.map(({ title, id }) => ({ title: toOneLine(title), id })),
  }
}

/** After these the form is read or written, and in a hidden page no frame would come. */
const SIGNS = ['keydown', 'beforeinput', 'pointerdown', 'visibilitychange', 'pagehide']

// The draft that the preview shows and the form does not hold yet.
let coming: MessageDraft | undefined

/**
 * Shows a draft that came from elsewhere: the preview is painted first, and `put` brings the draft into the form with all its
 * fields a frame later, or with the first key or press, or the end of the visit, before that.
 */
export async function showDraft(form: MessageForm, brought: MessageDraft, put?: () => void): Promise<void> {
  const draft = fitFields(brought)
  coming = draft
  previewAhead(draft)
  const land = () => {
    if (coming !== draft) return
    coming = undefined
    // Drawn at once too: until then the fields hold the old texts and belong to no form.
    flushSync(put ?? (() => replaceDraft(form, draft)))
    previewAhead()
  }
  const controller = new AbortController()
  const options = { capture: true, signal: controller.signal }
  for (const sign of SIGNS) addEventListener(sign, land, options)
  await untilPainted()
  controller.abort()
  land()
}
