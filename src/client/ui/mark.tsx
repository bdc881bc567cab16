/** The sign of Trio: three buttons, one below the other. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-6" aria-hidden="true">
      <rect x="3" y="4" width="26" height="7" rx="3.5" className="fill-accent" />
      <rect x="3" y="13" width="26" height="7" rx="3.5" className="fill-accent opacity-65" />
      <rect x="3" y="22" width="26" height="7" rx="3.5" className="fill-accent opacity-35" />
    </svg>
  )
}
