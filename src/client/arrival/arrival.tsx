import './arrival.css'
import { useEffect, useEffectEvent, useState } from 'react'
import { useMessageForm } from '../form.ts'
import { closeOverlay } from '../overlay.ts'
import { replaceDraft } from '../replace-draft.ts'
import { announce } from '../ui/announcer.tsx'
import { Report } from './report.tsx'
import type { Source, TakenIn } from './take-in.ts'
import { takeIn } from './take-in.ts'

/** Takes in what was pasted or opened, and reports. */
export function Arrival({ source }: { source: Source }) {
  const form = useMessageForm()
  const [taken, setTaken] = useState<TakenIn>()

  const take = useEffectEvent(takeIn.bind(undefined, form))

  useEffect(() => {
    let isCurrent = true
    void take(source).then((done) => {
      if (isCurrent) setTaken(done)
    })
    return () => {
      isCurrent = false
    }
  }, [source])

  if (!taken) return null
  const { before } = taken
  function takeBack(): void {
    if (before) replaceDraft(form, before)
    closeOverlay()
    announce('Your draft is back as it was.')
  }
  return <Report taken={taken} {...(before && { onTakeBack: takeBack })} onClose={closeOverlay} />
}
