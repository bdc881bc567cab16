import { Moon, Sun } from 'lucide-react'

/** Turns light to dark and back. Until it is used the page follows the system. */
export function ThemeSwitch() {
  return (
    <button
      type="button"
      className="quiet w-9 px-0"
      aria-label="Switch between light and dark"
      onClick={switchTheme}
    >
      <Moon size={18} aria-hidden="true" className="theme-moon" />
      <Sun size={18} aria-hidden="true" className="theme-sun" />
    </button>
  )
}

function switchTheme(): void {
  const { dataset } = document.documentElement
  const dark = dataset.theme
    ? dataset.theme === 'dark'
    : window.matchMedia('(prefers-color-scheme: dark)').matches
  dataset.theme = dark ? 'light' : 'dark'
  // A cookie, because the server writes the choice into the page: the first paint is right, without a script.
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that Trio runs in.
  document.cookie = `trio-theme=${dataset.theme}; path=/; max-age=31536000; samesite=strict`
}
