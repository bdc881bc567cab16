import { LogOut as LogOutIcon } from 'lucide-react'
import { askToLogIn } from './config.ts'
import { DraftName } from './library/draft-bar.tsx'
import { openOverlay } from './overlay.ts'
import { ModeBadge } from './send/mode-badge.tsx'
import { ShortcutsButton } from './shortcuts/key-listener.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

const OVERLAYS = [
  ['drafts', 'Drafts'],
  ['starters', 'Starters'],
  ['share', 'Share'],
] as const

export function TopBar() {
  return (
    <section aria-label="Draft" className="app-top">
      <DraftName />
      <div className="ml-auto flex items-center sm:gap-2">
        <ModeBadge />
        <LogOut />
        {OVERLAYS.map(([kind, label]) => (
          <button key={kind} type="button" className="quiet" onClick={() => openOverlay({ kind })}>
            {label}
          </button>
        ))}
        <ShortcutsButton />
        <ThemeSwitch />
      </div>
    </section>
  )
}

function LogOut() {
  return (
    <button
      type="button"
      className="only-session quiet whitespace-nowrap max-sm:w-9 max-sm:px-0"
      onClick={() => void import('./log-in/log-out.tsx').then(({ logOut }) => logOut(askToLogIn))}
    >
      <LogOutIcon size={18} aria-hidden="true" className="sm:hidden" />
      <span className="max-sm:sr-only">Log out</span>
    </button>
  )
}
