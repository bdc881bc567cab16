import { FlaskConical } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useFormState, useWatch } from 'react-hook-form'
import { useMessageForm } from '../form.ts'
import { lazyPart } from '../ui/lazy-part.tsx'
import type { PhoneNumber } from './phone-number.ts'
import { PopUp } from './pop-up.tsx'

const loadPhoneNumber = () => import('./phone-number.ts')
const SampleRecipients = lazyPart(async () => (await import('./sample-recipients.tsx')).SampleRecipients)

const SAMPLES = 'sample-recipients'

/** Whom the message goes to, and the one line of the bar that has something to say about it. */
export function Recipient({ notice }: { notice: string | undefined }) {
  const { control } = useMessageForm()
  const { errors } = useFormState({ control, name: 'to', exact: true })
  const number = usePhoneNumber()
  const error = errors.to?.message
  const remark = number?.remark
  return (
    <>
      <div className="send-note min-w-0 text-[13px] leading-snug text-balance">
        {notice && (
          <p id="send-notice" className="py-1 text-soft">
            {notice}
          </p>
        )}
        {!notice && error && (
          <p id="recipient-error" className="py-1 text-red">
            {error}
          </p>
        )}
        {!notice && !error && remark && (
          <p id="recipient-remark" className="py-1 text-soft">
            {remark}
          </p>
        )}
      </div>
      {number?.country && <p className="send-land">{number.country}</p>}
      <RecipientField
        country={number?.country}
        isInvalid={error !== undefined}
        describedBy={notice ? undefined : error ? 'recipient-error' : remark && 'recipient-remark'}
      />
    </>
  )
}

type RecipientFieldProps = {
  country: string | undefined
  isInvalid: boolean
  describedBy: string | undefined
}

function RecipientField({ country, isInvalid, describedBy }: RecipientFieldProps) {
  const form = useMessageForm()
  // Undo leaves the field too, and to tidy what it brings back would be an edit that takes the steps of redo away.
  const written = useRef('')

  async function tidy(): Promise<void> {
    const typed = written.current
    written.current = ''
    if (typed) (await loadPhoneNumber()).tidyNumber(form, typed)
  }

  function choose(to: string): void {
    written.current = to
    form.setValue('to', to, { shouldDirty: true, shouldTouch: true, shouldValidate: true })
    document.getElementById('recipient')?.focus()
  }

  return (
    <div data-invalid={isInvalid} className="send-to control flex min-w-0 items-center gap-2 py-0 pr-1.5">
      <label htmlFor="recipient" className="text-soft">
        <span className="sr-only">Recipient</span>
        <span aria-hidden="true">To</span>
      </label>
      <input
        {...form.register('to', {
          onChange: ({ target }) => {
            written.current = target.value
          },
          onBlur: () => void tidy(),
        })}
        id="recipient"
        type="tel"
        dir="ltr"
        autoComplete="off"
        spellCheck={false}
        placeholder="+44 7700 900123"
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        className="min-h-10 min-w-0 flex-1 min-[360px]:min-w-34 bg-transparent outline-none"
        onFocus={() => void loadPhoneNumber()}
      />
      {country && <span className="send-name">{country}</span>}
      <Samples onChoose={choose} />
    </div>
  )
}

function Samples({ onChoose }: { onChoose: (to: string) => void }) {
  return (
    <>
      <button
        type="button"
        popoverTarget={SAMPLES}
        aria-label="Try it with …"
        title="Numbers for trying out"
        className="only-simulator samples-anchor quiet min-h-8 px-1.5"
      >
        <FlaskConical size={17} aria-hidden="true" />
      </button>
      <PopUp id={SAMPLES} label="Try it with …" anchor="samples">
        {() => (
          <SampleRecipients
            onChoose={(to) => {
              document.getElementById(SAMPLES)?.hidePopover()
              onChoose(to)
            }}
          />
        )}
      </PopUp>
    </>
  )
}

/** What is known about the number in the field; the tables of countries come when there is one. */
function usePhoneNumber(): PhoneNumber | undefined {
  const { control } = useMessageForm()
  const to = useWatch({ control, name: 'to' })
  const [known, setKnown] = useState<{ to: string; number: PhoneNumber | undefined }>({
    to: '',
    number: undefined,
  })
  useEffect(() => {
    let isCurrent = true
    if (to !== '')
      void loadPhoneNumber().then(
        ({ describeNumber }) => isCurrent && setKnown({ to, number: describeNumber(to) }),
      )
    return () => {
      isCurrent = false
    }
  }, [to])
  return to === '' ? undefined : known.number
}
