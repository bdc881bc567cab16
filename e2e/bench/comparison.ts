export type Figure = {
  name: string
  unit: string
  /** The most or the least that ours ÷ floor may be, the most by which ours may exceed it, or ours alone; without one it is only told. */
  bar?: { atMost: number } | { atLeast: number } | { moreAtMost: number } | { oursAtMost: number }
}

/** One thing of ours beside a lower bound of the same kind; both give their figures in the order of `figures`. */
export type Comparison = {
  figures: readonly Figure[]
  ours(): Promise<number[]>
  /** Absent where there is nothing to compare with. */
  floor?(): Promise<number[]>
  /** Other than `ROUNDS`, for what takes its time. */
  rounds?: number
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
  for (let round = 0; round < (comparison.rounds ?? ROUNDS); round++) {
    await beforeEach()
    const floor = (await comparison.floor?.()) ?? []
    await beforeEach()
    rounds.push({ floor, ours: await comparison.ours() })
  }
  return comparison.figures.map((figure, index) => {
    const ours = median(rounds.map((round) => round.ours[index] ?? Number.NaN))
    const floor = median(rounds.map((round) => round.floor[index] ?? Number.NaN))
    const ratio = ours / floor
    return { figure, ours, floor, ratio, verdict: judge({ ours, floor, ratio }, figure) }
  })
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function judge(
  { ours, floor, ratio }: Pick<Row, 'ours' | 'floor' | 'ratio'>,
  { bar }: Figure,
): Row['verdict'] {
  if (!bar) return ''
  const isWithin =
    'atMost' in bar
      ? ratio <= bar.atMost
      : 'atLeast' in bar
        ? ratio >= bar.atLeast
        : 'moreAtMost' in bar
          ? ours - floor <= bar.moreAtMost
          : ours <= bar.oursAtMost
  return isWithin ? 'PASS' : 'OVER'
}
