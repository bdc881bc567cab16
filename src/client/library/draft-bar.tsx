import './draft-bar.css'
import { useEffect } from 'react'
import type { MessageForm } from '../form.ts'
import { useMessageForm } from '../form.ts'
import { isRightToLeft } from '../preview/direction.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import type { CurrentDraft } from './current-draft.ts'
import { rename, startKeeping, useCurrent } from './current-draft.ts'

const DraftNotice = lazyPart(async () => (await import('./draft-notice.tsx')).DraftNotice)

/** What the draft is called, and that it is kept. */
export function DraftName() {
  const form = useMessageForm()
  const { name, title, saving } = useCurrent()
  useEffect(() => {
    delete document.documentElement.dataset.returning
    recoverLost(form).catch(() => {})
    return startKeeping(form)
  }, [form])
  return (
    <>
      <input
        // A placeholder has no say in what is automatic.
        dir={isRightToLeft(name || title) ? 'rtl' : 'ltr'}
        aria-label="Draft name"
        className="draft-name"
        value={name}
        placeholder={title}
        onChange={(event) => rename(event.target.value)}
        onBlur={() => name !== name.trim() && rename(name.trim())}
      />
      <span className="draft-saved" data-saving={saving}>
        {SAVED[saving] ?? 'Not saved'}
      </span>
    </>
  )
}

/** Only a browser in which something was edited before has a database to look into. */
async function recoverLost(form: MessageForm): Promise<void> {
  const databases = await indexedDB.databases()
  if (databases.length > 0) await (await import('./recover.ts')).recover(form)
}

const SAVED: { [saving in CurrentDraft['saving']]?: string } = { new: '', saved: 'Saved' }

/** Room for what has to be said about keeping the draft, which is seldom anything. */
export function DraftNotices() {
  const { notice, saving } = useCurrent()
  return (notice || SAVED[saving] === undefined) && <DraftNotice />
}
