export type LoginAttempt = { kind: 'allowed' } | { kind: 'limited'; retryAfter: number }

/** Failed log-ins by client address: 5 a minute and 20 an hour, and nobody else is locked out. */
export type LoginLimits = {
  /** Call before the password is compared, so that attempts at the same time cannot slip through. Counts as failed. */
  attempt(address: string): Promise<LoginAttempt>
  /** Call after a right password: that attempt was no failure. */
  succeed(address: string): Promise<void>
}
