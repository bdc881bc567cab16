import { Download } from 'lucide-react'
import { useMessageForm } from '../form.ts'
import { closeOverlay } from '../overlay.ts'
import { Dialog } from '../ui/dialog.tsx'
import { readCurrent } from './current-draft.ts'
import { downloadDraft } from './download.ts'

/** In the place of the list of drafts where there can be none. */
export function NothingKept() {
  const { getValues } = useMessageForm()
  return (
    <Dialog title="Drafts" onClose={closeOverlay}>
      <p>
        This browser keeps nothing for Trio: storing data is blocked for this site. What you write is on this
        page alone, and is lost when you close or reload it.
      </p>
      <p className="mt-2 mb-4 text-soft">
        Download the draft first. Then allow this site to store data in the settings of the browser, reload
        the page and drop the file on it.
      </p>
      <button
        type="button"
        className="dialog-go inline-flex items-center gap-2"
        onClick={() => downloadDraft(getValues(), readCurrent().name)}
      >
        <Download size={16} aria-hidden="true" />
        Download the draft
      </button>
    </Dialog>
  )
}
