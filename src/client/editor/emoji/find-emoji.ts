/** One sign as the data of emojibase describe it; `tone` of a skin is 1 (light) to 5 (dark), or two of them for two people. */
export type Emoji = {
  emoji: string
  annotation: string
  group: number
  version: number
  tags?: readonly string[]
  shortcodes?: readonly string[]
  skins?: readonly { emoji: string; tone: number | readonly number[] }[]
}

/** Groups in the order of every keyboard, by the numbers of emojibase; 2 holds parts of other signs. */
export const GROUPS = [
  { group: 0, label: 'Smileys', sign: '😀' },
  { group: 1, label: 'People', sign: '👋' },
  { group: 3, label: 'Animals and nature', sign: '🐻' },
  { group: 4, label: 'Food and drink', sign: '🍎' },
  { group: 5, label: 'Travel and places', sign: '🚗' },
  { group: 6, label: 'Activities', sign: '⚽' },
  { group: 7, label: 'Objects', sign: '💡' },
  { group: 8, label: 'Symbols', sign: '❤️' },
  { group: 9, label: 'Flags', sign: '🏁' },
] as const

/** Newer signs are an empty box on many of the customers' phones. Source: Unicode 15.1, September 2023. */
const NEWEST = 15.1

/** The signs that most phones can draw, without selectors that say nothing and yet count against the limits. */
export function keepKnown(all: readonly Emoji[]): Emoji[] {
  return all
    .filter(({ group, version }) => group !== 2 && version <= NEWEST)
    .map((one) => ({ ...one, emoji: one.emoji.replace(/(\p{Emoji_Presentation})\uFE0F/gu, '$1') }))
}

/** Signs that have every typed word, at least its beginning, in their names; those called so first. */
export function findEmoji(all: readonly Emoji[], typed: string): Emoji[] {
  const words = toWords(typed)
  if (words.length === 0) return []
  const found = all.filter((one) => {
    const names = namesOf(one)
    return words.every((word) => names.some((name) => name.startsWith(word)))
  })
  return found.toSorted((a, b) => rank(b, words) - rank(a, words))
}

/** The sign in a skin tone, where it has one. */
export function inTone({ emoji, skins }: Emoji, tone: number): string {
  return skins?.find((skin) => skin.tone === tone)?.emoji ?? emoji
}

function namesOf({ annotation, tags = [], shortcodes = [] }: Emoji): string[] {
  return [annotation, ...tags, ...shortcodes].flatMap(toWords)
}

function rank({ annotation, shortcodes = [] }: Emoji, words: readonly string[]): number {
  const typed = words.join(' ')
  const called = toWords(annotation).join(' ')
  if (called === typed || shortcodes.includes(words.join('_'))) return 2
  return called.startsWith(typed) ? 1 : 0
}

function toWords(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[\s:_-]+/)
    .filter(Boolean)
}
