import './library.css'
import { emptyDraft } from '#whatsapp/draft.ts'
import { listStarters } from '#whatsapp/starters.ts'
import { markForeign } from '../foreign-media.ts'
import { useMessageForm } from '../form.ts'
import { closeOverlay } from '../overlay.ts'
import { announce } from '../ui/announcer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useCurrent } from './current-draft.ts'
import { isStorageBlocked } from './shelf.ts'
import { startBlank, startDraft } from './switch-draft.ts'
import { Thumb } from './thumb.tsx'

const STARTERS = [{ name: 'Blank', draft: emptyDraft() }, ...listStarters()]

/** Finished messages to begin with, and a blank one. */
export function Starters() {
  const form = useMessageForm()
  const { saving } = useCurrent()
  const isKept = saving !== 'failed' && !isStorageBlocked()

  function choose({ name, draft }: (typeof STARTERS)[number]): void {
    if (name === 'Blank') startBlank(form)
    else {
      // Their links are samples: nothing is there to be shown.
      markForeign(draft)
      startDraft(form, draft, name)
    }
    closeOverlay()
    announce(
      `${name} is in the editor. What you had written ${isKept ? 'is under Drafts' : 'was downloaded'}.`,
    )
  }

  return (
    <Dialog title="Starters" className="library" onClose={closeOverlay}>
      <div className="library-list">
        <p className="library-lead">
          Begin with a finished message and make it yours. What you have written so far{' '}
          {isKept ? 'stays under Drafts.' : 'is downloaded as a file first.'}
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
