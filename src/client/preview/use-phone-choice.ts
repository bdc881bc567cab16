import { useEffect, useState, useSyncExternalStore } from 'react'

export type Platform = 'android' | 'ios'
export type PhoneTheme = 'light' | 'dark'

type Choice = { platform: Platform; theme: PhoneTheme | 'page' }

const KEY = 'trio-phone'

/** Which phone the preview draws. It is as light or dark as the page until somebody wishes otherwise, and remembered. */
export function usePhoneChoice() {
  const [choice, setChoice] = useState<Choice>({ platform: 'android', theme: 'page' })
  const pageTheme = useSyncExternalStore(subscribeToPageTheme, readPageTheme, () => 'light' as const)

  // After the first render, which must be the same as the prerendered one.
  useEffect(() => setChoice(readChoice), [])

  function choose(change: Partial<Choice>): void {
    const next = { ...choice, ...change }
    setChoice(next)
    writeChoice(next)
  }

  return {
    ...choice,
    shownTheme: choice.theme === 'page' ? pageTheme : choice.theme,
    choosePlatform: (platform: Platform) => choose({ platform }),
    chooseTheme: (theme: PhoneTheme) => choose({ theme: theme === pageTheme ? 'page' : theme }),
  }
}

function readChoice(before: Choice): Choice {
  const [platform, theme] = readStored().split(' ')
  return {
    platform: platform === 'ios' ? 'ios' : before.platform,
    theme: theme === 'light' || theme === 'dark' ? theme : before.theme,
  }
}

function readStored(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return '' // A browser that forbids storage only forgets the choice.
  }
}

function writeChoice({ platform, theme }: Choice): void {
  try {
    localStorage.setItem(KEY, `${platform} ${theme}`)
  } catch {}
}

const SYSTEM_DARK = '(prefers-color-scheme: dark)'

function readPageTheme(): PhoneTheme {
  const { theme } = document.documentElement.dataset
  const dark = theme ? theme === 'dark' : window.matchMedia(SYSTEM_DARK).matches
  return dark ? 'dark' : 'light'
}

function subscribeToPageTheme(onChange: () => void): () => void {
  const system = window.matchMedia(SYSTEM_DARK)
  const page = new MutationObserver(onChange)
  system.addEventListener('change', onChange)
  page.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', onChange)
    page.disconnect()
  }
}
