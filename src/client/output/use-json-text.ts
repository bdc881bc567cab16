import type { ChangeEvent, ClipboardEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { toJson } from '#whatsapp/json.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { useMessageForm } from '../form.ts'
import { openOverlay } from '../overlay.ts'
import type { JsonReading } from './read-json.ts'

/** What somebody writes in the JSON field, what of it was pasted and not read yet, and the form's JSON from which it went on. */
type Own = { text: string; pasted: string; formJson: string; reading: JsonReading | undefined }

const toText = (draft: MessageDraft) => toJson(draftToPayload(draft))

// Once it is here it is called at once, so that the field and the preview are painted together.
let editing: typeof import('./edit-json.ts') | undefined
async function loadEditing() {
  editing = await import('./edit-json.ts')
  return editing
}

// What cannot be read yet survives a look at another tab.
let unfinished: Own | undefined

/**
 * The text of the JSON field: what is written there while it is in use and the form says the same, else the JSON of the form.
 * Valid JSON changes the form at once; an edit of the form ends what was written and could not be read.
 */
export function useJsonText() {
  const form = useMessageForm()
  const formJson = useWatch({ control: form.control, compute: toText })
  const [isFocused, setIsFocused] = useState(false)
  const [own, setOwn] = useState(() => (unfinished?.formJson === formJson ? unfinished : undefined))
  // What came into the form from elsewhere, like the ID of a file that has arrived, is missing in a text that was read before:
  // its next letter would take it out again.
  const isUnread = !own?.reading?.draft
  const shown = own && ((isFocused && isUnread) || own.formJson === formJson) ? own : undefined
  const latest = useRef(shown)
  const pasted = useRef('')

  useEffect(() => {
    latest.current = shown
    unfinished = shown?.reading && !shown.reading.draft ? shown : undefined
  }, [shown])

  function edit({ target, nativeEvent }: ChangeEvent<HTMLTextAreaElement>): void {
    const { inputType } = nativeEvent as InputEvent
    const came = inputType === 'insertFromDrop' ? target.value : pasted.current
    pasted.current = ''
    const next: Own = {
      text: target.value,
      pasted: came || (shown?.pasted ?? ''),
      formJson,
      reading: shown?.reading,
    }
    latest.current = next
    setOwn(next)
    void apply(next)
  }

  async function apply(next: Own): Promise<void> {
    const loaded = editing ?? (await loadEditing().catch(() => undefined))
    // Another letter may have come while the code was on its way.
    if (!loaded || latest.current !== next) return
    const reading = loaded.applyJson(form, next.text, next.pasted)
    if (reading === 'arrival') {
      setOwn(undefined)
      openOverlay({ kind: 'arrival', text: next.pasted })
      return
    }
    const pasted = reading.draft ? '' : next.pasted
    setOwn({ ...next, pasted, formJson: toText(form.getValues()), reading })
  }

  return {
    text: shown?.text ?? formJson,
    /** Nothing is written here: what can be taken back is the draft's. */
    isOfDraft: shown === undefined,
    reading: shown?.reading,
    edit,
    paste: (event: ClipboardEvent<HTMLTextAreaElement>) => {
      pasted.current = event.clipboardData.getData('text/plain')
      if (editing?.pasteJson(form, event.currentTarget, pasted.current)) event.preventDefault()
    },
    focus: () => {
      setIsFocused(true)
      if (!shown) setOwn(undefined)
      loadEditing().catch(() => {})
    },
    blur: () => {
      setIsFocused(false)
      if (own?.reading?.draft && own.reading.mistakes.length === 0) setOwn(undefined)
    },
    discard: () => setOwn(undefined),
  }
}
