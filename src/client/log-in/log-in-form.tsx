import { Eye, EyeOff } from 'lucide-react'
import type { FormEvent } from 'react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { inWords, useCountdown } from '../ui/countdown.ts'
import { Mark } from '../ui/mark.tsx'
import type { LogInEnd } from './post-password.ts'
import { postPassword } from './post-password.ts'

type LogInFormProps = { isPage: boolean; onEnter: () => void; onLeave: () => void }

type Refused = Exclude<LogInEnd, { outcome: 'entered' }>

type State = { phase: 'idle' | 'asking' } | { phase: 'refused'; end: Refused }

export function LogInForm({ isPage, onEnter, onLeave }: LogInFormProps) {
  const [state, setState] = useState<State>({ phase: 'idle' })
  const password = useRef<HTMLInputElement>(null)
  const isOff = state.phase === 'asking' || (state.phase === 'refused' && state.end.outcome === 'limited')

  async function logIn(event: FormEvent): Promise<void> {
    event.preventDefault()
    const given = password.current?.value ?? ''
    if (isOff) return
    setState({ phase: 'asking' })
    const end = given === '' ? EMPTY : await postPassword(given)
    if (end.outcome === 'entered') return onEnter()
    setState({ phase: 'refused', end })
    password.current?.select()
  }

  return (
    <form noValidate onSubmit={(event) => void logIn(event)}>
      {isPage && <Name />}
      <h2 id="log-in" className="text-lg font-semibold">
        {isPage ? 'Log in' : 'You have been logged out'}
      </h2>
      <p className="mt-1 text-soft">
        {isPage
          ? 'Whoever set up this Trio knows the password.'
          : 'Your draft is still here. Log in to go on.'}
      </p>
      {/* Password managers file a password under a name. */}
      <input type="text" name="username" autoComplete="username" value="trio" readOnly hidden />
      <PasswordField field={password} isWrong={state.phase === 'refused' && state.end.outcome === 'wrong'} />
      <div className="mt-1.5 min-h-5 text-[13px] text-red">
        {state.phase === 'refused' && (
          <Refusal end={state.end} onOver={() => setState({ phase: 'refused', end: OVER })} />
        )}
      </div>
      <p className="mt-2 flex flex-wrap justify-end gap-2">
        {!isPage && (
          <button type="button" className="quiet min-h-[42px]" onClick={onLeave}>
            Not now
          </button>
        )}
        <button type="submit" aria-disabled={isOff} className={`log-in-go ${isPage ? 'w-full' : ''}`}>
          {state.phase === 'asking' ? 'Logging in …' : 'Log in'}
        </button>
      </p>
    </form>
  )
}

const EMPTY: Refused = { outcome: 'refused', message: 'Type the password.' }
const OVER: Refused = { outcome: 'refused', message: 'You can try again now.' }

/** Why nobody was let in. A wait is counted down for the eyes alone: an alert that changes is read out each time. */
function Refusal({ end, onOver }: { end: Refused; onOver: () => void }) {
  const seconds = end.outcome === 'limited' ? end.seconds : 0
  const left = useCountdown(seconds)
  const isOver = end.outcome === 'limited' && left === 0
  const over = useEffectEvent(onOver)

  useEffect(() => {
    if (isOver) over()
  }, [isOver])

  return (
    <>
      <p aria-hidden="true">{explain(end, left)}</p>
      <p id="log-in-error" role="alert" className="sr-only">
        {explain(end, seconds)}
      </p>
    </>
  )
}

function explain(end: Refused, secondsLeft: number): string {
  switch (end.outcome) {
    case 'wrong':
      return 'That is not the password. Check it and try again.'
    case 'limited':
      return `Too many attempts. You can try again in ${inWords(secondsLeft)}.`
    case 'elsewhere':
      return 'This server takes no password. Reload the page to log in the way you did before.'
    case 'unreachable':
      return 'The Trio server does not answer. Check the connection and try again.'
    case 'refused':
      return end.message
  }
}

function Name() {
  return (
    <p className="mb-8 flex items-center gap-2.5 text-lg font-bold tracking-tight">
      <Mark />
      Trio
    </p>
  )
}

type PasswordFieldProps = { field: React.RefObject<HTMLInputElement | null>; isWrong: boolean }

function PasswordField({ field, isWrong }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false)
  const Icon = isShown ? EyeOff : Eye
  return (
    <>
      <label htmlFor="password" className="mt-5 mb-1 block text-[13px] font-medium text-soft">
        Password
      </label>
      <div data-invalid={isWrong} className="control flex items-center py-0 pr-1">
        <input
          ref={field}
          id="password"
          name="password"
          type={isShown ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          aria-invalid={isWrong}
          aria-describedby="log-in-error"
          className="min-h-10 min-w-0 flex-1 bg-transparent outline-none"
        />
        <button
          type="button"
          aria-label="Show password"
          aria-pressed={isShown}
          className="quiet min-h-8 px-2"
          onClick={() => setIsShown(!isShown)}
        >
          <Icon size={17} aria-hidden="true" />
        </button>
      </div>
    </>
  )
}
