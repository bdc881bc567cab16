import { useEffect, useState } from 'react'
import { markForeign } from '../foreign-media.ts'
import { useMessageForm } from '../form.ts'
import { startDraft } from '../library/switch-draft.ts'
import { untilLoggedIn } from '../log-in/until-logged-in.ts'
import { closeOverlay } from '../overlay.ts'
import { Bubble } from '../preview/bubble.tsx'
import { announce } from '../ui/announcer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { isShareLink } from './is-share-link.ts'
import type { OpenedLink } from './share-link.ts'
import { openShareLink } from './share-link.ts'

/** A message that came in a link: looked at first, and loaded only when somebody says so. */
export function LinkArrival({ hash }: { hash: string }) {
  const form = useMessageForm()
  const [opened, setOpened] = useState<OpenedLink>()

  useEffect(() => {
    let isCurrent = true
    void Promise.all([openShareLink(hash), untilLoggedIn()]).then(([link]) => {
      if (!isCurrent) return
      if (link.ok) markForeign(link.draft)
      setOpened(link)
    })
    return () => {
      isCurrent = false
    }
  }, [hash])

  // Back leads out of the link; another link opens by itself.
  useEffect(() => {
    const follow = () => isShareLink(location.hash) || closeOverlay()
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])

  if (!opened) return null
  if (!opened.ok)
    return (
      <Dialog title="This link cannot be opened" onClose={leave}>
        <p className="text-soft">{opened.message}</p>
        <p className="mt-2 text-soft">
          Ask whoever sent it for a new link, or for the message as a file, which you can drop here. Your own
          draft is as it was.
        </p>
        <form method="dialog" className="mt-4">
          <button type="submit" className="dialog-go">
            Go on
          </button>
        </form>
      </Dialog>
    )
  const { draft, notes } = opened

  function open(): void {
    startDraft(form, draft, '')
    leave()
    announce('The message from the link is in the editor now.')
  }

  return (
    <Dialog title="A message from a link" onClose={leave}>
      <p className="text-soft">
        Somebody made this message and passed it on to you. Nothing is sent by opening it, and it has no
        recipient.
      </p>
      <div className="phone-screen mt-3">
        <Bubble draft={draft} />
      </div>
      {notes.length > 0 && (
        <ul className="mt-3 grid gap-1 text-[13px] text-amber">
          {notes.map(({ message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <li key={index}>{message}</li>
          ))}
        </ul>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        <button type="button" className="dialog-go" onClick={open}>
          Open as a draft
        </button>
        <button type="button" className="quiet min-h-[42px] border border-line" onClick={leave}>
          Not now
        </button>
      </div>
    </Dialog>
  )
}

/** The message leaves the address too, so that a reload does not bring it again. */
function leave(): void {
  history.replaceState(history.state, '', location.pathname + location.search)
  closeOverlay()
}
