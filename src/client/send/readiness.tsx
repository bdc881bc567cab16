import { Check, ChevronUp, CircleAlert } from 'lucide-react'
import { lazyPart } from '../ui/lazy-part.tsx'
import type { Verdict } from '../verdict.tsx'
import { useVerdict } from '../verdict.tsx'
import { PopUp } from './pop-up.tsx'

const ReadinessList = lazyPart(async () => (await import('./readiness-list.tsx')).ReadinessList)

const LIST = 'readiness-list'

/** Says whether the message may be sent, and opens the list of what to fix and what to know. */
export function Readiness() {
  const verdict = useVerdict()
  const { problems, remarks } = verdict
  const isReady = problems.length === 0
  const isUnaddressed = isOnlyUnaddressed(verdict)
  const tone = isReady ? 'text-accent' : isUnaddressed ? 'text-ink' : 'text-red'
  return (
    <div className="send-ready">
      <button
        type="button"
        popoverTarget={LIST}
        className={`readiness-anchor -ml-2 flex min-h-9 cursor-pointer items-center gap-2 whitespace-nowrap rounded-sm px-2 font-medium hover:bg-well ${tone}`}
      >
        {isReady && <ReadyMark />}
        {isUnaddressed && <span className="size-4 rounded-full border-[1.5px] border-dashed border-faint" />}
        {!isReady && !isUnaddressed && <CircleAlert size={18} aria-hidden="true" />}
        <span>{isReady ? 'Ready to send' : `${count(problems.length, 'thing')} to fix`}</span>
        {isUnaddressed && remarks.length === 0 && (
          <span className="text-[13px] font-normal text-soft max-[359px]:hidden min-[720px]:max-[899px]:hidden">
            recipient
          </span>
        )}
        {remarks.length > 0 && (
          <span className="text-[13px] font-normal text-amber max-[359px]:hidden">
            {count(remarks.length, 'remark')}
          </span>
        )}
        <ChevronUp size={15} aria-hidden="true" className="text-faint" />
      </button>
      <PopUp id={LIST} label="Before you send" anchor="readiness">
        {() => <ReadinessList verdict={verdict} onLeave={closeList} />}
      </PopUp>
    </div>
  )
}

function ReadyMark() {
  return (
    <span className="grid size-5 place-items-center rounded-full bg-wash">
      <Check size={13} strokeWidth={2.5} aria-hidden="true" />
    </span>
  )
}

/** A message that is written and only lacks its recipient is nothing to be alarmed about. */
function isOnlyUnaddressed({ problems }: Verdict): boolean {
  return problems.length === 1 && problems[0]?.path === 'to'
}

function closeList(): void {
  document.getElementById(LIST)?.hidePopover()
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
