import type { Figure, Row } from './comparison.ts'

const HEAD = ['what', 'ours', 'floor', 'ratio', 'bar', '']

export function toTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(toCells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd : cell.padStart).call(cell, widths[column] ?? 0))
      .join('  '),
  )
  return [text[0], '-'.repeat(text[0]?.length ?? 0), ...text.slice(1)].join('\n')
}

function toCells({ figure, ours, floor, ratio, verdict }: Row): string[] {
  return [
    figure.name,
    toAmount(ours, figure.unit),
    toAmount(floor, figure.unit),
    Number.isNaN(ratio) ? '–' : ratio.toFixed(2),
    toLimit(figure),
    verdict,
  ]
}

function toLimit({ bar, unit }: Figure): string {
  if (!bar) return ''
  if ('atMost' in bar) return `≤ ${bar.atMost}`
  if ('atLeast' in bar) return `≥ ${bar.atLeast}`
  return 'moreAtMost' in bar ? `≤ +${bar.moreAtMost} ${unit}` : `ours ≤ ${bar.oursAtMost} ${unit}`
}

function toAmount(value: number, unit: string): string {
  if (Number.isNaN(value)) return '–'
  return `${value < 1 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} ${unit}`
}
