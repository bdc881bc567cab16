import type { ReactNode } from 'react'
import { createContext, use, useEffect, useState } from 'react'
import type { Resolver } from 'react-hook-form'
import type { FieldPath } from '#whatsapp/fields.ts'
import type { Message, MessageDraft } from '#whatsapp/message.ts'
import { parseRecipient } from '#whatsapp/recipient.ts'
import { useMessageForm } from './form.ts'

export type Finding = { path: FieldPath; message: string }

/** What stops a draft from being sent, and what is worth knowing without stopping it. */
export type Verdict = { problems: readonly Finding[]; remarks: readonly Finding[] }

let check: typeof import('./check.ts') | undefined

// Without a line to the server there is no verdict; the next edit asks again, and sending judges anew.
async function loadCheck() {
  check ??= await import('./check.ts').catch(() => undefined)
  return check
}

// An edit has come that no verdict is of yet.
let isBehind = false

/** The verdict without the pause of `useVerdict`, whose last one is `latest`; nothing rather than one of a draft that was. */
export function judgeNow(draft: MessageDraft, latest: Verdict): Verdict | undefined {
  return check?.judge(draft) ?? (isBehind ? undefined : latest)
}

/** The form's validation; its code comes with the first field that is left. */
export const resolveDraft: Resolver<MessageDraft, unknown, Message> = async (...form) => {
  const loaded = await loadCheck()
  return loaded ? loaded.resolve(...form) : { values: {}, errors: {} }
}

/** The verdict on the example of a first visit, which lacks a recipient alone; a test holds it against the real check. */
export const VERDICT_ON_EXAMPLE: Verdict = {
  problems: [{ path: 'to', message: explainMissingRecipient() }],
  remarks: [],
}

const VerdictContext = createContext<Verdict>(VERDICT_ON_EXAMPLE)

/** The verdict on the draft; a reader renders when it changes in content, not with each keystroke. */
export function useVerdict(): Verdict {
  return use(VerdictContext)
}

type VerdictProviderProps = { isExample: boolean; children: ReactNode }

export function VerdictProvider({ isExample, children }: VerdictProviderProps) {
  const { subscribe, getValues } = useMessageForm()
  const [verdict, setVerdict] = useState(VERDICT_ON_EXAMPLE)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    async function judgeDraft(): Promise<void> {
      const next = (await loadCheck())?.judge(getValues())
      if (!next) return
      isBehind = false
      setVerdict((current) => (JSON.stringify(current) === JSON.stringify(next) ? current : next))
    }
    if (!isExample) {
      isBehind = true
      void judgeDraft()
    }
    const unsubscribe = subscribe({
      formState: { values: true },
      // In a pause of typing, so that no keystroke waits for it. Fields and counters say at once what concerns them.
      callback: () => {
        isBehind = true
        clearTimeout(timer)
        timer = setTimeout(() => void judgeDraft(), PAUSE)
      },
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [subscribe, getValues, isExample])
  return <VerdictContext value={verdict}>{children}</VerdictContext>
}

const PAUSE = 120

function explainMissingRecipient(): string {
  const parsed = parseRecipient('')
  return parsed.ok ? '' : parsed.message
}
