import { useMode } from '../config.ts'

type SendButtonProps = { isSending: boolean; isOnline: boolean; onSend: () => void }

/** The one filled button of the page. It stays focusable when it is off, so that its reason can be heard. */
export function SendButton({ isSending, isOnline, onSend }: SendButtonProps) {
  const isLive = useMode() === 'live'
  const isOff = isSending || !isOnline
  return (
    <>
      <p
        id="send-live"
        className="send-live only-live text-[12.5px] leading-tight font-medium text-amber max-[719px]:pt-1.5 max-[719px]:text-center min-[720px]:max-w-28"
      >
        Live: this reaches a real phone
      </p>
      <button
        type="button"
        aria-disabled={isOff}
        aria-describedby={
          [isLive && 'send-live', !isOnline && 'send-notice'].filter(Boolean).join(' ') || undefined
        }
        className="send-go min-h-[42px] w-27 cursor-pointer rounded-md bg-accent font-semibold text-on-accent hover:brightness-110 active:brightness-95 aria-disabled:cursor-default aria-disabled:opacity-55 aria-disabled:hover:brightness-100"
        onClick={(event) => {
          // The second press of a double click is never meant.
          if (!isOff && event.detail < 2) onSend()
        }}
      >
        <span className="inline-grid justify-items-center">
          <span className={`col-start-1 row-start-1 ${isSending ? 'invisible' : ''}`}>Send</span>
          <span className={`col-start-1 row-start-1 ${isSending ? '' : 'invisible'}`}>Sending…</span>
        </span>
      </button>
    </>
  )
}
