import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import type { Emoji } from './find-emoji.ts'
import { findEmoji, GROUPS, inTone, keepKnown } from './find-emoji.ts'

const file = createRequire(import.meta.url).resolve('emoji-picker-element-data/en/emojibase/data.json')
const all = keepKnown(JSON.parse(readFileSync(file, 'utf8')) as Emoji[])
const first = (typed: string) => findEmoji(all, typed)[0]?.emoji

test.each([
  ['coffee', '☕'],
  ['red heart', '❤️'],
  ['thumbs up', '👍'],
  [':tada:', '🎉'],
  ['flag japan', '🇯🇵'],
])('“%s” finds %s first', (typed, emoji) => {
  expect(first(typed)).toBe(emoji)
})

test('the beginnings of words are enough, in any order', () => {
  expect(findEmoji(all, 'fac grin').map(({ emoji }) => emoji)).toContain('😀')
})

test('nothing typed and nonsense find nothing', () => {
  expect(findEmoji(all, '  ')).toEqual([])
  expect(findEmoji(all, 'xqzzy')).toEqual([])
})

test('every sign stands in one of the groups that are shown', () => {
  const shown = new Set<number>(GROUPS.map(({ group }) => group))
  expect(all.filter(({ group }) => !shown.has(group))).toEqual([])
  for (const group of shown) expect(all.filter((one) => one.group === group).length).toBeGreaterThan(50)
})

test('no sign carries a selector that its look does not need', () => {
  expect(all.filter(({ emoji }) => /\p{Emoji_Presentation}\uFE0F/u.test(emoji))).toEqual([])
  expect(first('red heart')).toBe('\u2764\uFE0F')
})

test('a skin tone is taken where there is one', () => {
  const wave = all.find(({ annotation }) => annotation === 'waving hand')
  const cat = all.find(({ annotation }) => annotation === 'cat')
  expect(wave && inTone(wave, 5)).toBe('👋🏿')
  expect(wave && inTone(wave, 0)).toBe('👋')
  expect(cat && inTone(cat, 5)).toBe('🐈')
})
