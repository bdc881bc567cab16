import type { ComponentProps } from 'react'
import { useEffect, useEffectEvent } from 'react'
import { useMessageForm } from '../form.ts'
import { isWithinDraft } from '../undo/within-draft.ts'
import { AnswerSheet } from './answer-sheet.tsx'

export { Answer } from './answer.tsx'

/** The answer's sheet as long as the button that was tapped is there, whatever is written into it meanwhile. */
export function PassingAnswer(props: ComponentProps<typeof AnswerSheet>) {
  const { index, play, onClear } = props
  const { getValues, subscribe } = useMessageForm()
  const leave = useEffectEvent(onClear)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each play is of the button as it is then
  useEffect(() => {
    const path = `buttons.${index}` as const
    let tapped = getValues(`${path}.id`)
    return subscribe({
      formState: { values: true },
      callback: ({ name }) => {
        const id = getValues(`${path}.id`)
        if (name?.startsWith(`${path}.`)) tapped = id
        else if (id !== tapped || (name === undefined && !isWithinDraft())) leave()
      },
    })
  }, [index, play, getValues, subscribe])

  return <AnswerSheet {...props} />
}
