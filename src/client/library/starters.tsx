import './library.css'
import { emptyDraft } from '#whatsapp/draft.ts'
import { listStarters } from '#whatsapp/starters.ts'
import { markForeign } from '../foreign-media.ts'
import { useMessageForm } from '../form.ts'
import { closeOverlay } from '../overlay.ts'
import { announce } from '../ui/announcer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { keep, readCurrent, useCurrent } from './current-draft.ts'
import { isStorageBlocked } from './shelf.ts'
import { startBlank, startDraft } from './switch-draft.ts'
import { Thumb } from './thumb.tsx'

const STARTERS = [{ name: 'Blank', draft: emptyDraft() }, ...listStarters()]

/** Finished messages to begin with, and a blank one. */
export function Starters() {
  const form = useMessageForm()
  const { saving } = useCurrent()
  const isBlocked = isStorageBlocked()

  function choose({ name, draft }: (typeof STARTERS)[number]): void {
    keep()
    const isLost = readCurrent().saving === 'failed'
    const before = isLost ? 'was downloaded' : !isBlocked && 'is under Drafts'
    if (name === 'Blank') startBlank(form)
    else {
      // Their links are samples: nothing is there to be shown.
      markForeign(draft)
      startDraft(form, draft, name, true)
    }
    closeOverlay()
    announce(`${name} is in the editor.${before ? ` What you had written ${before}.` : ''}`)
  }

  return (
    <Dialog title="Starters" className="library" onClose={closeOverlay}>
      <div className="library-list">
        <p className="library-lead">
          Begin with a finished message and make it yours.
          {saving === 'failed'
            ? ' What you have written so far is downloaded as a file first.'
            : !isBlocked && ' What you have written so far stays under Drafts.'}
        </p>
        <ul className="library-grid">
          {STARTERS.map((starter) => (
            <li key={starter.name} className="library-card">
              <Thumb draft={starter.draft} />
              <h3>
                <button type="button" className="library-open" onClick={() => choose(starter)}>
                  {starter.name}
                </button>
              </h3>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
