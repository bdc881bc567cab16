export type Figure = {
  name: string
  unit: string
  /** The most or the least that ours ÷ floor may be, or the most that ours may be; without one the figure is only told. */
  bar?: { atMost: number } | { atLeast: number } | { oursAtMost: number }
}

/** One thing of ours beside a lower bound of the same kind; both give their figures in the order of `figures`. */
export type Comparison = {
  figures: readonly Figure[]
  ours(): Promise<number[]>
  floor(): Promise<number[]>
  stop(): Promise<void>
}

export type Row = {
  figure: Figure
  ours: number
  floor: number
  ratio: number
  verdict: 'PASS' | 'OVER' | ''
}

export const ROUNDS = 3

/** Measures in turns, so that a slow moment of the machine meets both sides, and gives the medians of the rounds. */
export async function compare(comparison: Comparison, beforeEach: () => Promise<void>): Promise<Row[]> {
  const rounds: { ours: number[]; floor: number[] }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await beforeEach()
    const floor = await comparison.floor()
    await beforeEach()
    rounds.push({ floor, ours: await comparison.ours() })
  }
  return comparison.figures.map((figure, index) => {
    const ours = median(rounds.map((round) => round.ours[index] ?? Number.NaN))
    const floor = median(rounds.map((round) => round.floor[index] ?? Number.NaN))
    const ratio = ours / floor
    return { figure, ours, floor, ratio, verdict: judge(ours, ratio, figure) }
  })
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function judge(ours: number, ratio: number, { bar }: Figure): Row['verdict'] {
  if (!bar) return ''
  if ('oursAtMost' in bar) return ours <= bar.oursAtMost ? 'PASS' : 'OVER'
  return ('atMost' in bar ? ratio <= bar.atMost : ratio >= bar.atLeast) ? 'PASS' : 'OVER'
}
