import { useSyncExternalStore } from 'react'
import type { Config } from '#whatsapp/problem.ts'

export type Mode = Config['mode']

/** What the server says about itself, once it has been asked. */
export type ServerConfig = Config | 'loading' | 'unreachable' | 'logged_out'

let current: ServerConfig = 'loading'
let isAsked = false
const listeners = new Set<() => void>()

/** Whether messages reach real phones. The server writes it into the page; `undefined` in the prerendered markup. */
export function useMode(): Mode | undefined {
  return useSyncExternalStore(subscribe, readMode, readNothing)
}

/** The server's configuration, asked for when a part of the page first needs it. */
export function useConfig(): ServerConfig {
  return useSyncExternalStore(subscribeAndAsk, readCurrent, readLoading)
}

/** Asks the server again, as it may have been started anew in another mode, and gives its answer. */
export async function refreshConfig(): Promise<ServerConfig> {
  isAsked = true
  current = await readConfig()
  if (current === 'logged_out') askToLogIn()
  if (typeof current === 'object') document.documentElement.dataset.mode = current.mode
  for (const tell of listeners) tell()
  return current
}

/** Asks for the password, over whatever is on the screen. */
export function askToLogIn(): void {
  import('./log-in/log-in.tsx').then(({ openLogIn }) => openLogIn(() => void refreshConfig()), showPage)
}

export function readMode(): Mode | undefined {
  const { mode } = document.documentElement.dataset
  return mode === 'live' || mode === 'simulator' ? mode : undefined
}

async function readConfig(): Promise<ServerConfig> {
  try {
    const { queryClient } = await import('./query-client.ts')
    return await queryClient.fetchQuery({ queryKey: ['config'], queryFn: fetchConfig })
  } catch {
    return 'unreachable'
  }
}

async function fetchConfig(): Promise<ServerConfig> {
  const answer = await fetch('/api/config')
  if (answer.status === 401) return 'logged_out'
  const { configSchema } = await import('#whatsapp/problem.ts')
  return configSchema.parse(await answer.json())
}

/** The page stays hidden until somebody is logged in. If it cannot even ask, it shows itself, and its refusals say why. */
function showPage(): void {
  const { dataset } = document.documentElement
  if (dataset.access === 'password') delete dataset.access
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

function subscribeAndAsk(tell: () => void): () => void {
  if (!isAsked) void refreshConfig()
  return subscribe(tell)
}

const readCurrent = () => current
const readLoading = (): ServerConfig => 'loading'
const readNothing = () => undefined
