import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useMessageForm } from '../form.ts'
import { closeOverlay } from '../overlay.ts'
import { announce } from '../ui/announcer.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { toContent } from './current-draft.ts'
import type { Version } from './history.ts'
import { listVersions, takeVersion } from './history.ts'
import { readRecord } from './shelf.ts'
import { restoreVersion } from './switch-draft.ts'
import { Thumb } from './thumb.tsx'
import { sayExactly, sayWhen } from './when.ts'

type VersionsProps = { id: string; name: string; onBack: () => void }

type Loaded = 'loading' | 'refused' | Version[]

/** What the draft has been, newest first; any of it comes back with one press. */
export function Versions({ id, name, onBack }: VersionsProps) {
  const form = useMessageForm()
  const [versions, setVersions] = useState<Loaded>('loading')
  useEffect(() => {
    listWithNow(id).then(setVersions, () => setVersions('refused'))
  }, [id])

  const isRestoring = useRef(false)

  async function restore(version: Version): Promise<void> {
    // A double click would be a second step of undo, which seems to do nothing.
    if (isRestoring.current) return
    isRestoring.current = true
    await restoreVersion(form, id, name, version)
    closeOverlay()
    announce(`The version of ${sayWhen(version.at)} is in the editor. Undo takes you back.`)
  }

  const record = readRecord(id)
  const now = record && toContent({ ...record.draft, to: '' })
  return (
    <Dialog title={`Versions of “${name}”`} className="library" onClose={closeOverlay}>
      <div className="library-tools">
        <button type="button" className="library-button" onClick={onBack}>
          <ArrowLeft size={16} aria-hidden="true" />
          All drafts
        </button>
      </div>
      <div className="library-list">
        <p className="library-lead">{LEAD[typeof versions === 'string' ? versions : 'listed']}</p>
        {typeof versions !== 'string' && (
          <ul className="library-grid">
            {versions.map((version, index) => (
              <li key={version.at}>
                <VersionCard
                  version={version}
                  changes={listChanges(versions[index + 1], version)}
                  isNow={toContent(version.draft) === now}
                  onRestore={() => void restore(version)}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  )
}

/** What was written just before a reload had no pause to become a version in. */
async function listWithNow(id: string): Promise<Version[]> {
  const record = readRecord(id)
  if (record) await takeVersion(record)
  return listVersions(id)
}

const LEAD = {
  loading: 'Looking for versions …',
  refused: 'This browser does not let Trio keep versions. The draft itself is kept.',
  listed:
    'The last twenty, taken whenever you pause and before anything is replaced. Recipients are not in them.',
}

const PARTS = { header: 'Header', body: 'Body', footer: 'Footer', buttons: 'Buttons' } as const

/** What is different from the version before, as pictures so small do not always show it. */
function listChanges(before: Version | undefined, { draft }: Version): string {
  if (!before) return ''
  const parts = Object.keys(PARTS) as (keyof typeof PARTS)[]
  const changed = parts.filter((part) => JSON.stringify(before.draft[part]) !== JSON.stringify(draft[part]))
  return changed.map((part) => PARTS[part]).join(', ')
}

type VersionCardProps = { version: Version; changes: string; isNow: boolean; onRestore: () => void }

function VersionCard({ version, changes, isNow, onRestore }: VersionCardProps) {
  const { at, draft } = version
  return (
    <article
      aria-label={`Version of ${sayExactly(at)}`}
      className="library-card"
      data-current={isNow || undefined}
    >
      <Thumb draft={draft} />
      <p className="library-when" title={sayExactly(at)}>
        {sayWhen(at)}
        {isNow && <span>Now</span>}
      </p>
      {changes && <p className="library-changes">{changes} changed</p>}
      {!isNow && (
        <button type="button" className="library-button library-restore" onClick={onRestore}>
          Restore
        </button>
      )}
    </article>
  )
}
