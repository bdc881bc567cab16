import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { announce } from './announcer.tsx'
import { lazyPart } from './lazy-part.tsx'

const CopyRefused = lazyPart(async () => (await import('./copy-refused.tsx')).CopyRefused)

export type Copied = {
  text: string /** What the copy lacks, said after "Copied". */
  caveat?: string | undefined
}

type State =
  | { phase: 'idle' }
  | { phase: 'copied'; caveat: string | undefined }
  | { phase: 'failed'; text: string }

type CopyButtonProps = {
  label: string
  copy: () => Copied | Promise<Copied>
  className?: string
  iconOnly?: boolean
}

const SHOWN_FOR = 2000

/** Copies a text and says how it went. When the browser refuses, the text stands selected, ready for Ctrl+C. */
export function CopyButton({ label, copy, className = '', iconOnly = false }: CopyButtonProps) {
  const [state, setState] = useState<State>({ phase: 'idle' })

  useEffect(() => {
    if (state.phase !== 'copied') return
    const timer = setTimeout(() => setState({ phase: 'idle' }), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [state])

  async function onClick(): Promise<void> {
    const copied = copy()
    const { text, caveat } = copied instanceof Promise ? await copied : copied
    if (await writeToClipboard(text)) {
      setState({ phase: 'copied', caveat })
      announce(caveat ? `Copied. ${caveat}` : 'Copied')
    } else {
      setState({ phase: 'failed', text })
      announce('The browser did not allow copying. The text is selected: press Ctrl+C, on a Mac ⌘C.')
    }
  }

  const isCopied = state.phase === 'copied'
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={iconOnly ? label : undefined}
        title={state.phase === 'copied' ? state.caveat : undefined}
        onClick={() => void onClick()}
      >
        {iconOnly ? (
          <CopyIcon state={state} />
        ) : (
          <StableLabel label={label} isCopied={isCopied} icon={<CopyIcon state={state} />} />
        )}
      </button>
      {state.phase === 'failed' && (
        <CopyRefused text={state.text} onClose={() => setState({ phase: 'idle' })} />
      )}
    </>
  )
}

function CopyIcon({ state }: { state: State }) {
  if (state.phase !== 'copied') return <Copy size={15} aria-hidden="true" />
  if (state.caveat) return <TriangleAlert size={15} aria-hidden="true" className="text-amber" />
  return <Check size={15} aria-hidden="true" className="text-accent" />
}

/** Both words lie in one cell of a grid, so that the button keeps its width. */
function StableLabel({ label, isCopied, icon }: { label: string; isCopied: boolean; icon: React.ReactNode }) {
  return (
    <span className="inline-grid justify-items-center">
      <span className={`col-start-1 row-start-1 ${isCopied ? 'invisible' : ''}`}>{label}</span>
      <span
        className={`col-start-1 row-start-1 inline-flex items-center gap-1.5 ${isCopied ? '' : 'invisible'}`}
      >
        {icon}Copied
      </span>
    </span>
  )
}

/** Without https (a server in the local network) there is no clipboard interface: there the old command still copies. */
async function writeToClipboard(text: string): Promise<boolean> {
  try {
    if (!window.isSecureContext) return copyBySelection(text)
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'sr-only'
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
