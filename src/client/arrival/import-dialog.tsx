import { FileText } from 'lucide-react'
import type { FormEvent } from 'react'
import { useEffect, useRef, useState } from 'react'
import { closeOverlay, openOverlay } from '../overlay.ts'
import { Dialog } from '../ui/dialog.tsx'

/** For those who do not know that they may paste anywhere. */
export function ImportDialog() {
  const [text, setText] = useState('')
  const file = useRef<HTMLInputElement>(null)

  // The title has the focus at first, and the keys of a paste are all that many will press.
  useEffect(() => {
    const controller = new AbortController()
    addEventListener('paste', readPasted, controller)
    return () => controller.abort()
  }, [])

  function read(event: FormEvent): void {
    event.preventDefault()
    openOverlay({ kind: 'arrival', text })
  }

  return (
    <Dialog title="Paste or open a message" onClose={closeOverlay}>
      <form onSubmit={read}>
        <p id="import-hint" className="text-soft">
          Paste what you were given, just as it is: JSON or a part of it, a cURL command, a piece of code or
          the chat that it stands in. What is odd is mended, and you are told how. Nothing is run or sent.
        </p>
        <textarea
          aria-label="Text to import"
          aria-describedby="import-hint"
          dir="ltr"
          spellCheck={false}
          autoCapitalize="off"
          rows={9}
          value={text}
          className="control mt-3 resize-y font-mono text-[13px]"
          onChange={(event) => setText(event.target.value)}
        />
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <button type="submit" className="dialog-go" disabled={text.trim() === ''}>
            Read it
          </button>
          <button
            type="button"
            className="quiet min-h-[42px] border border-line"
            onClick={() => file.current?.click()}
          >
            <FileText size={16} aria-hidden="true" />
            Open a file
          </button>
          <input
            ref={file}
            type="file"
            aria-label="File to import"
            accept=".json,.txt,application/json,text/plain"
            className="hidden"
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              if (chosen) openOverlay({ kind: 'arrival', file: chosen })
            }}
          />
        </div>
        <p className="mt-3 text-[13px] text-faint">
          Quicker: press Ctrl+V (on a Mac ⌘V) anywhere outside of a field, or drop a .json or .txt file on the
          page.
        </p>
      </form>
    </Dialog>
  )
}

function readPasted({ target, clipboardData }: ClipboardEvent): void {
  const text = clipboardData?.getData('text/plain')
  if (text && !(target instanceof HTMLTextAreaElement)) openOverlay({ kind: 'arrival', text })
}
