import type { ImportResult } from '#whatsapp/import/import-text.ts'
import { IMPORT_MAX_BYTES, importText } from '#whatsapp/import/import-text.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { markForeign } from '../foreign-media.ts'
import type { MessageForm } from '../form.ts'
import { readCurrent } from '../library/current-draft.ts'
import { openOverlay } from '../overlay.ts'
import { showDraft } from '../show-draft.ts'

export type Source = { text: string } | { file: File }

/** What became of something that came; `before` is the text that it took the place of, in the draft of this line. */
export type TakenIn = {
  result: ImportResult
  name: string | undefined
  before?: { draft: MessageDraft; line: number }
  /** A link with a draft in it, where there is no message beside it. */
  link?: { kind: 'link'; hash: string }
}

/** Milliseconds in which the message itself is painted. */
const REPORT_AFTER = 120

let arrivals = 0

/** Takes in what came and opens the report on it a moment later. */
export async function arrive(form: MessageForm, source: Source): Promise<void> {
  arrivals += 1
  const arrival = arrivals
  const taken = await takeIn(form, source)
  await new Promise((resolve) => setTimeout(resolve, REPORT_AFTER))
  if (arrival === arrivals) openOverlay(taken.link ?? { kind: 'arrival', ...source, taken })
}

/** Reads what came and, if it is a message, puts it into the form. */
export async function takeIn(form: MessageForm, source: Source): Promise<TakenIn> {
  const result = 'text' in source ? importText(source.text) : await readFile(source.file)
  const name = 'file' in source ? source.file.name : undefined
  if (result.kind === 'unreadable' && 'text' in source) {
    const [hash] = /#draft=[\w-]+/.exec(source.text) ?? []
    return { result, name, ...(hash && { link: { kind: 'link', hash } }) }
  }
  if (result.kind !== 'message') return { result, name }
  const before = { draft: structuredClone(form.getValues()), line: readCurrent().line }
  markForeign(result.draft)
  await showDraft(form, result.draft)
  if (hasBreaks(result.draft)) result.mended.push({ message: BREAKS })
  return { result, name, before }
}

const BREAKS =
  'Header, footer and button texts are single lines on the phone: a blank stands now where a line break was.'

function hasBreaks({ header, footer, buttons }: MessageDraft): boolean {
  return [header.text, footer, ...buttons.map(({ title }) => title)].some((text) => /[\r\n]/.test(text))
}

async function readFile(file: File): Promise<ImportResult> {
  if (!/\.(?:json|txt)$/i.test(file.name) && !/^(?:application\/json|text\/)/.test(file.type))
    return unreadable(
      'Messages are read from .json and .txt files. A picture, video or document goes into the header: choose its kind there, then Upload.',
    )
  if (file.size > IMPORT_MAX_BYTES)
    return unreadable('This file is larger than 256 KB. Open one that holds the message alone.')
  try {
    return importText(await file.text())
  } catch {
    return unreadable('The browser could not read this file.')
  }
}

function unreadable(message: string): ImportResult {
  return { kind: 'unreadable', message }
}
