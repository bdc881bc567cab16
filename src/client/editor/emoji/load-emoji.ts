import address from 'emoji-picker-element-data/en/emojibase/data.json?url'
import type { Emoji } from './find-emoji.ts'
import { keepKnown } from './find-emoji.ts'

let loading: Promise<Emoji[]> | undefined

/** All signs with their names, once for the page; after a failure the next call tries again. */
export function loadEmoji(): Promise<Emoji[]> {
  loading ??= fetchEmoji().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function fetchEmoji(): Promise<Emoji[]> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`GET ${address} answered ${answer.status}`)
  return keepKnown((await answer.json()) as Emoji[])
}
