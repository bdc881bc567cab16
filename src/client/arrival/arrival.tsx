import './arrival.css'
import { useEffect, useEffectEvent, useState } from 'react'
import { useMessageForm } from '../form.ts'
import { useCurrent } from '../library/current-draft.ts'
import { closeOverlay, openOverlay } from '../overlay.ts'
import { replaceDraft } from '../replace-draft.ts'
import { announce } from '../ui/announcer.tsx'
import { Report } from './report.tsx'
import type { Source, TakenIn } from './take-in.ts'
import { takeIn } from './take-in.ts'

/** Reports on what was pasted or opened, and takes it in where that has not been done yet. */
export function Arrival({ source }: { source: Source & { taken?: TakenIn } }) {
  const form = useMessageForm()
  const [taken, setTaken] = useState(source.taken)
  const { line } = useCurrent()

  const take = useEffectEvent(takeIn.bind(undefined, form))

  useEffect(() => {
    let isCurrent = true
    void Promise.resolve(source.taken ?? take(source)).then((done) => {
      if (!isCurrent) return
      if (done.link) openOverlay(done.link)
      else setTaken(done)
    })
    return () => {
      isCurrent = false
    }
  }, [source])

  if (!taken) return null
  const { before } = taken
  function takeBack(): void {
    if (before) replaceDraft(form, before.draft)
    closeOverlay()
    announce('Your draft is back as it was.')
  }
  // Undo may have led on into another draft, which is not what came.
  const isHere = before?.line === line
  return <Report taken={taken} {...(isHere && { onTakeBack: takeBack })} onClose={closeOverlay} />
}
