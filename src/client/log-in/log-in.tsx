import './log-in.css'
import { announce } from '../ui/announcer.tsx'
import { LogInForm } from './log-in-form.tsx'
import { openModal } from './open-modal.tsx'

/**
 * Asks for the password: instead of the page, where the server wrote into it that nobody is logged in, else as a dialog over
 * the work, which stays as it is.
 */
export function openLogIn(onEntered: () => void): void {
  const { dataset } = document.documentElement
  const isPage = dataset.access === 'password'
  openModal({
    labelledBy: 'log-in',
    look: isPage ? 'page' : 'dialog',
    canLeave: !isPage,
    content: (close) => (
      <LogInForm
        isPage={isPage}
        onLeave={close}
        onEnter={() => {
          dataset.access = 'session'
          close()
          onEntered()
          announce('You are logged in. Your draft is as you left it.')
        }}
      />
    ),
  })
}
