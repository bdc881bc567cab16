import './send.css'

/** Whether messages leave this computer. Which of the two shows is written into the page, so it is right from the first paint. */
export function ModeBadge() {
  return (
    <>
      <p className={`only-simulator bg-amber-wash text-amber ${PILL}`}>
        <Dot />
        <span>
          Simulator<span className="max-[899px]:sr-only">, nothing leaves this computer</span>
        </span>
      </p>
      <p className={`only-live bg-wash text-accent ${PILL}`}>
        <Dot />
        <span>
          Live<span className="max-[899px]:sr-only">, messages reach real phones</span>
        </span>
      </p>
    </>
  )
}

const PILL = 'flex items-center gap-2 rounded-full px-3 py-1 text-[13px] font-medium whitespace-nowrap'

function Dot() {
  return <span aria-hidden="true" className="size-2 rounded-full bg-current" />
}
