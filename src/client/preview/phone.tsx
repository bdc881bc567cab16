import type { ReactNode } from 'react'
import { useRef } from 'react'
import { useFollowEditing } from './use-follow-editing.ts'
import { usePartClicks } from './use-part-clicks.ts'
import type { PhoneTheme, Platform } from './use-phone-choice.ts'

type PhoneProps = {
  platform: Platform
  theme: PhoneTheme | 'page'
  /** A reply button was tapped, by its place. */
  onTap: (index: number) => void
  children: ReactNode
}

/** The customer's phone with the chat open. Its shape, pattern and icons are our own drawing. */
export function Phone({ platform, theme, onTap, children }: PhoneProps) {
  const chat = useRef<HTMLElement>(null)
  usePartClicks(chat, onTap)
  useFollowEditing(chat)
  return (
    <div className="phone" data-platform={platform}>
      <div className="phone-screen" data-theme={theme}>
        <div className="phone-status" aria-hidden="true">
          <span>09:41</span>
          <svg viewBox="0 0 50 12" aria-hidden="true">
            <path d="M0 8h3v4H0zm4.5-2.5h3V12h-3zM9 3h3v9H9zm4.5-3h3v12h-3z" />
            <path d="M28 0h17a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H28a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3zm21 4c1.3.5 1.3 3.5 0 4z" />
          </svg>
        </div>
        <div className="phone-head" aria-hidden="true">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={platform === 'ios' ? 'M15 4.5 7.5 12l7.5 7.5' : 'M20 12H4.5m7-7-7 7 7 7'} />
          </svg>
          <svg viewBox="0 0 24 24" className="phone-avatar" aria-hidden="true">
            <path d="M5.5 11v7.5h13V11M4.5 9.5 6 5.5h12l1.5 4a2.5 2.5 0 0 1-5 0 2.5 2.5 0 0 1-5 0 2.5 2.5 0 0 1-5 0zM10 18.5v-4h4v4" />
          </svg>
          <p>
            <b>Your business</b>
            <span>Business account</span>
          </p>
          {platform === 'android' && (
            <svg viewBox="0 0 24 24" className="phone-more" aria-hidden="true">
              <path d="M12 5.5v.01M12 12v.01M12 18.5v.01" />
            </svg>
          )}
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too */}
        <section ref={chat} className="phone-chat" aria-label="Chat" tabIndex={0}>
          <p className="phone-day">Today</p>
          {children}
        </section>
      </div>
    </div>
  )
}
