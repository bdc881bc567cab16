import { expect, it } from 'vitest'
import { exampleDraft } from '#whatsapp/samples.ts'
import { judge } from './check.ts'
import { VERDICT_ON_EXAMPLE } from './verdict.tsx'

it('the verdict that the first paint shows is the one that the check gives on the example', () => {
  expect(judge(exampleDraft())).toEqual(VERDICT_ON_EXAMPLE)
})
