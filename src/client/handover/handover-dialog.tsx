import './handover.css'
import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { toHandoverMarkdown } from '#whatsapp/handover.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { useConfig } from '../config.ts'
import { tellProblems } from '../field-label.ts'
import { useMessageForm } from '../form.ts'
import { closeOverlay } from '../overlay.ts'
import { saveFile } from '../save-file.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { judgeNow, useVerdict } from '../verdict.tsx'
import { withoutRecipient } from '../without-recipient.ts'
import { Sheet } from './sheet.tsx'

/** All that a developer needs to send this message and to read its answers, on paper, as PDF or as Markdown. */
export function HandoverDialog() {
  const { getValues } = useMessageForm()
  const config = useConfig()
  const [draft] = useState(() => structuredClone(getValues()))
  const { graphVersion = 'v26.0' } = typeof config === 'object' ? config : {}
  const payload = withoutRecipient(draftToPayload(draft))
  const verdict = judgeNow(draft, useVerdict())
  // The recipient is no part of what is handed over.
  const caveat = tellProblems(verdict?.problems.filter(({ path }) => path !== 'to'))
  const markdown = () => toHandoverMarkdown({ payload, graphVersion, caveat })

  return createPortal(
    <Dialog title="Hand over to a developer" className="handover" onClose={closeOverlay}>
      <div className="handover-tools">
        <button type="button" className="dialog-go inline-flex items-center gap-2" onClick={() => print()}>
          <Printer size={16} aria-hidden="true" />
          Print or save as PDF
        </button>
        <CopyButton label="Copy Markdown" copy={() => ({ text: markdown(), caveat })} className={OTHER} />
        <button
          type="button"
          className={OTHER}
          onClick={() => saveFile(markdown(), 'message.md', 'text/markdown')}
        >
          <Download size={16} aria-hidden="true" />
          Download Markdown
        </button>
      </div>
      <Sheet draft={draft} payload={payload} caveat={caveat} />
    </Dialog>,
    // Straight in the body, so that what is printed is easily told from the page behind it.
    document.body,
  )
}

const OTHER = 'quiet min-h-[42px] border border-line text-ink'
