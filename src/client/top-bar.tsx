import { ModeBadge } from './send/mode-badge.tsx'
import { ThemeSwitch } from './theme-switch.tsx'

export function TopBar() {
  return (
    <header className="app-top">
      <svg viewBox="0 0 32 32" className="size-6" aria-hidden="true">
        <rect x="3" y="4" width="26" height="7" rx="3.5" className="fill-accent" />
        <rect x="3" y="13" width="26" height="7" rx="3.5" className="fill-accent opacity-65" />
        <rect x="3" y="22" width="26" height="7" rx="3.5" className="fill-accent opacity-35" />
      </svg>
      <h1 className="text-lg font-bold tracking-tight">Trio</h1>
      <div className="ml-auto flex items-center gap-2">
        <ModeBadge />
        <ThemeSwitch />
      </div>
    </header>
  )
}
