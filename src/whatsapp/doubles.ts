export type ReplyButton = { id: string; title: string }

/** What is wrong with one place of a larger value, and where. */
export type Refusal = { path: (string | number)[]; message: string }

/** Button texts and IDs that occur twice, trimmed and compared exactly; the later one is at fault. */
export function findDoubles(buttons: readonly ReplyButton[]): Refusal[] {
  return [
    ...findDouble(
      buttons,
      'title',
      (first) => `Button ${first} says the same. Each button needs its own text.`,
    ),
    ...findDouble(buttons, 'id', (first) => `Button ${first} has the same ID. Each button needs its own.`),
  ]
}

function findDouble(
  buttons: readonly ReplyButton[],
  key: keyof ReplyButton,
  explain: (first: number) => string,
): Refusal[] {
  const seen = new Map<string, number>()
  const refusals: Refusal[] = []
  for (const [index, button] of buttons.entries()) {
    const value = button[key].trim()
    const first = seen.get(value)
    if (first === undefined) seen.set(value, index + 1)
    else if (value !== '') refusals.push({ path: [index, key], message: explain(first) })
  }
  return refusals
}
