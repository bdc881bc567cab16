import { Check, CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWatch } from 'react-hook-form'
import { useConfig } from '../config.ts'
import { labelOfField } from '../field-label.ts'
import { useMessageForm } from '../form.ts'
import { useGoToField } from '../go-to-field.tsx'
import type { Finding, Verdict } from '../verdict.tsx'
import { listFacts } from './facts.ts'

type ReadinessListProps = { verdict: Verdict; onLeave: () => void }

/** What is to fix, each entry leading to its field; what may be worth a look; what is right; and what holds for every message of this kind. */
export function ReadinessList({ verdict, onLeave }: ReadinessListProps) {
  const { problems, remarks } = verdict
  const { control } = useMessageForm()
  const facts = useWatch({ control, compute: (draft) => listFacts(draft, problems) })
  return (
    <>
      <Findings
        title="To fix"
        findings={problems}
        icon={<CircleAlert size={16} className="text-red" />}
        onLeave={onLeave}
      />
      <Findings
        title="Worth a look"
        findings={remarks}
        icon={<Info size={16} className="text-amber" />}
        onLeave={onLeave}
      />
      <Findings
        title="As it stands"
        findings={facts}
        icon={<Check size={16} className="text-accent" />}
        onLeave={onLeave}
      />
      <Notes isOpen={problems.length === 0} />
    </>
  )
}

type FindingsProps = { title: string; findings: readonly Finding[]; icon: ReactNode; onLeave: () => void }

function Findings({ title, findings, icon, onLeave }: FindingsProps) {
  const goToField = useGoToField()
  if (findings.length === 0) return null
  return (
    <>
      <h2 className="px-2 pt-1 pb-0.5 text-[13px] font-semibold text-soft">{title}</h2>
      <ul className="mb-2">
        {findings.map(({ path, message }) => (
          <li key={path + message}>
            <button
              type="button"
              className="flex w-full cursor-pointer gap-2.5 rounded-sm px-2 py-1.5 text-left hover:bg-well"
              onClick={() => {
                onLeave()
                goToField(path)
              }}
            >
              <span aria-hidden="true" className="mt-[3px]">
                {icon}
              </span>
              <span>
                <span className="font-medium">{labelOfField(path)}</span>
                <span className="block text-[13.5px] leading-snug text-soft">{message}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

// Meta prints no amounts that would hold for long, and neither do we. Source: pricing pages of October 2026.
const PRICING = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/pricing'

function Notes({ isOpen }: { isOpen: boolean }) {
  const config = useConfig()
  const isSimulator = typeof config === 'object' && config.mode === 'simulator'
  const hasWebhook = typeof config === 'object' && config.webhook === true
  return (
    <details open={isOpen} className="rounded-sm px-2 pb-1 text-[13.5px] leading-snug text-soft">
      <summary className="cursor-pointer py-1.5 text-[13px] font-semibold">Before you send</summary>
      <div className="grid gap-2 pb-1">
        {isSimulator && <p>This is the simulator: nothing goes to WhatsApp, and nothing costs anything.</p>}
        <p>
          <b className="font-semibold text-ink">24 hours.</b> You can send this only within 24 hours of the
          customer’s last message or call to you. Each new one starts the 24 hours afresh.
          {!hasWebhook && ' Trio cannot see when this customer last wrote, nor whether the message arrives.'}
        </p>
        <p>
          <b className="font-semibold text-ink">Price.</b> Since 1 October 2026 WhatsApp charges for each
          delivered message of this kind, at the utility rate of the customer’s country. Each sending number
          has 1,000 free ones a month; what is left over lapses. For 72 hours after somebody comes through a
          click-to-WhatsApp ad or your Page’s button, all are free.{' '}
          <a
            href={PRICING}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-accent underline"
          >
            WhatsApp’s prices
          </a>
        </p>
        <p>
          <b className="font-semibold text-ink">Payment.</b> Without a payment method in WhatsApp Manager,
          messages beyond the free 1,000 are accepted but never delivered.
        </p>
      </div>
    </details>
  )
}
