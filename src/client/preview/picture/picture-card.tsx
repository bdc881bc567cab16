import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { announce } from '../../ui/announcer.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import type { PhoneTheme } from '../use-phone-choice.ts'
import { toPicture } from './to-picture.ts'

type State =
  | { phase: 'drawing' }
  | { phase: 'drawn'; png: Blob; address: string; isWithoutMedium: boolean }
  | { phase: 'failed' }

const BACKGROUNDS = [
  { value: 'chat', label: 'Chat' },
  { value: 'none', label: 'None' },
] as const

/** The bubble as a picture, to be copied into a mail or saved; as light or dark as the phone. */
export function PictureCard({ theme, onClose }: { theme: PhoneTheme; onClose: () => void }) {
  const [background, setBackground] = useState<'chat' | 'none'>('chat')
  const [note, setNote] = useState('')
  const state = usePicture(background, theme)

  function say(sentence: string): void {
    setNote(sentence)
    announce(sentence)
  }

  // Outside of the preview, which a window that becomes narrow may hide, and this with it.
  return createPortal(
    <Dialog title="Picture of the message" className="picture-card [--wide:420px]" onClose={onClose}>
      <div className="flex items-center gap-3">
        <span aria-hidden="true" className="text-[13px] text-soft">
          Background
        </span>
        <Segmented label="Background" value={background} options={BACKGROUNDS} onChange={setBackground} />
      </div>
      <div className="my-3 grid h-72 place-items-center overflow-hidden rounded-lg border border-line bg-well p-2">
        {state.phase === 'drawn' && (
          <img
            src={state.address}
            alt="The message as it will be saved"
            className="max-h-66 object-contain"
          />
        )}
        {state.phase === 'failed' && (
          <p className="p-4 text-center text-red">
            This browser could not draw the message. A screenshot of the page does the same.
          </p>
        )}
      </div>
      {state.phase === 'drawn' && state.isWithoutMedium && (
        <p className="mb-2 text-[13px] text-amber">
          The header’s picture is left blank: it lies on another server, from which a page may not copy.
        </p>
      )}
      {state.phase === 'drawn' && (
        <div className="flex flex-wrap gap-2">
          <button type="button" className="dialog-go" onClick={() => void copyPicture(state.png).then(say)}>
            Copy picture
          </button>
          <a
            className="quiet min-h-[42px] border border-line text-ink"
            href={state.address}
            download="whatsapp-message.png"
            onClick={() => say('Saved.')}
          >
            Save picture
          </a>
        </div>
      )}
      <p className="mt-2 -mb-2 min-h-5 text-[13px] text-soft">{note}</p>
    </Dialog>,
    document.body,
  )
}

function usePicture(background: 'chat' | 'none', theme: PhoneTheme): State {
  const [state, setState] = useState<State>({ phase: 'drawing' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme is drawn as it is seen
  useEffect(() => {
    let isOver = false
    drawMessage(background).then(
      ({ png, isWithoutMedium }) =>
        isOver || setState({ phase: 'drawn', png, address: URL.createObjectURL(png), isWithoutMedium }),
      () => isOver || setState({ phase: 'failed' }),
    )
    return () => {
      isOver = true
    }
  }, [background, theme])
  // Until the next picture is there, this one is shown and can be saved.
  useEffect(() => () => void (state.phase === 'drawn' && URL.revokeObjectURL(state.address)), [state])
  return state
}

async function drawMessage(background: 'chat' | 'none') {
  const message = document.querySelector<HTMLElement>('.phone-chat .message')
  if (!message) throw new Error('no message is shown')
  return await toPicture(message, background)
}

async function copyPicture(png: Blob): Promise<string> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
    return 'Copied. Paste it into a mail or a chat.'
  } catch {
    return 'The browser did not allow copying a picture. Save it instead.'
  }
}
