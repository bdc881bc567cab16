import type { Block } from '#whatsapp/formatting.ts'

export type Run = { kind: Block['kind']; lines: Block[] }

/** Puts neighbouring lines of one kind together, so that list items stand in one list. */
export function toRuns(blocks: readonly Block[]): Run[] {
  const runs: Run[] = []
  for (const block of blocks) {
    const last = runs.at(-1)
    if (last?.kind === block.kind) last.lines.push(block)
    else runs.push({ kind: block.kind, lines: [block] })
  }
  return runs
}
