import { useEffect, useRef } from 'react'

type CopyRefusedProps = { text: string; onClose: () => void }

/** Shown when the browser refuses the clipboard: the text itself, selected, so that the keyboard can copy it. */
export function CopyRefused({ text, onClose }: CopyRefusedProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    dialog.current?.showModal()
    area.current?.select()
  }, [])

  return (
    <dialog
      ref={dialog}
      aria-labelledby="copy-refused"
      className="m-auto w-[min(560px,calc(100vw-32px))] rounded-xl border border-line bg-sheet p-5 text-ink shadow-2xl backdrop:bg-[rgb(0_0_0/0.4)]"
      onClose={onClose}
    >
      <h2 id="copy-refused" className="font-semibold">
        The browser did not allow copying
      </h2>
      <p className="mt-1 text-soft">The text is selected: press Ctrl+C, on a Mac ⌘C.</p>
      <textarea
        ref={area}
        aria-label="Text to copy"
        readOnly
        dir="ltr"
        spellCheck={false}
        defaultValue={text}
        rows={Math.min(14, text.split('\n').length + 1)}
        className="control mt-3 resize-none font-mono text-[13px]"
      />
      <form method="dialog" className="mt-3 text-right">
        <button type="submit" className="quiet">
          Close
        </button>
      </form>
    </dialog>
  )
}
