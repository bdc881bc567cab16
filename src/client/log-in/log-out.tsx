import './log-in.css'
import { openModal } from './open-modal.tsx'

/** Ends the session on the server, which alone can; the draft stays in this browser. */
export async function logOut(askToLogIn: () => void): Promise<void> {
  if (!(await endSession())) return openRefusal(() => void logOut(askToLogIn))
  document.documentElement.dataset.access = 'password'
  askToLogIn()
}

async function endSession(): Promise<boolean> {
  try {
    const answer = await fetch('/api/session', { method: 'DELETE', headers: { 'X-Requested-By': 'trio' } })
    // Whoever has no session any more is logged out as well.
    return answer.ok || answer.status === 401
  } catch {
    return false
  }
}

function openRefusal(onRetry: () => void): void {
  openModal({
    labelledBy: 'log-out-refused',
    look: 'dialog',
    canLeave: true,
    content: (close) => (
      <>
        <h2 id="log-out-refused" className="text-lg font-semibold">
          You are still logged in
        </h2>
        <p className="mt-1 text-soft">
          The Trio server does not answer, and only it can end the session. Try again in a moment.
        </p>
        <p className="mt-4 flex justify-end gap-2">
          <button type="button" className="quiet" onClick={close}>
            Close
          </button>
          <button
            type="button"
            className="log-in-go"
            onClick={() => {
              close()
              onRetry()
            }}
          >
            Try again
          </button>
        </p>
      </>
    ),
  })
}
