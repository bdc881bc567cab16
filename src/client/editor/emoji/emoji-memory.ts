const KEY = 'trio-emoji'
const MOST_RECENT = 18

/** What this browser remembers of the picker: the skin tone and the signs used last, newest first. */
export type EmojiMemory = { tone: number; recent: readonly string[] }

export function readMemory(): EmojiMemory {
  try {
    const [tone = '0', ...recent] = (localStorage.getItem(KEY) ?? '').split(' ')
    return { tone: Number(tone) || 0, recent: recent.filter(Boolean).slice(0, MOST_RECENT) }
  } catch {
    return { tone: 0, recent: [] } // A browser that forbids storage only forgets the choice.
  }
}

export function rememberTone(tone: number): void {
  write({ ...readMemory(), tone })
}

export function rememberUse(emoji: string): void {
  const { tone, recent } = readMemory()
  write({ tone, recent: [emoji, ...recent.filter((one) => one !== emoji)] })
}

function write({ tone, recent }: EmojiMemory): void {
  try {
    localStorage.setItem(KEY, [tone, ...recent.slice(0, MOST_RECENT)].join(' '))
  } catch {}
}
