import { useEffect, useState } from 'react'
import { toJson } from '#whatsapp/json.ts'
import type { MessageDraft } from '#whatsapp/message.ts'
import { draftToPayload } from '#whatsapp/to-payload.ts'
import { useMessageForm } from '../form.ts'
import { closeOverlay, openOverlay } from '../overlay.ts'
import { saveFile } from '../save-file.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { withoutRecipient } from '../without-recipient.ts'
import { QrPicture } from './qr-picture.tsx'
import type { ShareLink } from './share-link.ts'
import { toShareLink } from './share-link.ts'

/** The draft as a link that holds all of it, so that no server has to keep anything. */
export function ShareDialog() {
  const { getValues } = useMessageForm()
  const [draft] = useState(() => structuredClone(getValues()))
  const [link, setLink] = useState<ShareLink>()

  useEffect(() => {
    void toShareLink(draft, location.origin).then(setLink)
  }, [draft])

  return (
    <Dialog title="Share this message" onClose={closeOverlay}>
      {link?.ok === false ? (
        <p role="alert" className="text-amber">
          This message is too long for a link. Pass it on as a file: dropped on Trio, it opens there. The
          recipient does not travel.
        </p>
      ) : (
        <p className="text-soft">
          Whoever opens the link sees the message first and may then go on with a copy of their own. The
          message is in the link itself; no server keeps it. The recipient does not travel.
        </p>
      )}
      {link?.ok && <Link url={link.url} />}
      <div className="mt-4 flex flex-wrap gap-2 border-t border-line pt-4">
        <button type="button" className={OTHER} onClick={() => saveJson(draft)}>
          Download file
        </button>
        <button type="button" className={OTHER} onClick={() => openOverlay({ kind: 'handover' })}>
          Hand over to a developer
        </button>
      </div>
    </Dialog>
  )
}

const OTHER = 'quiet min-h-[42px] border border-line text-ink'

function Link({ url }: { url: string }) {
  return (
    <>
      <div className="mt-3 flex gap-2">
        <input
          aria-label="Link"
          readOnly
          dir="ltr"
          value={url}
          className="control min-w-0 font-mono text-[13px]"
          onFocus={(event) => event.target.select()}
        />
        <CopyButton label="Copy link" copy={() => ({ text: url })} className="dialog-go shrink-0" />
      </div>
      {isOnlyHere() && (
        <p className="mt-2 text-[13px] text-amber">
          The link leads to this computer: it opens here alone, as this Trio has no address for others. For
          somebody elsewhere, download the file.
        </p>
      )}
      <QrPicture link={url} hint={isOnlyHere() ? ONLY_HERE : ANYWHERE} />
    </>
  )
}

const ANYWHERE = 'Point a phone’s camera at it to open the link there.'
const ONLY_HERE = 'A phone reads this code, but cannot reach this computer with it.'

function isOnlyHere(): boolean {
  return /^(?:localhost|127\.|\[::1\])/.test(location.hostname)
}

function saveJson(draft: MessageDraft): void {
  saveFile(toJson(withoutRecipient(draftToPayload(draft))), 'message.json', 'application/json')
}
