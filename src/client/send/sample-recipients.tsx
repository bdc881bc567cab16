import { MAGIC_RECIPIENTS } from '#whatsapp/simulator-recipients.ts'

type SampleRecipientsProps = { onChoose: (to: string) => void }

/** Numbers for trying out: what the simulator makes of each. */
export function SampleRecipients({ onChoose }: SampleRecipientsProps) {
  return (
    <>
      <h2 className="px-2 pt-1 text-[13px] font-semibold text-soft">Try it with …</h2>
      <p className="px-2 pb-1.5 text-[13px] text-soft">
        Each number shows one thing that can happen. All others are accepted.
      </p>
      <ul>
        {[ACCEPTED, ...MAGIC_RECIPIENTS].map(({ to, title, sentence }) => (
          <li key={to}>
            <button
              type="button"
              className="w-full cursor-pointer rounded-sm px-2 py-1.5 text-left hover:bg-well"
              onClick={() => onChoose(to)}
            >
              <span className="flex items-baseline justify-between gap-3">
                <span className="font-medium">{title}</span>
                <span dir="ltr" className="text-[13px] whitespace-nowrap text-faint tabular-nums">
                  {to}
                </span>
              </span>
              <span className="block text-[13.5px] leading-snug text-soft">{sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

// Kept free for films by Ofcom: it belongs to nobody.
const ACCEPTED = {
  to: '+447700900123',
  title: 'Accepted',
  sentence: 'The usual case: WhatsApp takes the message.',
}
