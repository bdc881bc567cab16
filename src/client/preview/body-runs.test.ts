import { expect, test } from 'vitest'
import { parseFormatting } from '#whatsapp/formatting.ts'
import { toRuns } from './body-runs.ts'

function kindsOf(body: string): string[] {
  return toRuns(parseFormatting(body)).map(({ kind, lines }) => `${kind} ${lines.length}`)
}

test('neighbouring items stand in one list', () => {
  expect(kindsOf('Bring:\n- an apron\n- a towel\nSee you')).toEqual(['plain 1', 'bullet 2', 'plain 1'])
})

test('an empty line parts two lists', () => {
  expect(kindsOf('1. one\n2. two\n\n1. one')).toEqual(['numbered 2', 'plain 1', 'numbered 1'])
})

test('bullets and quotes never share a run', () => {
  expect(kindsOf('> said\n- item\n> said')).toEqual(['quote 1', 'bullet 1', 'quote 1'])
})
